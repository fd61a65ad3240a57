package director

import (
	"math"

	"touchline/components"
)

// MomentTable says how much more, or less, a camera of each role scores in each
// phase of the match: from -1000 to 1000.
type MomentTable [components.Phases][components.Roles]components.Permille

// BallTable says the same of where the ball is.
type BallTable [Zones][components.Roles]components.Permille

// Zone is a part of the pitch, from the left as the main camera sees it.
type Zone uint8

// The zones. The coordinates of the ball are those of the pitch: they do not
// change when the sides change ends.
const (
	Nowhere   Zone = iota // not known where
	LeftCrowd             // the left box, full of players as tracking shows it
	LeftBox               // within 16.5 m of the left goal line, on a pitch of 105 m
	LeftThird
	Middle
	RightThird
	RightBox
	RightCrowd
	Zones
)

const (
	boxAt   = 3600 // cm, from the center spot to the line of the penalty area
	thirdAt = 1750 // cm, to the last third
)

// crowded is how many players around the ball make a box full.
const crowded = 8

// zone returns where on the pitch x is, with a crowd of players around the ball: so many
// zones from the middle, to the left if x is negative, as [components.NoPlace] is. Each
// term is −1 or 0, without a branch.
func zone(x components.Centimeter, crowd uint8) Zone {
	left := int32(x) >> 31
	n := left - (int32(x) ^ left) // x if that is negative, or else -x
	third, box, nowhere := (n+thirdAt)>>31, (n+boxAt)>>31, (n+math.MaxInt16)>>31
	full := (crowded-1-int32(crowd))>>31 | nowhere
	far := third + box + box&full + nowhere
	return Middle + Zone(left-(far^left))
}
