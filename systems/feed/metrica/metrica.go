// Package metrica reads events in the two formats of Metrica's sample matches,
// comma-separated values and JSON, and tracking in theirs, comma-separated values
// and lines that FIFA's EPTS metadata describe.
//
// docs/formats/metrica.md says what becomes of each.
package metrica

import (
	"bytes"
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// Format is the name of the format.
const Format = "metrica"

// What every match of the format has.
const (
	sport  = "football"
	source = "Metrica Sports sample data"
	terms  = "sample data of Metrica Sports: be responsible; whoever uses it in public acknowledges the source"
)

// header is what every table of events begins with.
const header = "Team,Type,Subtype,Period,"

// Is reports whether data begins as this format does: with the names of the
// columns, or with an object that has a list of events under "data", the first
// of which has at least three of the keys that every event has. It may be cut
// short after them.
func Is(data []byte) bool {
	const mark = "\uFEFF"
	if bytes.HasPrefix(bytes.TrimPrefix(data, []byte(mark)), []byte(header)) {
		return true
	}
	s := scan.New(data)
	if !s.Object() {
		return false
	}
	for s.Key() && string(s.Name) != "data" {
		s.Value()
	}
	if string(s.Name) != "data" || !s.Array() || !s.Element() || !s.Object() {
		return false
	}
	var found [5]bool
	for s.Key() {
		for i, name := range [...]string{"subtypes", "start", "end", "period", "from"} {
			found[i] = found[i] || string(s.Name) == name
		}
		s.Value()
	}
	n := 0
	for _, f := range found {
		if f {
			n++
		}
	}
	return n >= 3
}

// Read is a [recording.Reader] of events without their metadata.
func Read(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return read(data, nil, names, m)
}

// reader returns a reader that knows the metadata in.
func reader(in *info) recording.Reader {
	return func(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
		return read(data, in, names, m)
	}
}

func read(data []byte, in *info, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return func(yield func(components.Event, error) bool) {
		m.Format, m.Sport, m.Source, m.Terms = Format, sport, source, terms
		records, err := readRecords(data, in, names, m)
		if err != nil {
			yield(components.Event{}, err)
			return
		}
		m.Records = len(records)
		t := teller{match: m, yield: yield, records: records, field: in.pitch(), turned: turned(records, in)}
		if t.tell(); t.stopped {
			return
		}
		if in.check(m, t.score); len(records) > 0 && records[0].line {
			m.EndsIn(t.time.period)
		}
	}
}

// readRecords reads the records of either format.
func readRecords(data []byte, in *info, names components.Interner, m *recording.Match) ([]record, *recording.Error) {
	if text := bytes.TrimLeft(data, "\uFEFF \t\r\n"); len(text) > 0 && text[0] == '{' {
		return readJSON(data, in, names, m)
	}
	return readTable(data, in, names, m)
}
