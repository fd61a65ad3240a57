// Package recording holds what the readers of recorded matches have in common:
// the match they give, the warnings and errors they report, and how a match is
// laid out on the media clock.
//
// A reader is a pure function of a file's bytes. It knows nothing of ticks: it
// gives events in the order of the file, with the clock of their period.
// [Match.Lay] then says when each occurred and when the engine hears of it.
package recording

import (
	"iter"

	"touchline/components"
)

// Match is a recorded match.
type Match struct {
	Format  string // the reader's name for the format: "statsbomb", "ndjson"
	Sport   string // "football", "cricket"
	Home    string
	Away    string
	Source  string         // who recorded it
	Terms   string         // what may be done with the recording
	Kickoff int64          // wall clock at the start, in unix ms; 0 if not known
	Beat    components.PTS // interval of the source's heartbeat; 0 if it declares none
	Records int            // records in the source, of which some give several events and some none

	Unscored bool // the source does not tell the score: it has positions, texts or shots alone

	// Outcome is who won as the source has it, and Eliminator who won what decided a
	// tie: a super over, a bowl-out. Empty, the outcome follows from the score.
	Outcome    Outcome
	Eliminator components.Team

	// Breaks are the breaks before each period, from the end of the one before, as
	// the source's wall clock has them; 0 where it does not say.
	Breaks [components.Shootout + 1]components.PTS

	// Begins are the media times at which the periods began, that before the match
	// first, of a match that was played live; nil if they are to be laid out. Live
	// says that the heartbeats of such a source are among its events.
	// Ended is when the run ended.
	Begins []components.PTS
	Live   bool
	Ended  components.PTS

	Events   []components.Event
	Tracking // where there is any
	Warnings Warnings

	// Set by Lay.
	End     components.PTS // when the last event is received
	Periods []Span         // by period; periods that were not played are empty
}

// Span is where a period lies on the media clock.
type Span struct {
	Begin  components.PTS
	Length components.PTS
	Played bool

	told components.PTS // where it would begin with the breaks that the source has
}

// plays is the sport as the engine knows it.
func (m *Match) plays() components.Sport { return components.SportCalled(m.Sport) }

// maxEvents is far more than any match has. What is known of an event takes more
// room than the shortest that a file can have, and a file may be large.
const maxEvents = 1 << 20

// Reader gives the events of a file, in its order or, where files of the format
// are in no order of play, in that. It fills the header of m before the first
// event or while the events are taken; strings of m do not share memory with
// data.
//
// Clock, Period and Seq of an event are set, Occurred is 0, and Received is how
// long after the moment the source heard of it, 0 if the file does not say. The
// sequence ends with at most one error, an [*Error].
type Reader func(data []byte, names components.Interner, m *Match) iter.Seq2[components.Event, error]

// Read collects what read gives for data.
func Read(read Reader, data []byte, names components.Interner) (*Match, error) {
	m := &Match{}
	for e, err := range read(data, names, m) {
		if err == nil && len(m.Events) == maxEvents {
			err = &Error{Offset: int64(len(data)), Record: len(m.Events) + 1, Err: OutOfRange, Want: "at most 1048576 events in a match"}
		}
		if err != nil {
			return nil, err
		}
		m.Events = append(m.Events, e)
	}
	m.sort(m)
	m.check()
	return m, nil
}

// EndsIn warns of a match whose last period is p, if that is the first of two: a
// format of lines does not tell that a file was cut short between two of them.
func (m *Match) EndsIn(p components.Period) {
	if p == components.FirstHalf || p == components.ExtraFirst {
		m.Warnings.Add(MatchMissingEnd, "it ends with period %d, the first of two: the file may be cut short", p)
	}
}

// check warns of what is missing from the whole.
func (m *Match) check() {
	if len(m.Events) == 0 {
		m.Warnings.Add(NoEvents, "nothing happens in it")
	}
	var played, ended [256]bool
	for i := range m.Events {
		e := &m.Events[i]
		played[e.Period] = true
		ended[e.Period] = ended[e.Period] || e.Kind.In(ends)
	}
	for p := 1; p < len(played); p++ {
		if played[p] && !ended[p] {
			m.Warnings.Add(PeriodMissingEnd, "period %d ends with its last event", p)
		}
	}
}
