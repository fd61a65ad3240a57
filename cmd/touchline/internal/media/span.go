package media

import (
	"fmt"

	"touchline/components"
)

// Span is what of a programme a segment is.
type Span struct {
	Start    components.PTS // not before 0
	Length   components.PTS // up to a minute
	Sequence uint64         // media sequence number, below 2^44
}

// The bounds of a span. With them no sum overflows, no segment is large, and a
// sequence number fits into an initialization vector.
const (
	lastStart    = components.PTS(1) << 56 // some 25,000 years
	mostLength   = 60 * components.PTSPerSecond
	sequenceBits = 44
	mostParts    = 1 << 8
)

// An AAC frame is 1,024 samples, which is exactly 1,920 steps of the 90 kHz clock:
// frames are on a grid that goes through 0.
const (
	frameSamples = 1024
	frameLength  = components.PTS(frameSamples * int64(components.PTSPerSecond) / soundClock)
)

// clipLength is how long the pictures of the clip last at their own speed.
const clipLength = 2 * components.PTSPerSecond

func (s Span) validate() error {
	switch {
	case s.Start < 0 || s.Start > lastStart:
		return fmt.Errorf("start %d: must be from 0 to %d: %w", s.Start, lastStart, ErrSpan)
	case s.Length < 1 || s.Length > mostLength:
		return fmt.Errorf("length %d: must be from 1 to %d: %w", s.Length, mostLength, ErrSpan)
	case s.Sequence >= 1<<sequenceBits:
		return fmt.Errorf("media sequence %d: must be below 2^%d: %w", s.Sequence, sequenceBits, ErrSpan)
	}
	return nil
}

// timeline lays the samples of a track out over a span.
//
// Pictures are repeated as often as the clip fits into the span, to the nearest
// whole number and at least once, and stretched or squeezed to fill it exactly: each
// segment begins with a key frame, and its decode time is its start. Sound cannot be
// stretched: a segment has the frames of the grid that begin in it.
type timeline struct {
	span    Span
	sound   bool
	samples int64 // how many there are
	first   int64 // the number of the first in the clip, repeated since 0
}

func (t *track) timeline(s Span) timeline {
	if t.sound() {
		first := up(s.Start, frameLength)
		return timeline{s, true, up(s.Start+s.Length, frameLength) - first, first}
	}
	loops := max((s.Length+clipLength/2)/clipLength, 1)
	return timeline{s, false, int64(loops) * int64(t.frames()), 0}
}

// before returns how many samples begin before the span has lasted for d.
func (l *timeline) before(d components.PTS) int64 {
	if l.sound {
		return up(l.span.Start+d, frameLength) - l.first
	}
	// Sample i begins at floor(i × length / samples), which is before d exactly if
	// i × length / samples is.
	return up(d*components.PTS(l.samples), l.span.Length)
}

// decode returns when sample i is decoded, on the clock of the track.
func (l *timeline) decode(i int64) uint64 {
	if l.sound {
		return uint64(l.first+i) * frameSamples
	}
	return uint64(int64(l.span.Start) + i*int64(l.span.Length)/l.samples)
}

// part returns the samples of part k of those that end at ends; nil is one part.
func (l *timeline) part(ends []components.PTS, k int) (from, to int64, err error) {
	if err := l.validateParts(ends); err != nil {
		return 0, 0, err
	}
	if k < 0 || k >= max(len(ends), 1) {
		return 0, 0, fmt.Errorf("part %d: there are %d: %w", k, max(len(ends), 1), ErrParts)
	}
	from, to = l.partAt(ends, k)
	return from, to, nil
}

// partAt is part, of parts that are valid.
func (l *timeline) partAt(ends []components.PTS, k int) (from, to int64) {
	if k > 0 {
		from = l.before(ends[k-1])
	}
	if k < len(ends) {
		return from, l.before(ends[k])
	}
	return from, l.samples
}

// validateParts wants parts that end one after the other, the last with the
// segment, each with a sample in it: players refuse a fragment of nothing.
func (l *timeline) validateParts(ends []components.PTS) error {
	if len(ends) > mostParts {
		return fmt.Errorf("%d parts: must be at most %d: %w", len(ends), mostParts, ErrParts)
	}
	if n := len(ends); n > 0 && ends[n-1] != l.span.Length {
		return fmt.Errorf("the last part ends at %d: must end with the segment at %d: %w", ends[n-1], l.span.Length, ErrParts)
	}
	last := components.PTS(0)
	for k, end := range ends {
		if end <= last || end > l.span.Length {
			return fmt.Errorf("part %d ends at %d: must be after %d and at most %d: %w", k, end, last, l.span.Length, ErrParts)
		}
		last = end
	}
	for k := range max(len(ends), 1) {
		if from, to := l.partAt(ends, k); from >= to {
			return fmt.Errorf("part %d: no frame begins in it: %w", k, ErrParts)
		}
	}
	return nil
}

// Independent reports whether part k of a segment has a frame that can be decoded
// without another: a key frame, or any sound. What cannot be made has none.
func (c *Clip) Independent(r Rendition, s Span, parts []components.PTS, k int) bool {
	t, err := c.nearest(r)
	if err != nil || s.validate() != nil {
		return false
	}
	l := t.timeline(s)
	from, to, err := l.part(parts, k)
	if err != nil {
		return false
	}
	gop := int64(t.frames())
	return t.sound() || up(from, gop)*gop < to
}

// up returns a / b, rounded up, of numbers that are not negative.
func up[T ~int64](a, b T) int64 { return int64((a + b - 1) / b) }
