package engine_test

import (
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/systems/director"
)

// TestStartProgram: streams whose matches are at different moments may not all cut for the
// first time in one tick, nor any of them in the first one; all others begin with a shot
// that is new.
func TestStartProgram(t *testing.T) {
	const streams, tick = 1000, components.PTSPerSecond / 20
	shortest := director.Sports().MinShot
	for _, stagger := range []bool{false, true} {
		e := build(t, newPlan(t, func(p *engine.Plan) {
			p.Streams, p.Stagger, p.Workers, p.Viewers, p.Renditions = streams, stagger, 1, 0, 1
		}, "drill"), nil)
		due, most := map[components.PTS]int{}, 0 // by the tick in which streams may first cut
		for _, w := range e.Shards.Worlds {
			for i, bus := range components.StreamBus.Of(w) {
				if bus.Taken > 0 || bus.Taken <= -shortest {
					t.Fatalf("stream %d of a shard has shown its camera since %d, want since 0, or for less than %d", i, bus.Taken, shortest)
				}
				at := (bus.Taken + shortest + tick - 1) / tick
				due[at]++
				most = max(most, due[at])
			}
		}
		if even := streams / int(shortest/tick); stagger && most > 2*even {
			t.Errorf("up to %d of %d streams may first cut in one tick, want at most twice %d", most, streams, even)
		} else if !stagger && most != streams {
			t.Errorf("%d streams begin with a new shot, want all %d", most, streams)
		}
	}
}
