package components

import "unsafe"

// An Event is something that happened in a match, as a reader gives it: the same
// for every provider.
//
// 64 bytes.
type Event struct {
	Clock    PTS    // since its period began
	Occurred PTS    // media time of the moment; set when the match is laid out
	Received PTS    // media time at which the engine hears of it; set likewise
	Seq      uint32 // its source's own sequence, from 1; one event keeps it over revisions
	Ref      uint32 // Seq of the event that this one speaks of (a goal disallowed), or 0
	Player   Symbol
	Other    Symbol // the second player: fouled, substituted in, assisting
	Duration uint32 // ms; 0 if not known
	Value    int32  // of shots: expected goals × 10,000; of controls: their argument
	Flags    EventFlags
	X, Y     Centimeter // where it began
	EndX     Centimeter // where it ended
	EndY     Centimeter
	Kind     EventKind
	Rev      uint8 // 0 at first; a higher revision of the same Seq replaces it
	Team     Team
	Period   Period
	Source   Input
	_        uint8
}

var _ [64]byte = [unsafe.Sizeof(Event{})]byte{}

// Team is a side of a match.
type Team uint8

// The teams.
const (
	NoTeam Team = iota
	Home
	Away
)

var teamNames = [...]string{"", "home", "away"}

func (t Team) String() string { return teamNames[min(int(t), 2)] }

// Opponent returns the other side, and NoTeam for NoTeam.
func (t Team) Opponent() Team { return [...]Team{NoTeam, Away, Home}[min(int(t), 2)] }

// Period is a period of play, from 1: at football the halves, the halves of extra
// time, and the shoot-out; at cricket the innings. 0 is before the match.
type Period uint8

// The periods of football.
const (
	FirstHalf   Period = 1
	SecondHalf  Period = 2
	ExtraFirst  Period = 3
	ExtraSecond Period = 4
	Shootout    Period = 5
)

// SuperOver is the first innings of a super over, which decides a tie at cricket.
// Two such periods make one, and from it on they count in no score.
const SuperOver Period = 11

// Input names the sources that a stream has, in the order in which the feed
// takes from them.
type Input uint8

// The sources.
const (
	FromControl Input = iota
	FromMatch
	FromTracking
	FromSignals
	FromSegmenter
	FromDetector
	FromPlayer
	FromText // a commentary, a log of the programme: they decide nothing
)

var inputNames = [...]string{"control", "match", "tracking", "signals", "segmenter", "detector", "player", "text"}

func (i Input) String() string { return inputNames[i] }

// Cause says which input an output goes back to: the event a market was
// suspended for, the control that took a camera. The zero Cause is the engine's
// own doing: a clock that ran out.
//
// 8 bytes.
type Cause struct {
	Seq    uint32
	Kind   EventKind
	Rev    uint8
	Source Input
	_      uint8
}

var _ [8]byte = [unsafe.Sizeof(Cause{})]byte{}

// EventFlags say more about an event.
type EventFlags uint16

// The flags of an event.
const (
	OnTarget    EventFlags = 1 << iota // a shot that would have gone in
	FromPenalty                        // a shot or goal from the spot
	Voided                             // the source takes the event back (a revision)
	Overturned                         // a review changed the decision
	Synthetic                          // made by the filler, not by the source
	Repaired                           // the reader mended its time
	Late                               // received out of its order
	Scored                             // a kick of the shoot-out, or a penalty, that went in
	SecondCard                         // the player's second yellow
	Tied                               // of the end of a match: level; Team then won what decided it
	Drawn                              // of the end of a match: it was not played out, and nobody won
)
