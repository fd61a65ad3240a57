package soccernet

import "touchline/components"

// action is what a label of an action says.
type action struct {
	name  string
	kind  components.EventKind
	flags components.EventFlags
}

// actions are the seventeen of SoccerNet-v2. Clearance is taken for the goal kick:
// it is told in the manner of the other restarts, none of which is one.
var actions = [...]action{
	{"Ball out of play", components.BallOut, 0},
	{"Clearance", components.GoalKick, 0},
	{"Corner", components.Corner, 0},
	{"Direct free-kick", components.FreeKick, 0},
	{"Foul", components.Foul, 0},
	{"Goal", components.Goal, components.OnTarget},
	{"Indirect free-kick", components.FreeKick, 0},
	{"Kick-off", components.KickOff, 0},
	{"Offside", components.Offside, 0},
	{"Penalty", components.PenaltyAwarded, 0},
	{"Red card", components.RedCard, 0},
	{"Shots off target", components.Shot, 0},
	{"Shots on target", components.Shot, components.OnTarget},
	{"Substitution", components.Substitution, 0},
	{"Throw-in", components.ThrowIn, 0},
	{"Yellow card", components.YellowCard, 0},
	{"Yellow->red card", components.SecondYellow, 0},
}

// actionOf returns the action called name; known is false for one that the data
// sets do not have, which is other.
func actionOf(name []byte) (a action, known bool) {
	for _, a := range actions {
		if string(name) == a.name {
			return a, true
		}
	}
	return action{kind: components.Other}, false
}

// public is the camera on the crowd.
const public = "Public"

// cameras are the views that SoccerNet-v2 tells apart.
var cameras = [...]string{
	"Main camera center", "Main camera left", "Main camera right", "Main behind the goal",
	"Close-up player or field referee", "Close-up side staff", "Close-up corner", "Close-up behind the goal",
	"Goal line technology camera", "Inside the goal", "Spider camera", public,
}

// cameraOf returns the camera called name, and whether name is that of a camera at
// all: the data sets have names for one that nobody could tell, which is none.
func cameraOf(name []byte) (camera string, ok bool) {
	for _, c := range cameras {
		if string(name) == c {
			return c, true
		}
	}
	switch string(name) {
	case "Other", "other", "I don't know":
		return "", true
	}
	return "", false
}
