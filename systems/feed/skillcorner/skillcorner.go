// Package skillcorner reads the dynamic events of SkillCorner's open data: a table
// of a match's possessions, and of what players without the ball did meanwhile. It
// reads its tracking too: where all were, ten times a second.
//
// docs/formats/skillcorner.md says what becomes of each.
package skillcorner

import (
	"bytes"
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/table"
)

// Format is the name of the format.
const Format = "skillcorner"

// What a match of the format says of itself.
const (
	sport  = "football"
	source = "SkillCorner open data"
	terms  = "MIT license, Copyright (c) 2020 SkillCorner: credit SkillCorner"
)

// Is reports whether data begins as this format does: with the names of the
// columns.
func Is(data []byte) bool {
	const mark, header = "\uFEFF", "event_id,index,match_id,frame_start,"
	return bytes.HasPrefix(bytes.TrimPrefix(data, []byte(mark)), []byte(header))
}

// Read is a [recording.Reader] of a table without the file that describes the
// match.
func Read(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return read(data, nil, names, m)
}

// WithInfo returns a reader for the match that info describes: it says which side
// is at home, when periods begin and end, and the score. Events of another match
// are an error.
func WithInfo(info []byte) (recording.Reader, error) {
	in, err := readInfo(info)
	if err != nil {
		return nil, err
	}
	return func(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
		return read(data, in, names, m)
	}, nil
}

func read(data []byte, in *info, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return func(yield func(components.Event, error) bool) {
		m.Format, m.Sport, m.Source, m.Terms = Format, sport, source, terms
		r := rows{Table: table.New(data, columns[:]...), info: in, names: names, match: m}
		records := r.read()
		if r.Err != nil {
			yield(components.Event{}, r.Err)
			return
		}
		t := teller{match: m, info: in}
		for i, e := range t.tell(records) {
			e.Seq = uint32(i + 1)
			if !yield(e, nil) {
				return
			}
		}
	}
}
