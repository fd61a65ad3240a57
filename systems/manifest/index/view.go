package index

import "touchline/components"

// View is an index as it was at some moment.
type View struct {
	Generation uint64         // changes since the index was begun
	Restarts   uint32         // how often the numbers of its segments have begun anew
	Live       uint64         // number of the first segment of the live window
	Changed    components.PTS // when it last changed, since the epoch

	segments blocks[Segment]
	parts    blocks[Part]
	events   blocks[Event]
	cues     blocks[Cue]
	first    uint64 // number of the first segment
	n        uint64 // how many there are
	base     uint32 // discontinuities before the first
	closed   uint32 // parts of segments that are finished
}

// First is the number of the oldest segment.
func (v *View) First() uint64 { return v.first }

// End is the number of the segment that is to enter next.
func (v *View) End() uint64 { return v.first + v.n }

// At returns the segment with that number, which must be from First to before End.
func (v *View) At(number uint64) *Segment {
	return v.segments.at(v.segments.from + uint32(number-v.first))
}

// Parts are the parts of one segment.
type Parts struct {
	list     *blocks[Part]
	from, to uint32
}

// Len is how many there are.
func (p Parts) Len() int { return int(p.to - p.from) }

// At returns part k.
func (p Parts) At(k int) *Part { return p.list.at(p.from + uint32(k)) }

// Parts returns the parts of a segment; with End, those that have come of the one
// that is being made. A segment whose parts were not told of has none.
func (v *View) Parts(number uint64) Parts {
	if number >= v.End() {
		return Parts{&v.parts, v.closed, v.parts.n}
	}
	s := v.At(number)
	if s.Gap() || s.parts < v.parts.from {
		return Parts{}
	}
	to := v.closed
	if number+1 < v.End() {
		to = v.At(number + 1).parts
	}
	return Parts{&v.parts, s.parts, to}
}

// Since returns the first segment that ends after t, since the epoch; End if none
// does.
func (v *View) Since(t components.PTS) uint64 {
	from, to := v.first, v.End()
	for from < to {
		if mid := from + (to-from)/2; v.At(mid).Until() > t {
			to = mid
		} else {
			from = mid + 1
		}
	}
	return from
}
