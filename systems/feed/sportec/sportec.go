// Package sportec reads matches in the format of Sportec Solutions, which
// collects the official match data of the German Football League (DFL): an XML
// file of some 1,500 events, one of information about the match, and one of where
// everybody was, 25 times a second.
//
// The events are entries of a collection that goes on after the final whistle:
// they have the wall clock of the moment, come in the order in which they were
// made, and are corrected and deleted. docs/formats/sportec.md says what becomes
// of each.
package sportec

import (
	"bytes"
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// Format is the name of the format.
const Format = "sportec"

// What the header of a match of the format has.
const (
	sport  = "football"
	source = "DFL / Sportec Solutions"
	terms  = "CC BY 4.0 where it is of the IDSSE data set: Bassek et al., DFL"
)

// root is the element that all files of the provider have around them.
const root = "PutDataRequest"

// Is reports whether data begins as a file of events does.
func Is(data []byte) bool { return begins(data, "<Event") }

// IsInfo reports whether data begins as a file of information about a match
// does, which has no events: see [WithInfo].
func IsInfo(data []byte) bool { return begins(data, "<MatchInformation") }

// begins reports whether the root of data has child as its first element.
func begins(data []byte, child string) bool {
	if text := bytes.TrimLeft(data, "\uFEFF \t\r\n"); len(text) == 0 || text[0] != '<' {
		return false // before all of a file that is not XML is read as what precedes the root
	}
	d := open(data)
	t, ok := d.next()
	if !ok || t.name != root {
		return false
	}
	rest := bytes.TrimLeft(data[d.at():], " \t\r\n")
	for bytes.HasPrefix(rest, []byte("<!--")) {
		_, after, _ := bytes.Cut(rest, []byte("-->"))
		rest = bytes.TrimLeft(after, " \t\r\n")
	}
	name, found := bytes.CutPrefix(rest, []byte(child))
	return found && (len(name) == 0 || bytes.IndexByte([]byte(" \t\r\n/>"), name[0]) >= 0)
}

// Read is a [recording.Reader] of the events alone. Teams and players are called
// by their IDs, and the side that is at home is the one which the score that goes
// with the first goal says it is.
func Read(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return read(data, nil, names, m)
}

// WithInfo returns a [recording.Reader] of the events that gives teams and players
// their names, and the sides that are at home and away, from info, the content of
// the match's file of information. Events of another match are an error.
func WithInfo(info []byte) (recording.Reader, error) {
	in, err := readInfo(info)
	if err != nil {
		return nil, err
	}
	return func(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
		return read(data, in, names, m)
	}, nil
}

// read gives the events of data, in the order in which they happened.
func read(data []byte, in *info, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return func(yield func(components.Event, error) bool) {
		m.Format, m.Sport, m.Source, m.Terms = Format, sport, source, terms
		r := newReader(data, in, names, m)
		for r.entry() {
		}
		if r.err == nil {
			r.arrange()
		}
		if r.err != nil {
			yield(components.Event{}, r.err)
			return
		}
		for i := range r.drafts {
			if !yield(r.drafts[i].Event, nil) {
				return
			}
		}
	}
}
