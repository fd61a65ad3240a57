package soccernet

import (
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// IsText reports whether data begins as a transcript does: with an object that has
// under "segments" an object whose first member is a list of two numbers and a
// text. It may be cut short after them.
func IsText(data []byte) bool {
	s := scan.New(data)
	if !s.Object() {
		return false
	}
	for s.Key() && string(s.Name) != "segments" {
		s.Value()
	}
	if string(s.Name) != "segments" || !s.Object() || !s.Key() || !s.Array() {
		return false
	}
	var begins [3]byte
	for i := range begins {
		if !s.Element() {
			return false
		}
		v := s.Value()
		if v == (scan.Span{}) {
			return false
		}
		if begins[i] = s.Text(v)[0]; begins[i]-'0' <= 9 {
			begins[i] = '0'
		}
	}
	return string(begins[:]) == `00"`
}

// Texts returns a reader of a transcript of period p, which gives captions and
// nothing else, numbered from 1: it is for [recording.Match.ReadTexts].
func Texts(p components.Period) recording.Reader {
	return func(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
		return func(yield func(components.Event, error) bool) {
			m.Format, m.Sport, m.Unscored = Format, "football", true
			m.Source = "SoccerNet-Echoes"
			m.Terms = "transcripts of SoccerNet-Echoes: no license is given with them"
			r := transcript{Values: scan.NewValues(data, m), names: names, match: m, period: p}
			var top [1]scan.Span
			r.Members("", r.Root(), top[:], "segments")
			for e := range r.captions(r.Required("segments", top[0], "an object of segments")) {
				if !yield(e, nil) {
					return
				}
			}
			if r.Err != nil {
				yield(components.Event{}, r.Err)
			}
		}
	}
}
