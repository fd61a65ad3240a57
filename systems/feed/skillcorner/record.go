package skillcorner

import (
	"bytes"

	"touchline/components"
)

// perFrame is the time of a frame: there are ten in a second.
const perFrame = components.PTSPerSecond / 10

const (
	maxFrame  = 24 * 60 * 60 * 10
	wantFrame = "a frame, 0 to 864000"
)

// record is a row of the table, as far as it is wanted.
type record struct {
	start, end int64 // frames
	tenths     int64 // of a second since the period began, by the match clock
	from, to   place
	reached    place // where the pass was received
	player     components.Symbol
	target     components.Symbol
	what       what
	ends       end
	before     stop
	after      stop
	team       components.Team
	period     components.Period
	offside    bool
	carried    bool
}

// what is what a row is of.
type what uint8

const (
	other what = iota
	possession
	press // of the player who has the ball
)

// end is how a possession ends.
type end uint8

const (
	lost end = iota // or it is not known
	passed
	shot
	fouled
)

func endOf(text []byte) end {
	switch string(text) {
	case "pass":
		return passed
	case "shot":
		return shot
	case "foul_suffered":
		return fouled
	}
	return lost
}

// stop is an interruption of the game: the kind of event with which it goes on,
// and whether that is for the side of the record. The zero stop is none.
type stop struct {
	kind components.EventKind
	mine bool
}

// stopOf reads an interruption: "throw_in_for", "goal_against".
func stopOf(text []byte) stop {
	what, mine := bytes.CutSuffix(text, []byte("_for"))
	if !mine {
		what = bytes.TrimSuffix(text, []byte("_against"))
	}
	switch string(what) {
	case "corner":
		return stop{components.Corner, mine}
	case "free_kick":
		return stop{components.FreeKick, mine}
	case "goal":
		return stop{components.Goal, mine}
	case "goal_kick":
		return stop{components.GoalKick, mine}
	case "penalty":
		return stop{components.PenaltyAwarded, mine}
	case "throw_in":
		return stop{components.ThrowIn, mine}
	}
	return stop{}
}

// side returns the side that a stop is for.
func (s stop) side(team components.Team) components.Team {
	if s.mine {
		return team
	}
	return team.Opponent()
}

// place is where something was, in centimeters from the center spot, for a side
// that attacks toward positive x.
type place struct {
	x, y  int64
	known bool
}

const (
	halfLength = 5500 // cm: pitches differ, and places are as they were
	halfWidth  = 3750
	beyond     = 500 // as far as a place may be off the pitch
	circle     = 915 // the radius of the center circle
)

func outside(c, half int64) bool { return max(c, -c) > half+beyond }

// central reports whether p is in the center circle.
func (p place) central() bool { return p.known && p.x*p.x+p.y*p.y <= circle*circle }
