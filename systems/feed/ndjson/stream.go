package ndjson

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// A Stream reads a match line by line, as a live source sends it. A line that is
// wrong is an error, and the next is read as if it had not been there.
type Stream struct {
	r     reader
	began bool
}

// NewStream returns a stream whose header goes to m, and whose frames do one at a
// time.
func NewStream(names components.Interner, m *recording.Match) *Stream {
	return &Stream{r: reader{names: names, match: m, seen: make(map[id]struct{}), period: components.FirstHalf}}
}

// Told is what a line was.
type Told uint8

// What lines are.
const (
	Nothing Told = iota // blank, in error, or an event that came before
	Header
	Event
	Frame // the one of the match
)

// Line reads a line, with or without its end. The error is an [*recording.Error]
// whose line counts from the beginning of the stream.
func (s *Stream) Line(line []byte) (components.Event, Told, error) {
	r := &s.r
	r.err = nil
	r.match.Frames, r.match.Seen = r.match.Frames[:0], r.match.Seen[:0]
	if !r.next(&line) {
		if r.err == nil {
			return components.Event{}, Nothing, nil
		}
		return components.Event{}, Nothing, r.err
	}
	var e components.Event
	told := Nothing
	switch ok := false; {
	case !s.began:
		r.header()
		s.began = r.err == nil
		told = Header
	default:
		if e, ok = r.event(); ok {
			told = Event
		} else if len(r.match.Frames) > 0 {
			told = Frame
		}
	}
	if r.err != nil {
		return components.Event{}, Nothing, r.err
	}
	return e, told, nil
}
