package simulate_test

import (
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
)

// TestCalm: a world that remembers that there was no drill comes to the same as one that
// looks each time, before a drill, during it and after it.
func TestCalm(t *testing.T) {
	orders := map[components.Tick]func(*ecs.Run, components.PTS){
		100: func(r *ecs.Run, until components.PTS) {
			components.FixtureDip.Of(r)[0] = components.Fault{Until: until, Value: 900}
		},
		300: func(r *ecs.Run, until components.PTS) {
			components.FixtureDrop.Of(r)[0] = components.Fault{Until: until, Value: 300}
		},
		500: func(r *ecs.Run, until components.PTS) {
			components.FixtureDark.Of(r)[0], components.FixtureBack.Of(r)[0] = until, 9000
		},
		900: func(r *ecs.Run, _ components.PTS) { components.FixtureJump.Of(r)[0] += 4500 },
	}
	remembers, s := watching(t, nil)
	looks, _ := watching(t, nil)
	calm := 0
	for tick := range components.Tick(1200) {
		for _, r := range []*ecs.Run{remembers, looks} {
			if order := orders[tick]; order != nil {
				order(r, components.PTS(tick)*4500+5*second)
				components.ShardCalm.Of(r)[0] = false
			}
			if r == looks {
				components.ShardCalm.Of(r)[0] = false
			}
			ecstest.Tick(r, tick, nil, s)
		}
		if components.ShardCalm.Of(remembers)[0] {
			calm++
		}
		if !slices.Equal(components.PushPiece.Of(remembers), components.PushPiece.Of(looks)) ||
			!slices.Equal(components.PushedBytes.Of(remembers), components.PushedBytes.Of(looks)) ||
			!slices.Equal(components.DetectionVerdict.Of(remembers), components.DetectionVerdict.Of(looks)) ||
			!slices.Equal(components.BeaconReport.Of(remembers), components.BeaconReport.Of(looks)) {
			t.Fatalf("tick %d: what is remembered changes what the sources say", tick)
		}
	}
	if calm != 100 {
		t.Errorf("it was calm in %d ticks, want the 100 before the first order", calm)
	}
}
