// Package statsbomb reads matches in the format of StatsBomb's open data: one
// file of JSON a match, an array of some four thousand events.
//
// docs/formats/statsbomb.md says what becomes of each.
package statsbomb

import (
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// Format is the name of the format.
const Format = "statsbomb"

// What a match of the format says of itself.
const (
	sport  = "football"
	source = "StatsBomb open data"
	terms  = "StatsBomb public data user agreement: not for commercial use, not to be passed on"
)

// Is reports whether data begins as this format does: with an array whose first
// element has at least three of the keys that every event has. It may be cut
// short after them.
func Is(data []byte) bool {
	s := scan.New(data)
	return s.Array() && s.Element() && s.Keys("id", "index", "period", "timestamp", "type") >= 3
}

// Read is a [recording.Reader]. It allocates for new names, and for a set of the
// records' IDs that doubles as it fills, but for no event.
func Read(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return read(data, nil, names, m)
}

// WithInfo returns a reader for the match whose line-ups info has: players are
// called by their nicknames where they have one, and cards are held against those
// of the line-ups. Events of other teams are an error.
func WithInfo(info []byte) (recording.Reader, error) {
	in, err := readLineups(info)
	if err != nil {
		return nil, err
	}
	return func(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
		return read(data, in, names, m)
	}, nil
}

func read(data []byte, in *lineups, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return func(yield func(components.Event, error) bool) {
		m.Format, m.Sport, m.Source, m.Terms = Format, sport, source, terms
		r := reader{what: "event", scan: scan.New(data), names: names, match: m, yield: yield, seen: newIDs(), roll: in.call()}
		r.read()
		if r.err != nil && !r.stopped {
			yield(components.Event{}, r.err)
		}
	}
}

// reader is what is known at a record.
type reader struct {
	what  string // a record is
	scan  scan.Scanner
	names components.Interner
	match *recording.Match
	yield func(components.Event, error) bool
	err   *recording.Error

	stopped bool // whoever takes the events wants no more
	seq     uint32
	rec     record
	seen    ids
	number  int      // of the record, from 1
	roll    *roll    // nil without line-ups
	moments *moments // nil but for frames
	text    []byte   // scratch for texts without their escapes

	teams  [3]int64 // IDs of the sides, by Team
	holder components.Team
	last   int64 // index of the record before
	time   clock
	held   []components.Event // that are still to come, by their clock
}

// read goes through the file.
func (r *reader) read() {
	if !r.scan.Array() {
		r.wrong("", r.scan.Value(), "an array of events")
		return
	}
	for r.scan.Element() {
		r.number++
		r.match.Records = r.number
		if !r.rec.find(&r.scan) {
			r.wrong("", r.scan.Value(), "an event")
		}
		if r.syntax(); r.err == nil {
			r.record()
		}
		if r.err != nil || r.stopped {
			return
		}
	}
	r.scan.End()
	if r.syntax(); r.err == nil {
		r.finish()
		r.roll.count(r.match)
	}
}

// record takes in one record.
func (r *reader) record() {
	v := r.required("id", r.rec.spans.id, "a text")
	if r.err == nil && r.scan.Text(v)[0] != '"' {
		r.fail("id", v, recording.WrongType, "a text")
	}
	if r.err != nil {
		return
	}
	r.rec.id = v
	if r.seen.has(&r.scan, r.rec.id) {
		r.match.Warnings.Add(recording.DuplicateID, "%s: came before: left out", r.where())
		return
	}
	r.index()
	r.required("type", r.rec.spans.typ.at, "an object")
	typ := r.ref("type", r.rec.spans.typ)
	r.rec.team = r.side("team", &r.rec.spans.team)
	r.tell(typ)
	if r.err != nil {
		return
	}
	if r.moments != nil {
		r.note(typ)
		return
	}
	r.possession(typ)
	r.convert(typ)
}

// index notes the record's own number, and warns of a hole in them.
func (r *reader) index() {
	v := r.rec.spans.index
	if v == (scan.Span{}) {
		return
	}
	n := r.integer("index", v)
	if r.err == nil && n != r.last+1 {
		r.match.Warnings.Add(recording.IndexGap, "%s: index %d comes after %d", r.where(), n, r.last)
	}
	r.last = n
}
