package scheduler_test

import (
	"testing"
	"time"

	"touchline/scheduler"
)

// threadCPU is the processor time that this thread has used.
func threadCPU(t *testing.T) time.Duration {
	t.Helper()
	used, ok := scheduler.ThreadTime()
	if !ok {
		t.Fatal("the system does not tell what a thread has used")
	}
	return used
}

// TestPacing holds what waiting costs: at 20 Hz an engine that has nothing to do
// uses no more than a fiftieth of a processor to be on time. It is Linux's clock
// that is held to it: elsewhere sleeps are less exact, and the spin is longer.
func TestPacing(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("takes two seconds, without the race detector")
	}
	const ticks = 40
	var began, used time.Duration // by the clock of the leader's thread
	cfg := scheduler.Config{Systems: steps(still("still")), Clock: scheduler.NewWall(), OnTick: func(r *scheduler.Record) error {
		if used = threadCPU(t) - began; r.Tick == 0 {
			began = used
		}
		return nil
	}}
	r, err := newEngine(t, cfg, newShards(t, 1, 1)).Run(t.Context(), ticks)
	if err != nil {
		t.Fatal(err)
	}
	share := float64(used) / float64(r.Wall)
	t.Logf("%.2f %% of a processor, late by %v at the median", 100*share, r.Late.P50)
	if share > 0.02 {
		t.Errorf("pacing took %.2f %% of a processor, want at most 2 %%", 100*share)
	}
}
