package live

import "touchline/components"

// clocks say when the periods of a match began, on the media clock. A source gives
// times since its period began, but not when that was: the first that is heard of a
// period is taken to be heard at once.
type clocks struct {
	begins []components.PTS
	begun  []bool
}

// place sets when e occurred, which came at a time. It cannot have occurred later: the
// clock of one that would have is set back, and place reports false.
func (c *clocks) place(e *components.Event, at components.PTS) bool {
	begin := c.begin(e.Period, at-e.Clock)
	ahead := begin+e.Clock > at
	if ahead {
		e.Clock = at - begin
		e.Flags |= components.Repaired
	}
	e.Occurred = begin + e.Clock
	return !ahead
}

// placeFrame sets when frame f was taken: when it came, since tracking is as good as
// immediate.
func (c *clocks) placeFrame(f *components.Frame, at components.PTS) {
	f.Clock = at - c.begin(f.Period, at-f.Clock)
	f.Occurred = at
}

// begin returns when period p began: at the time given, if nothing was heard of it.
func (c *clocks) begin(p components.Period, otherwise components.PTS) components.PTS {
	for int(p) >= len(c.begins) {
		c.begins, c.begun = append(c.begins, 0), append(c.begun, false)
	}
	if !c.begun[p] {
		c.begins[p], c.begun[p] = otherwise, true
	}
	return c.begins[p]
}
