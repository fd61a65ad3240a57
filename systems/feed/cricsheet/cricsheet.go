// Package cricsheet reads cricket matches in Cricsheet's JSON format, versions
// 1.0.0 and 1.1.0: one file a match, ball by ball.
//
// The format has no times. The reader makes them up, the same each time, from
// how long such things usually take; every event says so with the flag Repaired.
// docs/formats/cricsheet.md says what becomes of each.
package cricsheet

import (
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// Format is the name of the format.
const Format = "cricsheet"

// Is reports whether data begins as this format does: with an object that has
// "meta" with a "data_version", or "info" with at least three of the keys that
// say what match it was. It may be cut short after them.
func Is(data []byte) bool {
	s := scan.New(data)
	if !s.Object() {
		return false
	}
	for s.Key() {
		switch string(s.Name) {
		case "meta":
			if s.Keys("data_version") == 1 {
				return true
			}
		case "info":
			return s.Keys("balls_per_over", "match_type", "outcome", "overs", "players", "teams", "toss") >= 3
		default:
			s.Value()
		}
	}
	return false
}

// Read is a [recording.Reader].
func Read(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return func(yield func(components.Event, error) bool) {
		m.Format, m.Sport = Format, "cricket"
		m.Source = "Cricsheet"
		m.Terms = "ODC-BY 1.0: Cricsheet, cricsheet.org"
		r := reader{Values: scan.NewValues(data, m), names: names, match: m, yield: yield}
		r.read()
		if r.Err != nil && !r.stopped {
			yield(components.Event{}, r.Err)
		}
	}
}

// reader is what is known at a ball.
type reader struct {
	scan.Values
	names components.Interner
	match *recording.Match
	yield func(components.Event, error) bool

	stopped bool // whoever takes the events wants no more
	seq     uint32
	period  components.Period
	played  components.Period // innings so far, without super overs
	supers  components.Period // innings of super overs so far
	now     components.PTS
	batting components.Team
}

// read goes through the file.
func (r *reader) read() {
	var top [2]scan.Span
	root := r.Root()
	r.Members("", root, top[:], "info", "innings")
	end := r.info(r.Required("info", top[0], "an object"))
	began := false
	for at := range r.Elements("innings", top[1]) {
		if !began {
			began = true
			r.period = 1
			r.give(r.event(components.MatchStart))
		}
		if r.innings(at); r.stopped {
			return
		}
	}
	r.match.Records = r.Record
	if began {
		r.give(r.end(end))
	}
}

// event returns an event of nobody, now.
func (r *reader) event(kind components.EventKind) components.Event {
	const none = components.NoPlace
	return components.Event{
		Kind: kind, Period: r.period, Clock: r.now, Source: components.FromMatch, Flags: components.Repaired,
		X: none, Y: none, EndX: none, EndY: none,
	}
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
