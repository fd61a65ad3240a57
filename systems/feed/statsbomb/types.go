package statsbomb

import "touchline/components"

// Types of records, by their ID.
const (
	cameraOn      = 5
	offside       = 8
	shot          = 16
	pressure      = 17
	halfStart     = 18
	substitution  = 19
	foulCommitted = 22
	goalKeeper    = 23
	badBehavior   = 24
	ownGoalFor    = 25
	cameraOff     = 29
	pass          = 30
	halfEnd       = 34
	startingXI    = 35
	tacticalShift = 36
	injury        = 40
	dropBall      = 41
	carry         = 43
)

// known has a bit for each type that the format has: those above, and the ones of
// which nothing is made.
const known = 1<<cameraOn | 1<<offside | 1<<shot | 1<<pressure | 1<<halfStart | 1<<substitution |
	1<<foulCommitted | 1<<goalKeeper | 1<<badBehavior | 1<<ownGoalFor | 1<<cameraOff | 1<<pass |
	1<<halfEnd | 1<<startingXI | 1<<tacticalShift | 1<<injury | 1<<dropBall | 1<<carry |
	1<<2 | // ball recovery
	1<<3 | // dispossessed
	1<<4 | // duel
	1<<6 | // block
	1<<9 | // clearance
	1<<10 | // interception
	1<<14 | // dribble
	1<<20 | // own goal against: the other side of own goal for
	1<<21 | // foul won
	1<<26 | // player on
	1<<27 | // player off
	1<<28 | // shield
	1<<33 | // 50/50
	1<<37 | // error
	1<<38 | // miscontrol
	1<<39 | // dribbled past
	1<<42 // ball receipt

// idle has the types that say nothing of who has the ball.
const idle = 1<<halfStart | 1<<halfEnd | 1<<startingXI | 1<<tacticalShift | 1<<cameraOn | 1<<cameraOff

// in reports whether typ is in set.
func in(set uint64, typ int64) bool { return uint64(typ) < 64 && set>>typ&1 != 0 }

// kick returns the kind of a pass, by the ID of its type: a restart, or a plain one.
func kick(typ int64) components.EventKind {
	switch typ {
	case 61:
		return components.Corner
	case 62:
		return components.FreeKick
	case 63:
		return components.GoalKick
	case 65:
		return components.KickOff
	case 67:
		return components.ThrowIn
	}
	return components.Pass
}

// Outcomes of a pass.
const (
	passOut     = 75
	passOffside = 76
)

// Outcomes of a shot, and the type of one.
const (
	shotGoal        = 97
	shotSaved       = 100
	shotSavedToPost = 116
	shotPenalty     = 88
)

// saves reports whether what a goalkeeper did is a save. Others are a shot faced,
// a goal conceded, a ball collected or punched.
func saves(typ int64) bool {
	switch typ {
	case 29, 31, 33, 109, 110, 113, 114: // of a penalty, of any ball, of a shot; the rest by way of the post
		return true
	}
	return false
}

// card returns the kind of a card. Those for bad behavior have IDs of their own.
func card(id int64) components.EventKind {
	switch id {
	case 7, 65:
		return components.YellowCard
	case 6, 66:
		return components.SecondYellow
	case 5, 67:
		return components.RedCard
	}
	return components.Other
}
