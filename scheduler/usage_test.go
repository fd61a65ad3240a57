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

// TestProcessor: a shard that waits takes its time, and not its processor; one that
// works takes both.
func TestProcessor(t *testing.T) {
	processors(t, 2)
	const long = 20 * time.Millisecond
	for _, workers := range []int{1, 2} {
		var took, taken [2]time.Duration
		var known bool
		act := toy{name: "act", run: func(r *ecs.Run) {
			if *ballNumber.At(r, 0) == 1 {
				time.Sleep(long)
				return
			}
			for start := time.Now(); time.Since(start) < long; {
			}
		}}
		cfg := scheduler.Config{Systems: steps(act), Workers: workers, Processor: true, OnTick: func(r *scheduler.Record) error {
			for shard := range took {
				stamps, _ := r.Shard(shard)
				took[shard] = stamps[len(stamps)-1] - stamps[0]
				taken[shard], known = r.Processor(shard)
			}
			return nil
		}}
		if _, err := newEngine(t, cfg, newShards(t, 2, 2)).Run(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		if want := runtime.GOOS == "linux"; known != want {
			t.Errorf("%d workers: processor time is known: %t", workers, known)
		}
		if known && (taken[0] > took[0]/2 || taken[1] < long/20 || took[0] < long || took[1] < long) {
			t.Errorf("%d workers: asleep and at work for %v each: took %v, of a processor %v", workers, long, took, taken)
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
