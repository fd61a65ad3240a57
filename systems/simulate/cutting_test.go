package simulate

import (
	"testing"

	"touchline/components"
)

// TestSteps: the parts of a segment follow each other without a gap, whether there are
// few of them or more than are kept.
func TestSteps(t *testing.T) {
	for _, part := range []components.PTS{0, 30_000, 4_000} {
		var c cutting
		c.set(components.Cadence{Frames: components.Rate{Num: 30000, Den: 1001}, Segment: 180_000, Part: part})
		end, due := components.PTS(0), c.step(0).to
		for k := range c.parts {
			s := c.step(k)
			if s.from != end || s.to != due || s.to <= s.from || int(s.part) != k+1 || s.to != c.of.PartEnd(k) {
				t.Fatalf("part of %d: step %d is %+v after %d, due at %d", part, k, s, end, due)
			}
			end, due = s.to, due+s.next
		}
		if s := c.step(c.parts); s.from != 0 || s.to != due || s.to != c.length || s.part != 0 || s.to+s.next != c.length+c.step(0).to {
			t.Errorf("part of %d: the segment is %+v, due at %d", part, s, due)
		}
	}
}
