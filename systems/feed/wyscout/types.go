package wyscout

// Events, by their eventId.
const (
	duel      = 1
	foul      = 2
	kick      = 3 // a restart: "Free Kick", of which subEventId says more
	interrupt = 5
	offside   = 6
	touch     = 7 // "Others on the ball"
	pass      = 8
	save      = 9
	shot      = 10
)

// What there is more of, by its subEventId.
const (
	foulLate     = 22 // a card that is shown late
	foulProtest  = 24
	foulTime     = 26 // time wasted
	kickCorner   = 30
	kickFree     = 31
	kickCross    = 32
	kickShot     = 33
	kickGoal     = 34
	kickPenalty  = 35
	kickThrow    = 36
	ballOut      = 50
	acceleration = 70
)

// tags are what else the file says of an event, as far as it is wanted.
type tags uint8

const (
	goal tags = 1 << iota // for the side of a shot, and again against that of a save
	ownGoal
	red
	yellow
	second // a second yellow card
	accurate
)

// tagOf returns the tag with an ID.
func tagOf(id int64) tags {
	switch id {
	case 101:
		return goal
	case 102:
		return ownGoal
	case 1701:
		return red
	case 1702:
		return yellow
	case 1703:
		return second
	case 1801:
		return accurate
	}
	return 0
}

// shoots reports whether the record is a shot, from play or from a restart.
func (r *record) shoots() bool {
	return r.kind == shot || r.kind == kick && (r.sub == kickShot || r.sub == kickPenalty)
}

// penalty reports whether the record is a kick from the spot.
func (r *record) penalty() bool { return r.kind == kick && r.sub == kickPenalty }

// plays reports whether the ball is in play with the record. What else there is
// may come before the restart: a card, the save that a goal was not.
func (r *record) plays() bool {
	switch r.kind {
	case duel, kick, touch, pass, shot:
		return true
	}
	return false
}
