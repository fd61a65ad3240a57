package metrica

import (
	"fmt"

	"touchline/components"
)

// record is one event as either format has it.
type record struct {
	number int  // of the line or the event
	line   bool // it is a line
	start  components.PTS
	end    components.PTS // not before start
	from   components.Symbol
	to     components.Symbol
	begins place
	ends   place
	what   what
	more   more
	team   components.Team
	period components.Period
}

// where says which record it is, for warnings.
func (r *record) where() string {
	if r.line {
		return fmt.Sprintf("line %d", r.number)
	}
	return fmt.Sprintf("event %d", r.number)
}

// what is the type of a record.
type what uint8

const (
	other what = iota
	pass
	shot
	recovery
	faulted // a player was fouled: the other side of a challenge
	setPiece
	ballOut
	ballLost
	card
	challenge
	carry
)

// types are the names of the types.
var types = [...]string{
	pass: "PASS", shot: "SHOT", recovery: "RECOVERY", faulted: "FAULT RECEIVED", setPiece: "SET PIECE", ballOut: "BALL OUT",
	ballLost: "BALL LOST", card: "CARD", challenge: "CHALLENGE", carry: "CARRY",
}

// whatOf returns the type called name, and other for one that the formats do not
// have.
func whatOf(name []byte) what {
	for w, text := range types {
		if w > 0 && string(name) == text {
			return what(w)
		}
	}
	return other
}

// more is the set of subtypes of a record, as far as they are wanted.
type more uint32

const (
	goal more = 1 << iota
	onTarget
	saved
	offside
	goalKick
	kickOff
	corner
	freeKick
	throwIn
	penalty
	fault
	lost
	handBall
	endHalf
	yellow
	red
)

// subtypes are their names.
var subtypes = [...]string{
	"GOAL", "ON TARGET", "SAVED", "OFFSIDE", "GOAL KICK", "KICK OFF", "CORNER KICK", "FREE KICK",
	"THROW IN", "PENALTY", "FAULT", "LOST", "HAND BALL", "END HALF", "YELLOW", "RED",
}

// moreOf returns the subtype called name, and none for one that is not wanted.
func moreOf(name []byte) more {
	for i, text := range subtypes {
		if string(name) == text {
			return 1 << i
		}
	}
	return 0
}

// has reports whether the record has all the subtypes of m.
func (r *record) has(m more) bool { return r.more&m == m }

// kicks reports whether the record is a kick of the ball.
func (r *record) kicks() bool {
	switch r.what {
	case pass, shot, ballOut, ballLost:
		return true
	}
	return false
}
