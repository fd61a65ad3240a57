package simulate

import "touchline/components"

// cutting is a cadence worked out: streams of one frame rate are cut alike, and beside
// each other.
type cutting struct {
	of     components.Cadence
	length components.PTS
	parts  int
	steps  [33]step // the first, or all
}

// A step is a part of a segment, or after the last of them the segment. Times count from
// where the segment begins.
type step struct {
	from, to components.PTS
	next     components.PTS // from its end to that of the next
	part     uint8          // from 1; 0 for the whole segment
}

func (c *cutting) set(of components.Cadence) {
	c.of, c.length, c.parts = of, of.Length(), of.Parts()
	for k := range min(c.parts+1, len(c.steps)) {
		c.steps[k] = c.work(k)
	}
}

// step is the one after k parts.
func (c *cutting) step(k int) step {
	if k < len(c.steps) {
		return c.steps[k]
	}
	return c.work(k)
}

func (c *cutting) work(k int) (s step) {
	s.to = c.end(k)
	if k == c.parts {
		s.next = c.end(0)
		return s
	}
	if k > 0 {
		s.from = c.end(k - 1)
	}
	s.next, s.part = c.end(k+1)-s.to, uint8(k+1)
	return s
}

// end is where step k ends.
func (c *cutting) end(k int) components.PTS {
	if k < c.parts {
		return c.of.PartEnd(k)
	}
	return c.length
}

// cadence is how a stream of that frame rate is cut.
func (s *System) cadence(frames components.Rate) components.Cadence {
	return components.Cadence{Frames: frames, Segment: s.cfg.Segment, Part: s.cfg.Part}
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
