package simulate_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs/ecstest"
	"touchline/systems/simulate"
)

// TestSizes: a segment has from 850 to 1,149 permille of what its bitrate has it have on
// average, each rendition by itself, and while a drill shrinks it a share of that.
func TestSizes(t *testing.T) {
	for _, share := range []int64{1000, 300} {
		r, s := rig(t, simulate.Match, ntsc)
		if share < 1000 {
			components.FixtureDrop.Of(r)[0] = components.Fault{Until: 1 << 62, Value: int32(share)}
		}
		fan := r.Schema().Fan(components.Rendition)
		least, most, alike, n := int64(1<<62), int64(0), 0, 0
		for tick := range components.Tick(20 * 600) {
			ecstest.Tick(r, tick, nil, s)
			pieces, sizes := components.PushPiece.Of(r), components.PushedBytes.Of(r)
			for i := range sizes {
				full := 1_000_000 * int64(pieces[i/fan].Length) / 90_000 / 8 * share / 1000
				permille := (int64(sizes[i])*1000 + full/2) / full
				least, most = min(least, permille), max(most, permille)
				if n++; i%fan > 0 && sizes[i] == sizes[i-1] {
					alike++
				}
			}
		}
		if least < 850 || most > 1149 || least > 853 || most < 1146 || alike > n/50 || n == 0 {
			t.Errorf("share %d: from %d to %d permille, want from 850 to 1149; of %d sizes %d are as the one before", share, least, most, n, alike)
		}
	}
}
