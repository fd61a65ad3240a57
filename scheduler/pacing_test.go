package scheduler_test

import (
	"runtime"
	"syscall"
	"testing"
	"time"

	"touchline/scheduler"
)

// processCPU is the processor time of the process.
func processCPU(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestPacing holds what waiting costs: at 20 Hz an engine that has nothing to do
// uses no more than a fiftieth of a processor to be on time.
func TestPacing(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("takes two seconds, without the race detector")
	}
	if runtime.GOOS != "linux" {
		t.Skip("the clock spins for longer where it sleeps by the runtime's timers")
	}
	cfg := scheduler.Config{Systems: steps(still("still")), Clock: scheduler.NewWall()}
	e := newEngine(t, cfg, newShards(t, 1, 1))
	runtime.GC() // and none while it runs
	before := processCPU(t)
	r, err := e.Run(t.Context(), 40)
	if err != nil {
		t.Fatal(err)
	}
	share := float64(processCPU(t)-before) / float64(r.Wall)
	t.Logf("%.2f %% of a processor, late by %v at the median", 100*share, r.Late.P50)
	if share > 0.02 {
		t.Errorf("pacing took %.2f %% of a processor, want at most 2 %%", 100*share)
	}
}
