package simulate_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/simulate"
)

// TestCohortsAddUp: what the cohorts of a stream refuse is on the account of the stream,
// and of its copies, once.
func TestCohortsAddUp(t *testing.T) {
	cfg := simulate.Default()
	cfg.Requests = 1
	s, err := simulate.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var runs []*ecs.Run
	var worlds []*ecs.World
	for range 3 {
		r, _ := rig(t, simulate.Match, pal)
		runs, worlds = append(runs, r), append(worlds, r.World)
	}
	worlds[1].Follow(worlds[0], components.Fixture, components.Stream)
	worlds[2].Follow(worlds[0], components.Fixture, components.Stream)
	for tick, want := range []uint32{3 * 4, 3 * 4} {
		for _, r := range runs {
			ecstest.Tick(r, components.Tick(tick), nil, s)
		}
		s.Merge(nil, worlds)
		for i, r := range runs {
			for stream := range components.Row(2) {
				if got, left := *components.StreamRefused.At(r, stream), *components.StreamTurned.At(r, stream); got != want || left != 0 {
					t.Errorf("tick %d, world %d: %d refused and %d to be added, want %d and none", tick, i, got, left, want)
				}
			}
		}
	}
}
