// Package wyscout reads matches in the format of Wyscout's second API, in which
// its public data set is: one file of JSON a match, with some two thousand events
// and who took part.
//
// docs/formats/wyscout.md says what becomes of each.
package wyscout

import (
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// Format is the name of the format.
const Format = "wyscout"

// Is reports whether data begins as this format does: with an array of events, or
// an object that has one under "events", whose first element has at least three
// of the keys that every event has. It may be cut short after them.
func Is(data []byte) bool {
	s := scan.New(data)
	if s.Object() {
		for s.Key() && string(s.Name) != "events" {
			s.Value()
		}
	}
	return s.Array() && s.Element() && s.Keys("eventId", "eventSec", "matchPeriod", "positions", "tags") >= 3
}

// Read is a [recording.Reader].
func Read(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return func(yield func(components.Event, error) bool) {
		m.Format, m.Sport = Format, "football"
		m.Source = "Wyscout public data set"
		m.Terms = "CC BY 4.0: Pappalardo et al., Scientific Data 6:236 (2019), figshare collection 4415000"
		r := reader{Values: scan.NewValues(data, m), names: names, match: m, yield: yield}
		r.read()
		if r.Err != nil && !r.stopped {
			yield(components.Event{}, r.Err)
		}
	}
}

// reader is what is known at a record.
type reader struct {
	scan.Values
	names components.Interner
	match *recording.Match
	yield func(components.Event, error) bool

	stopped bool // whoever takes the events wants no more
	seq     uint32
	teams   [3]int64 // IDs of the sides, by Team
	players map[int64]components.Symbol
	records []record // all of them: what a foul led to is told by a later one

	now     record // the one that is being told
	time    clock
	kickOff kickOff // that is due
	awarded components.Team
}

// read goes through the file.
func (r *reader) read() {
	var top [3]scan.Span
	if root := r.Root(); root.To > 0 && r.Text(root)[0] == '[' {
		top[0] = root
	} else {
		r.Members("", root, top[:], "events", "teams", "players")
	}
	r.sides(top[1])
	r.squads(top[2])
	r.take(top[0])
	r.match.Records = len(r.records)
	for i := range r.records {
		if r.stopped {
			return
		}
		r.tell(i)
	}
	r.finish()
}

// give yields e.
func (r *reader) give(e components.Event) {
	if r.stopped || r.Err != nil {
		return
	}
	r.seq++
	e.Seq = r.seq
	r.stopped = !r.yield(e, nil)
}
