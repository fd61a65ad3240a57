package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// segments lets the segmenters of streams deliver the parts and segments that have
// ended. A segment is a whole number of frames: 2.002 s at 29.97 frames per second.
// After ticks that were skipped those of them follow at the pace at which they can
// be made.
func (s *System) segments(r *ecs.Run, streams []components.Row) {
	if len(streams) == 0 {
		return
	}
	most := s.most(r.Now.Period)
	d := segmenters{
		now: r.Now.PTS, most: most, due: components.StreamDue.Of(r), cut: components.StreamCut.Of(r),
		made: ecs.Unset[made](r, len(streams)*most),
	}
	var c cutting
	frames, like, n := components.StreamFrames.Of(r), model(r), 0
	for _, i := range streams {
		if f := frames[i&like]; c.of.Frames != f {
			c.set(s.cadence(f))
		}
		n = d.deliver(i, &c, n)
	}
	s.push(r, d.made[:n])
}

// segmenters are the columns of the segmenters of a shard.
type segmenters struct {
	now  components.PTS
	most int // that a tick delivers of a stream
	due  []components.Due
	cut  []uint8
	made []made
}

// deliver adds to the n that were made what of a stream has ended, of which there is
// something, and sets when there is more. It returns how many there are.
func (d *segmenters) deliver(stream components.Row, c *cutting, n int) int {
	cut, due := &d.cut[stream], &d.due[stream].Segment
	end := near(d.now, *due)
	for last := n + d.most; n < last && end <= d.now; n++ {
		s := c.step(int(*cut))
		begin, m := end-s.to, &d.made[n]
		m.segment, m.at, m.start, m.whole = begin, begin+s.from, begin+s.from, c.length
		m.stream, m.length, m.share, m.part, m.flags = stream, uint32(s.to-s.from), 1000, s.part, 0
		*cut, end = s.part, end+s.next
	}
	*due = uint32(end)
	return n
}

// made is what a segmenter delivers. Times are since the epoch.
type made struct {
	segment components.PTS // where the segment begins
	at      components.PTS // where this begins, the segment or a part of it
	start   components.PTS // the same on the contribution's clock
	whole   components.PTS // length of the segment
	stream  components.Row
	length  uint32
	share   uint32 // of what it would weigh, in permille
	part    uint8  // from 1; 0 for the whole segment
	flags   components.SegmentFlags
}

// whole is a segment of a stream.
func whole(stream components.Row, at, length components.PTS) made {
	return made{segment: at, at: at, start: at, whole: length, stream: stream, length: uint32(length), share: 1000}
}
