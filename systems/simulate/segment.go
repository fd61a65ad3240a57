package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// segments lets each stream's segmenter deliver the parts and segments that have
// ended. A segment is a whole number of frames: 2.002 s at 29.97 frames per second.
// After ticks that were skipped those of them follow at the pace at which they can
// be made.
func (s *System) segments(r *ecs.Run) {
	due := components.StreamSegmentDue.Of(r)
	streams := ecs.Unset[components.Row](r, len(due))
	streams = streams[:expired(due, r.Now.PTS, streams)]
	if len(streams) == 0 {
		return
	}
	most := s.most(r.Now.Period)
	d := segmenters{
		now: r.Now.PTS, most: most,
		due: due, making: components.StreamMaking.Of(r), cut: components.StreamCut.Of(r),
		made: ecs.Unset[made](r, len(streams)*most)[:0],
	}
	var c cutting
	frames := components.StreamFrames.Of(r)
	for _, i := range streams {
		if c.of.Frames != frames[i] {
			c.set(s.cadence(frames[i]))
		}
		d.deliver(i, &c)
	}
	s.push(r, d.made)
}

// expired writes to rows which times have come, and returns how many they are.
//
// It reads 8 bytes for each, and writes 4.
func expired(due []components.PTS, now components.PTS, rows []components.Row) int {
	rows, n := rows[:len(due)], 0
	for i, at := range due {
		rows[n] = components.Row(i)
		n += int(uint64(at-now-1) >> 63) // whether it has come is not foreseen
	}
	return n
}

// segmenters are the columns of the segmenters of a shard.
type segmenters struct {
	now    components.PTS
	most   int // that a tick delivers of a stream
	due    []components.PTS
	making []components.PTS
	cut    []uint8
	made   []made
}

// deliver adds to what was made what of a stream has ended, and sets when there is more.
func (d *segmenters) deliver(stream components.Row, c *cutting) {
	begin, cut := d.making[stream], d.cut[stream]
	for left := d.most; ; left-- {
		m, end := whole(stream, begin, c.length), begin+c.length
		if int(cut) < c.parts {
			var from components.PTS
			if cut > 0 {
				from = c.end(int(cut) - 1)
			}
			to := c.end(int(cut))
			m.at, m.start, m.length, m.part = begin+from, begin+from, uint32(to-from), cut+1
			end = begin + to
		}
		if end > d.now || left == 0 {
			d.due[stream], d.making[stream], d.cut[stream] = end, begin, cut
			return
		}
		d.made = append(d.made, m)
		if cut = m.part; cut == 0 {
			begin += c.length
		}
	}
}

// made is what a segmenter delivers. Times are since the epoch.
type made struct {
	segment components.PTS // where the segment begins
	at      components.PTS // where this begins, the segment or a part of it
	start   components.PTS // the same on the contribution's clock
	whole   components.PTS // length of the segment
	stream  components.Row
	length  uint32
	part    uint8 // from 1; 0 for the whole segment
	flags   components.SegmentFlags
}

// whole is a segment of a stream.
func whole(stream components.Row, at, length components.PTS) made {
	return made{segment: at, at: at, start: at, whole: length, stream: stream, length: uint32(length)}
}
