// Package index keeps what there is to play of a stream: the segments that entered
// its playlists since it began, or since as long ago as a viewer may start over,
// and the parts of the newest of them.
//
// It lives off the tick. Who takes the rows of a tick writes an [Index]; whoever
// was asked for a playlist reads a [View] of it, of which nothing changes while it
// is read. Rows are kept in blocks that are only ever added to, so a view is a few
// words, and to take one copies no rows. Manifests of any range follow from it: the
// live window, the whole of an event, a clip, the last four hours.
package index

import "touchline/components"

// Segment is a segment in the index.
type Segment struct {
	Number uint64         // media sequence number
	At     components.PTS // where it begins, since the epoch: what its date follows from
	Start  components.PTS // its first frame, on the contribution's clock: its decode time
	Length components.PTS
	Breaks uint32 // discontinuities since the stream began, its own included
	Period uint32 // of its key
	Flags  components.SegmentFlags
	Run    Origin // of the stretch without a discontinuity that it is in
	Keyed  Origin // of the stretch without a discontinuity or a change of keys

	parts uint32 // parts of all segments before it
}

// Origin is where a stretch of segments without a gap began, which may be long ago:
// what the media time of all of them is counted from.
type Origin struct {
	Number uint64
	At     components.PTS
	Start  components.PTS
}

// Until is where the segment ends, since the epoch.
func (s *Segment) Until() components.PTS { return s.At + s.Length }

// Gap reports whether there is nothing to fetch.
func (s *Segment) Gap() bool { return s.Flags&components.Gap != 0 }

// Discontinuity reports whether the clock or the encoding breaks before it.
func (s *Segment) Discontinuity() bool { return s.Flags&components.Breaks != 0 }

// Part is a part of a segment.
type Part struct {
	At     components.PTS // since the epoch
	Start  components.PTS
	Length components.PTS
	Flags  components.SegmentFlags
}

// Until is where the part ends, since the epoch.
func (p *Part) Until() components.PTS { return p.At + p.Length }

const blockRows = 256

// Index is the index of one stream. It has one writer.
type Index struct {
	keep   components.PTS // media that it holds at least
	view   View
	target components.PTS // the longest that a missing segment is
}

// New returns an index that holds at least so much media; 0 is all there ever was.
// No segment that is missing is taken to be longer than target.
func New(keep, target components.PTS) *Index { return &Index{keep: keep, target: target} }

// View returns the index as it is. A copy of it stays so while the index is
// written, and may be read by whoever was handed it in a way that orders memory.
func (x *Index) View() *View { return &x.view }

// Began sets how many discontinuities the stream has had: it was running before
// this index was begun.
func (x *Index) Began(breaks uint32) { x.view.base = breaks }

// Enter adds a segment with the given number, before which missed others did not
// come. Its Breaks are counted here.
func (x *Index) Enter(s Segment, missed int) {
	v := &x.view
	if v.n > 0 && s.Number != v.End()+uint64(missed) {
		*v = View{base: v.At(v.End() - 1).Breaks, Generation: v.Generation, Restarts: v.Restarts + 1, events: v.events, cues: v.cues}
	}
	if v.n == 0 {
		v.first = s.Number
		missed = 0
	}
	if missed > 0 {
		last := v.At(v.End() - 1)
		m := components.MissingBetween(last.Until(), s.At, missed, x.target)
		start := last.Start + last.Length
		for k := range missed {
			length := m.Begin(k+1) - m.Begin(k)
			x.add(Segment{At: m.Begin(k), Start: start, Length: length, Period: last.Period, Flags: components.Gap})
			start += length
		}
	}
	x.add(s)
	x.trim()
}

func (x *Index) add(s Segment) {
	v := &x.view
	s.Number, s.Breaks = v.End(), v.base
	origin := Origin{s.Number, s.At, s.Start}
	s.Run, s.Keyed = origin, origin
	if v.n > 0 {
		last := v.At(v.End() - 1)
		s.Breaks = last.Breaks
		if !s.Discontinuity() && (!last.Gap() || s.Gap()) {
			s.Run = last.Run
			if s.Period == last.Period {
				s.Keyed = last.Keyed
			}
		}
	}
	if s.Discontinuity() {
		s.Breaks++
	}
	s.parts = v.closed
	v.closed = v.parts.n
	v.segments.add(s)
	v.n++
	v.Generation++
}

// Show sets which segment the live window begins with, and when that was: since
// the epoch.
func (x *Index) Show(from uint64, now components.PTS) {
	x.view.Live, x.view.Changed = max(from, x.view.first), now
}

// Add adds a part of the segment that is to enter next.
func (x *Index) Add(p Part) {
	x.view.parts.add(p)
	x.view.Generation++
}

// trim lets segments go that are older than what is to be kept, a block at a time.
func (x *Index) trim() {
	v := &x.view
	if x.keep == 0 {
		return
	}
	until := v.At(v.End() - 1).Until()
	for v.n > 2*blockRows && until-v.At(v.first+blockRows).At > x.keep {
		for e := v.Events(); e.Len() > 2*blockRows && e.At(blockRows).Released < v.At(v.first).At; {
			v.events.drop(v.events.from + blockRows)
		}
		v.parts.drop(v.At(v.first + blockRows).parts)
		v.segments.drop(v.segments.from + blockRows)
		v.first += blockRows
		v.n -= blockRows
	}
}
