package components_test

import (
	"testing"
	"time"

	"touchline/components"
)

// TestCadence: parts and segments are whole frames, parts add up to their segment,
// and none but the last is shorter than 85 % of the longest, as players of low
// latency are told (RFC 8216bis, section 4.4.4.9).
func TestCadence(t *testing.T) {
	for _, tt := range []struct {
		num, den     uint32
		segment      time.Duration
		part         time.Duration
		length, most components.PTS
		parts        int
	}{
		{25, 1, 2 * time.Second, 333 * time.Millisecond, 180_000, 32_400, 6},
		{30_000, 1001, 2 * time.Second, 333 * time.Millisecond, 180_180, 30_030, 6},
		{50, 1, 2 * time.Second, 333 * time.Millisecond, 180_000, 30_600, 6},
		{60_000, 1001, 2 * time.Second, 333 * time.Millisecond, 180_180, 30_030, 6},
		{25, 1, 6 * time.Second, time.Second, 540_000, 90_000, 6},
		{25, 1, 2 * time.Second, 0, 180_000, 0, 0},
		{25, 1, time.Second, 2 * time.Second, 90_000, 90_000, 1},
	} {
		c := components.Cadence{
			Frames:  components.Rate{Num: tt.num, Den: tt.den},
			Segment: components.PTSOf(tt.segment), Part: components.PTSOf(tt.part),
		}
		if c.Length() != tt.length || c.Parts() != tt.parts || c.PartTarget() != tt.most {
			t.Errorf("%+v: %d long, %d parts of at most %d; want %d, %d, %d", c, c.Length(), c.Parts(), c.PartTarget(), tt.length, tt.parts, tt.most)
		}
		last := components.PTS(0)
		for k := range c.Parts() {
			end := c.PartEnd(k)
			if frame := c.Frames.Index(end); c.Frames.At(frame) != end {
				t.Errorf("%+v: part %d ends at %d, within a frame", c, k, end)
			}
			if k < c.Parts()-1 && (end-last)*100 < c.PartTarget()*85 {
				t.Errorf("%+v: part %d of %d is too short", c, k, end-last)
			}
			last = end
		}
		if tt.parts > 0 && last != c.Length() {
			t.Errorf("%+v: the parts end at %d", c, last)
		}
	}
}

// TestMissing: what did not come fills the time in which it should have, as long as
// its segments may be as long as that takes.
func TestMissing(t *testing.T) {
	const target, end = 2 * components.PTSPerSecond, 1000
	for _, tt := range []struct {
		begin    components.PTS
		n        int
		from, to components.PTS // the shortest and the longest
		until    components.PTS
	}{
		{end + 7*target - 5, 7, target - 1, target, end + 7*target - 5},
		{end + 7*target + 1, 7, target, target, end + 7*target},
		{end - 77, 3, 1, 1, end + 3},
		{end, 1, 1, 1, end + 1},
	} {
		m := components.MissingBetween(end, tt.begin, tt.n, target)
		for k := range tt.n {
			if length := m.Begin(k+1) - m.Begin(k); length < tt.from || length > tt.to {
				t.Errorf("%d missing before %d: one of %d", tt.n, tt.begin, length)
			}
		}
		if first, last := m.Begin(0), m.Begin(tt.n); first != end || last != tt.until {
			t.Errorf("%d missing before %d: from %d to %d, want to %d", tt.n, tt.begin, first, last, tt.until)
		}
	}
}
