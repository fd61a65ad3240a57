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
	due, frames := components.StreamSegmentDue.Of(r), components.StreamFrames.Of(r)
	var c cutting
	for i, at := range due {
		if at <= r.Now.PTS {
			if c.of.Frames != frames[i] {
				c.set(s.cadence(frames[i]))
			}
			due[i] = s.deliver(r, components.Row(i), &c)
		}
	}
}

// cutting is a cadence worked out: streams of one frame rate are cut alike, and beside
// each other.
type cutting struct {
	of     components.Cadence
	length components.PTS
	parts  int
	ends   [32]components.PTS // of the first parts, or all
}

func (c *cutting) set(of components.Cadence) {
	c.of, c.length, c.parts = of, of.Length(), of.Parts()
	for k := range min(c.parts, len(c.ends)) {
		c.ends[k] = of.PartEnd(k)
	}
}

// end is where part k ends within its segment.
func (c *cutting) end(k int) components.PTS {
	if k < len(c.ends) {
		return c.ends[k]
	}
	return c.of.PartEnd(k)
}

// deliver pushes what of a stream has ended, and returns when there is more.
func (s *System) deliver(r *ecs.Run, stream components.Row, c *cutting) components.PTS {
	length, parts := c.length, c.parts
	begin := components.StreamMaking.At(r, stream)
	cut := components.StreamCut.At(r, stream)
	for left := s.most(r.Now.Period); ; left-- {
		m, end := made{*begin, *begin, length, length, 0}, *begin+length
		if int(*cut) < parts {
			var from components.PTS
			if *cut > 0 {
				from = c.end(int(*cut) - 1)
			}
			to := c.end(int(*cut))
			m.at, m.length, m.part = *begin+from, to-from, *cut+1
			end = *begin + to
		}
		if end > r.Now.PTS || left == 0 {
			return end
		}
		s.push(r, stream, m)
		if *cut = m.part; m.part == 0 {
			*begin += length
		}
	}
}

// most is how much of a stream a tick of that length delivers at most.
func (s *System) most(period components.PTS) int { return MaxPushes(period, s.cfg.Segment, s.cfg.Part) }

// MaxPushes is how many segments and parts of a stream a tick delivers at most.
func MaxPushes(period, segment, part components.PTS) int {
	n := int(period/segment) + 1
	if part > 0 {
		n += int(period/part) + 1
	}
	return n
}

// cadence is how a stream of that frame rate is cut.
func (s *System) cadence(frames components.Rate) components.Cadence {
	return components.Cadence{Frames: frames, Segment: s.cfg.Segment, Part: s.cfg.Part}
}

// made is what a segmenter delivers. Times are since the epoch.
type made struct {
	segment components.PTS // where the segment begins
	at      components.PTS // where this begins, the segment or a part of it
	length  components.PTS
	whole   components.PTS // length of the segment
	part    uint8          // from 1; 0 for the whole segment
}

// push delivers m. If there was no contribution when its segment began, that is a
// slate, on the clock that went before, or nothing.
func (s *System) push(r *ecs.Run, stream components.Row, m made) {
	fixture := components.StreamFixture.Of(r)[stream]
	jump, flags := components.FixtureJump.Of(r)[fixture], components.SegmentFlags(0)
	switch {
	case m.segment >= components.FixtureDark.Of(r)[fixture]:
		jump += components.FixtureBack.Of(r)[fixture]
	case s.cfg.Slate:
		flags = components.Slate
	default:
		return
	}
	i := r.Append(components.Push, 1)
	*components.PushStream.At(r, i) = stream
	*components.PushStart.At(r, i) = m.at + jump
	*components.PushAt.At(r, i) = m.at
	*components.PushNumber.At(r, i) = number(m.segment, m.whole)
	*components.PushPart.At(r, i) = m.part
	*components.PushLength.At(r, i) = uint32(m.length)
	*components.PushFlags.At(r, i) = flags

	share := int64(1000)
	if d := &components.FixtureDrop.Of(r)[fixture]; r.Now.PTS < d.Until {
		share = int64(d.Value)
	}
	fan := r.Schema().Fan(components.Rendition)
	average := components.RenditionAverage.Of(r)[int(stream)*fan:][:fan]
	bytes := components.PushedBytes.Of(r)[int(i)*fan:][:fan]
	rng := r.Rand(components.StreamNumber.Of(r)[stream], forSegment)
	for k := range bytes {
		size := int64(average[k]) * int64(m.length) / int64(components.PTSPerSecond) / 8
		bytes[k] = uint32(size * (850 + rng.N(300)) / 1000 * share / 1000)
	}
}

// number is that of a segment which begins at at, since the epoch, where all are so
// long: two segmenters of the same programme, or one that was restarted, come to
// the same. Before the epoch nothing is counted.
func number(at, length components.PTS) uint64 {
	if at < 0 {
		return 0
	}
	return uint64(at/length) + 1
}
