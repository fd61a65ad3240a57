package simulate

import "touchline/components"

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
