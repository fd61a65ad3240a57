package dash

import (
	"iter"
	"strconv"
)

// MostSegments is how many segments a timeline has at most: a day's.
const MostSegments = 1 << 16

// Timeline is the segments of a window that may be fetched, written as the
// SegmentTimeline and startNumber of a template (ISO/IEC 23009-1, 5.3.9.6). Sets
// whose segments begin and end together share one.
//
// Segments of the same length that follow each other without a gap are a run, and
// one S element. A timeline never has more segments than its limit: a segment that
// comes when it is full makes the oldest leave, so that the manifest cannot grow
// without bound. The zero Timeline is empty, begins at number 0, and its limit is
// [MostSegments].
type Timeline struct {
	limit  int
	number uint64 // of the first segment
	count  int    // of segments
	end    Scaled // of the segment that came last
	runs   []run  // which begin at head
	head   int
	text   []byte // S elements of the runs, from used on
	used   int
}

// run is some segments of one length.
type run struct {
	start    Scaled
	duration Scaled
	count    uint32
	size     uint16 // of its text
	gap      bool   // it does not begin where the run before it ends
	cut      bool   // it has lost segments that its text still has
}

func (r *run) end() Scaled { return r.start + r.duration*Scaled(r.count) }

// Segment is one segment of a timeline.
type Segment struct {
	Start    Scaled
	Duration Scaled
}

// NewTimeline returns an empty timeline of at most limit segments, from 1 to
// [MostSegments], the first of which will have the given number.
func NewTimeline(limit int, number uint64) *Timeline {
	return &Timeline{limit: min(max(limit, 1), MostSegments), number: number}
}

// Reset makes t empty. The next segment has the given number, and may begin at
// any time.
func (t *Timeline) Reset(number uint64) {
	*t = Timeline{limit: t.limit, number: number, runs: t.runs[:0], text: t.text[:0]}
}

// Push adds a segment at the end. It fails with a [*SegmentError] if the segment
// begins before the last one ends, or has no length.
func (t *Timeline) Push(s Segment) error {
	switch {
	case s.Duration == 0:
		return t.fault(s, "must have a length")
	case s.Start < t.end:
		return t.fault(s, "must not begin before "+strconv.FormatUint(uint64(t.end), 10))
	case s.Start+s.Duration < s.Start:
		return t.fault(s, "must end before 2^64")
	}
	if t.limit == 0 {
		t.limit = MostSegments
	}
	if t.count == t.limit {
		t.Drop(1)
	}
	gap := s.Start != t.end
	t.end = s.Start + s.Duration
	t.count++
	if n := len(t.runs); n > t.head {
		if last := &t.runs[n-1]; !gap && last.duration == s.Duration {
			last.count++
			t.write()
			return nil
		}
	}
	t.runs, t.head = slide(t.runs, t.head, 1)
	t.runs = append(t.runs, run{start: s.Start, duration: s.Duration, count: 1, gap: gap})
	t.write()
	return nil
}

func (t *Timeline) fault(s Segment, want string) error {
	return &SegmentError{Number: t.number + uint64(t.count), Segment: s, Want: want}
}

// Drop removes the n oldest segments, or all if there are fewer.
func (t *Timeline) Drop(n int) {
	n = min(max(n, 0), t.count)
	t.count -= n
	t.number += uint64(n)
	for n > 0 {
		r := &t.runs[t.head]
		if int(r.count) > n {
			r.count -= uint32(n)
			r.start += r.duration * Scaled(n)
			r.cut = true
			return
		}
		n -= int(r.count)
		t.used += int(r.size)
		t.head++
	}
}

// DropBefore removes the segments that end at or before at, and returns how many
// there were.
func (t *Timeline) DropBefore(at Scaled) int {
	n := 0
	for i := t.head; i < len(t.runs); i++ {
		r := &t.runs[i]
		if r.end() > at {
			if at > r.start {
				n += int((at - r.start) / r.duration)
			}
			break
		}
		n += int(r.count)
	}
	t.Drop(n)
	return n
}

// Len is how many segments there are.
func (t *Timeline) Len() int { return t.count }

// Number is that of the first segment, or of the next if there is none.
func (t *Timeline) Number() uint64 { return t.number }

// End is where the segment ends that was added last.
func (t *Timeline) End() Scaled { return t.end }

// All are the segments and their numbers, the oldest first.
func (t *Timeline) All() iter.Seq2[uint64, Segment] {
	return func(yield func(uint64, Segment) bool) {
		number := t.number
		for _, r := range t.runs[t.head:] {
			for i := range Scaled(r.count) {
				if !yield(number, Segment{r.start + i*r.duration, r.duration}) {
					return
				}
				number++
			}
		}
	}
}
