package scheduler_test

import (
	"runtime"
	"testing"
	"time"

	"touchline/ecs"
	"touchline/scheduler"
)

// TestUsage: a system that sleeps gives up the processor, and one that collects
// garbage is seen to. Work without either waits for nobody.
func TestUsage(t *testing.T) {
	processors(t, 2)
	for _, workers := range []int{1, 2} {
		var got [3]scheduler.Usage
		act := toy{name: "act", run: func(r *ecs.Run) {
			switch r.Now.Tick {
			case 1:
				time.Sleep(20 * time.Millisecond)
			case 2:
				runtime.GC()
			}
		}}
		cfg := scheduler.Config{Systems: steps(act), Workers: workers, Usage: true, OnTick: func(r *scheduler.Record) error {
			got[r.Tick] = r.Usage
			return nil
		}}
		if _, err := newEngine(t, cfg, newShards(t, 2, 2)).Run(t.Context(), 3); err != nil {
			t.Fatal(err)
		}
		if got[1].GC != 0 || got[2].GC == 0 {
			t.Errorf("%d workers: %d and %d cycles of the collector, want 0 and some", workers, got[1].GC, got[2].GC)
		}
		switch known := runtime.GOOS == "linux"; {
		case got[0].Threads != known:
			t.Errorf("%d workers: threads are known: %t", workers, got[0].Threads)
		case known && (got[1].Voluntary == 0 || got[1].Waiting < 35*time.Millisecond):
			t.Errorf("%d workers: asleep on two shards for 20ms each: %+v", workers, got[1])
		}
	}
}

// TestNoUsage: who does not ask is told nothing.
func TestNoUsage(t *testing.T) {
	cfg := scheduler.Config{Systems: game(), OnTick: func(r *scheduler.Record) error {
		if r.Usage != (scheduler.Usage{}) {
			t.Errorf("tick %d: %+v", r.Tick, r.Usage)
		}
		return nil
	}}
	if _, err := newEngine(t, cfg, newShards(t, 2, 2)).Run(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
}

// TestWorkOfRecord: the work of a tick is that of the figure, without load.
func TestWorkOfRecord(t *testing.T) {
	rest := func(d time.Duration) func(*ecs.Run) { return func(*ecs.Run) { time.Sleep(d) } }
	var sum time.Duration
	cfg := scheduler.Config{Systems: []scheduler.Step{
		{System: toy{name: "simulate", run: rest(10 * time.Millisecond)}, Load: true},
		{System: toy{name: "work", run: rest(time.Millisecond)}},
	}, OnTick: func(r *scheduler.Record) error {
		if sum += r.Work; r.Work < time.Millisecond || r.Work > r.End-r.Start-10*time.Millisecond {
			t.Errorf("tick %d: work %v of %v", r.Tick, r.Work, r.End-r.Start)
		}
		return nil
	}}
	e := newEngine(t, cfg, newShards(t, 1, 1))
	if _, err := e.Run(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	if got := e.Timings().Tick.Sum(); got != sum {
		t.Errorf("the figure counts %v, the records %v", got, sum)
	}
}
