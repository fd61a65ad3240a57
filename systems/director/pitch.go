package director

import "touchline/components"

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
	Nowhere Zone = iota // not known where
	LeftBox             // within 16.5 m of the left goal line, on a pitch of 105 m
	LeftThird
	Middle
	RightThird
	RightBox
	LeftCrowd // the left box, full of players as tracking shows it
	RightCrowd
	Zones
)

const (
	boxAt   = 3600 // cm, from the center spot to the line of the penalty area
	thirdAt = 1750 // cm, to the last third
)

// crowded is how many players around the ball make a box full.
const crowded = 8

// zone returns where on the pitch x is, with a crowd of players around the ball. Each
// term is −1 if x is before the zone that it stands for, without a branch.
func zone(x components.Centimeter, crowd uint8) Zone {
	n := int32(x)
	z := Zone(RightBox) + Zone((n-1-int32(components.NoPlace))>>31+
		(n+boxAt)>>31+(n+thirdAt)>>31+(n-1-thirdAt)>>31+(n-1-boxAt)>>31)
	return z + full[z&7]&Zone((crowded-1-int32(crowd))>>31)
}

// full leads from a zone to the same when it is full of players.
var full = [8]Zone{LeftBox: LeftCrowd - LeftBox, RightBox: RightCrowd - RightBox}
