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
	if !s.began {
		if r.header(); r.err != nil {
			return components.Event{}, Nothing, r.err
		}
		s.began = true
		return components.Event{}, Header, nil
	}
	switch e, ok := r.event(); {
	case r.err != nil:
		return components.Event{}, Nothing, r.err
	case ok:
		return e, Event, nil
	case len(r.match.Frames) > 0:
		return components.Event{}, Frame, nil
	}
	return components.Event{}, Nothing, nil
}
