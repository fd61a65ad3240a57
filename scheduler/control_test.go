package scheduler_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"touchline/scheduler"
)

// TestPause pauses a run. In a synctest bubble, Wait returns only once all
// goroutines are blocked: if it returns, a paused run does not spin.
func TestPause(t *testing.T) {
	processors(t, 4)
	for _, workers := range []int{1, 3} {
		synctest.Test(t, func(t *testing.T) {
			s := newShards(t, 4, 4)
			ctx, cancel := context.WithCancel(t.Context())
			e := newEngine(t, scheduler.Config{Systems: game(), Workers: workers, Clock: new(scheduler.Manual)}, s)
			ended := make(chan error)
			go func() {
				_, err := e.Run(ctx, 0)
				ended <- err
			}()
			e.Pause()
			e.Pause()
			synctest.Wait()
			at := s.Tick
			if err := e.Step(3); err != nil {
				t.Fatal(err)
			}
			synctest.Wait()
			if got := s.Tick; got != at+3 {
				t.Errorf("three steps went from tick %d to %d", at, got)
			}
			e.Resume()
			e.Resume()
			for e.Step(1) == nil {
				t.Error("step in a run that goes on")
			}
			e.Pause()
			synctest.Wait()
			if s.Tick < at+3 {
				t.Errorf("resumed at tick %d, then paused at %d", at+3, s.Tick)
			}
			cancel()
			if err := <-ended; !errors.Is(err, context.Canceled) {
				t.Errorf("run ended with %v", err)
			}
			r := e.Report()
			if r.Executed != uint64(s.Tick) || r.Due != r.Executed {
				t.Errorf("executed %d of %d due at tick %d", r.Executed, r.Due, s.Tick)
			}
		})
	}
}

// TestPauseIsNoOverrun checks that what would have been due in a pause is not.
func TestPauseIsNoOverrun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var clock scheduler.Manual
		var e *scheduler.Engine
		cfg := scheduler.Config{Systems: game(), Clock: &clock, Overrun: scheduler.Abort,
			OnTick: func(r *scheduler.Record) error {
				if r.Tick == 4 {
					e.Pause()
				}
				return nil
			}}
		e = newEngine(t, cfg, newShards(t, 1, 1))
		go func() {
			synctest.Wait()
			clock.Advance(time.Hour)
			e.Resume()
		}()
		r, err := e.Run(t.Context(), 10)
		if err != nil || r.Executed != 10 || r.Late.Max != 0 {
			t.Errorf("executed %d, late by at most %v, error %v; want 10, 0 and none", r.Executed, r.Late.Max, err)
		}
	})
}

// TestStep steps without a run, and in one that is paused from the beginning, up
// to its end.
func TestStep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShards(t, 2, 2)
		e := newEngine(t, scheduler.Config{Systems: game()}, s)
		if err := e.Step(5); err != nil || s.Tick != 5 {
			t.Errorf("five steps to tick %d, error %v", s.Tick, err)
		}
		e.Pause()
		var r scheduler.Report
		ended := make(chan error, 1)
		go func() {
			var err error
			r, err = e.Run(t.Context(), 8)
			ended <- err
		}()
		synctest.Wait()
		if err := e.Step(2); err != nil || s.Tick != 7 {
			t.Errorf("two steps to tick %d, error %v", s.Tick, err)
		}
		if err := e.Step(7); err != nil || s.Tick != 8 {
			t.Errorf("steps beyond the end to tick %d, error %v", s.Tick, err)
		}
		if err := <-ended; err != nil || r.First != 5 || r.Next != 8 || r.Executed != 3 {
			t.Errorf("ran %d ticks from %d to %d, error %v; want 3 from 5 to 8", r.Executed, r.First, r.Next, err)
		}
	})
}

// TestStepLosesTheRun checks that a step that waits for a run ends with it.
func TestStepLosesTheRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var e *scheduler.Engine
		stepped := make(chan error, 1)
		cfg := scheduler.Config{Systems: game(), OnTick: func(*scheduler.Record) error {
			e.Pause()
			go func() { stepped <- e.Step(1) }()
			time.Sleep(time.Second) // until it waits
			return errors.New("enough")
		}}
		e = newEngine(t, cfg, newShards(t, 1, 1))
		if _, err := e.Run(t.Context(), 0); err == nil {
			t.Error("the run ended without an error")
		}
		if err := <-stepped; !errors.Is(err, scheduler.ErrNotPaused) {
			t.Errorf("step: %v, want %v", err, scheduler.ErrNotPaused)
		}
	})
}

// TestStopping ends runs of every sort and checks that nothing of them is left,
// in goroutines or in time.
func TestStopping(t *testing.T) {
	processors(t, 4)
	clocks := map[string]func() scheduler.Clock{
		"virtual": func() scheduler.Clock { return new(scheduler.Virtual) },
		"wall":    func() scheduler.Clock { return scheduler.NewWall() },
		"60x":     func() scheduler.Clock { return scheduler.Scaled(60) },
	}
	for name, clock := range clocks {
		for _, paused := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				begun := make(chan struct{})
				cfg := scheduler.Config{Systems: game(), Workers: 3, Clock: clock(), OnTick: func(r *scheduler.Record) error {
					if r.Tick == 0 {
						close(begun)
					}
					return nil
				}}
				e := newEngine(t, cfg, newShards(t, 6, 6))
				go func() {
					<-begun
					time.Sleep(20 * time.Millisecond)
					if paused {
						e.Pause()
						time.Sleep(20 * time.Millisecond)
					}
					cancel()
				}()
				start := time.Now()
				r, err := e.Run(ctx, 0)
				if !errors.Is(err, context.Canceled) || r.Executed == 0 {
					t.Errorf("executed %d ticks, error %v", r.Executed, err)
				}
				if took := time.Since(start); took > 5*time.Second {
					t.Errorf("ended after %v", took)
				}
				checkNoGoroutines(t)
			})
		}
	}
}

// TestHookErrorStops ends a run from inside, with workers.
func TestHookErrorStops(t *testing.T) {
	processors(t, 4)
	cfg := scheduler.Config{Systems: game(), Workers: 3, OnTick: func(*scheduler.Record) error { return errors.New("enough") }}
	if _, err := newEngine(t, cfg, newShards(t, 6, 6)).Run(t.Context(), 0); err == nil || err.Error() != "enough" {
		t.Errorf("error = %v", err)
	}
	checkNoGoroutines(t)
}

// checkNoGoroutines fails if a goroutine of a run is left. Workers have ended when
// the run returns; what started them may need a moment to be gone.
func checkNoGoroutines(t *testing.T) {
	t.Helper()
	stacks := allStacks()
	if strings.Contains(stacks, "scheduler.(*gang).work(") {
		t.Errorf("workers are left:\n%s", stacks)
	}
	for range 1000 {
		if !strings.Contains(stacks, "scheduler.(*") {
			return
		}
		time.Sleep(time.Millisecond)
		stacks = allStacks()
	}
	t.Errorf("goroutines are left:\n%s", stacks)
}

func allStacks() string {
	buf := make([]byte, 1<<20)
	return string(buf[:runtime.Stack(buf, true)])
}

// TestTickAllocatesNothing counts the allocations of steps, and of runs with and
// without other workers.
func TestTickAllocatesNothing(t *testing.T) {
	e := newEngine(t, scheduler.Config{Systems: game()}, newShards(t, 3, 9))
	if n := testing.AllocsPerRun(200, func() { _ = e.Step(1) }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
	processors(t, 2)
	for _, workers := range []int{1, 2} {
		cfg := scheduler.Config{Systems: game(), Workers: workers, Labels: true, OnTick: func(r *scheduler.Record) error {
			_, _ = r.Shard(0)
			return nil
		}}
		r, err := newEngine(t, cfg, newShards(t, 3, 9)).Run(t.Context(), 128+5000)
		if err != nil {
			t.Fatal(err)
		}
		// The runtime itself allocates now and then.
		if r.SteadyTicks != 5000 || r.AllocsPerTick > 0.05 {
			t.Errorf("%d workers: %v allocations a tick in %d ticks, want 0 in 5000", workers, r.AllocsPerTick, r.SteadyTicks)
		}
	}
}

// TestAllocationsAreCounted checks that the figure is not always 0, and that there
// is none where there was nothing to count.
func TestAllocationsAreCounted(t *testing.T) {
	var kept []byte
	cfg := scheduler.Config{Systems: game(), OnTick: func(*scheduler.Record) error {
		kept = make([]byte, 64)
		return nil
	}}
	e := newEngine(t, cfg, newShards(t, 1, 1))
	r, err := e.Run(t.Context(), 128)
	if err != nil || r.SteadyTicks != 0 || r.AllocsPerTick != 0 {
		t.Errorf("%v allocations a tick in %d ticks, error %v", r.AllocsPerTick, r.SteadyTicks, err)
	}
	r, err = e.Run(t.Context(), 128+128+1000)
	if err != nil || r.SteadyTicks != 1000 || r.AllocsPerTick < 1 || r.AllocsPerTick > 1.1 {
		t.Errorf("%v allocations a tick in %d ticks, error %v; want 1 in 1000", r.AllocsPerTick, r.SteadyTicks, err)
	}
	runtime.KeepAlive(kept)
}
