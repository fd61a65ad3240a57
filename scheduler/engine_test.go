package scheduler_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// processors sets GOMAXPROCS for the length of a test.
func processors(t testing.TB, n int) {
	old := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(old) })
}

// TestWorkersChangeNothing runs the same balls on any number of shards, workers
// and clocks.
func TestWorkersChangeNothing(t *testing.T) {
	processors(t, 4)
	const balls, until = 40, 300
	want := newShards(t, 1, balls)
	if _, err := newEngine(t, scheduler.Config{Systems: game()}, want).Run(t.Context(), until); err != nil {
		t.Fatal(err)
	}
	for _, shards := range []int{1, 2, 7, 40} {
		for _, workers := range []int{1, 2, 3} {
			for _, timing := range []scheduler.Timing{scheduler.Full, scheduler.Sampled, scheduler.Off} {
				t.Run(fmt.Sprintf("shards=%d/workers=%d/%s", shards, workers, timing), func(t *testing.T) {
					s := newShards(t, shards, balls)
					e := newEngine(t, scheduler.Config{Systems: game(), Workers: workers, Timing: timing, Labels: true}, s)
					r, err := e.Run(t.Context(), until)
					if err != nil {
						t.Fatal(err)
					}
					if got, want := places(s), places(want); !maps.Equal(got, want) {
						t.Error("balls are not where one worker with one shard leaves them")
					}
					if w := min(workers, shards); r.Workers != w {
						t.Errorf("%d workers, want %d", r.Workers, w)
					}
				})
			}
		}
	}
}

// TestWallChangesNothing runs at a rate that a clock can keep, and compares with
// the run that no clock holds up.
func TestWallChangesNothing(t *testing.T) {
	processors(t, 4)
	fast := components.Rate{Num: 200, Den: 1}
	want, got := newShards(t, 5, 20), newShards(t, 5, 20)
	if _, err := newEngine(t, scheduler.Config{Rate: fast, Systems: game()}, want).Run(t.Context(), 60); err != nil {
		t.Fatal(err)
	}
	// Slow never skips, however busy the machine is.
	e := newEngine(t, scheduler.Config{
		Rate: fast, Systems: game(), Workers: 2, Clock: scheduler.NewWall(), Overrun: scheduler.Slow,
	}, got)
	r, err := e.Run(t.Context(), 60)
	if err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(places(got), places(want)) {
		t.Error("balls are not where a virtual clock leaves them")
	}
	if r.Late.Count != 60 {
		t.Errorf("lateness of %d ticks, want 60", r.Late.Count)
	}
	if least := 59 * 5 * time.Millisecond; r.Wall < least {
		t.Errorf("60 ticks at 200 Hz took %v, want at least %v", r.Wall, least)
	}
}

// TestBarrier checks that the leader waits for shards that others have: when the
// hook is called, all are done.
func TestBarrier(t *testing.T) {
	processors(t, 4)
	s := newShards(t, 6, 6)
	slow := toy{name: "slow", run: func(r *ecs.Run) {
		if ballNumber.Of(r)[0]%2 == 0 {
			time.Sleep(300 * time.Microsecond)
		}
		ballPlace.Of(r)[0]++
	}}
	cfg := scheduler.Config{Workers: 3, Systems: steps(slow), OnTick: func(r *scheduler.Record) error {
		for n, place := range places(s) {
			if want := uint64(r.Tick) + 1; n > 0 && place != want {
				return fmt.Errorf("tick %d: ball %d was moved %d times, want %d", r.Tick, n, place, want)
			}
		}
		return nil
	}}
	if _, err := newEngine(t, cfg, s).Run(t.Context(), 50); err != nil {
		t.Error(err)
	}
}

// TestProcessors checks that there are never more workers than can spin.
func TestProcessors(t *testing.T) {
	processors(t, 1)
	r, err := newEngine(t, scheduler.Config{Workers: 3, Systems: game()}, newShards(t, 4, 4)).Run(t.Context(), 10)
	if err != nil || r.Workers != 1 {
		t.Errorf("%d workers on one processor, error %v; want 1", r.Workers, err)
	}
}

// fast is a manual clock that says that it is a fast one.
type fast struct{ scheduler.Manual }

func (*fast) Speed() int                                                     { return 60 }
func (*fast) SleepUntil(context.Context, time.Duration, time.Duration) error { return nil }

// TestLateIsRealTime checks that a minute on a clock at speed 60 is a second late.
func TestLateIsRealTime(t *testing.T) {
	var clock fast
	stall := toy{name: "stall", run: func(r *ecs.Run) {
		if r.Now.Tick == 1 {
			clock.Advance(time.Minute + 50*time.Millisecond)
		}
	}}
	cfg := scheduler.Config{Systems: steps(stall), Clock: &clock, Overrun: scheduler.CatchUp}
	r, err := newEngine(t, cfg, newShards(t, 1, 1)).Run(t.Context(), 3)
	if err != nil || r.Late.Max != time.Second {
		t.Errorf("late by at most %v, error %v; want %v", r.Late.Max, err, time.Second)
	}
}

// TestNow checks the moments that systems are told of, at a rate that is no whole
// number of nanoseconds.
func TestNow(t *testing.T) {
	ntsc := components.Rate{Num: 30000, Den: 1001}
	var clock scheduler.Manual
	var got []ecs.Now
	see := toy{name: "see", run: func(r *ecs.Run) {
		got = append(got, r.Now)
		if r.Now.Tick == 1001 {
			clock.Advance(4*time.Second*1001/30000 + 1) // the period is rounded down
		}
	}}
	s := newShards(t, 1, 1)
	s.Tick = 1000
	e := newEngine(t, scheduler.Config{Rate: ntsc, Systems: steps(see), Clock: &clock, Overrun: scheduler.Skip}, s)
	if _, err := e.Run(t.Context(), 1007); err != nil {
		t.Fatal(err)
	}
	want := []ecs.Now{
		{Tick: 1000, PTS: 3003000, Period: 3003},
		{Tick: 1001, PTS: 3006003, Period: 3003},
		{Tick: 1005, PTS: 3018015, Period: 3003, Skipped: 3},
		{Tick: 1006, PTS: 3021018, Period: 3003},
	}
	if !slices.Equal(got, want) {
		t.Errorf("systems saw\n%+v, want\n%+v", got, want)
	}
}

// TestVirtualNeverSkips stalls a replay, for real.
func TestVirtualNeverSkips(t *testing.T) {
	s := newShards(t, 1, 1)
	stall := toy{name: "stall", run: func(r *ecs.Run) {
		if r.Now.Tick == 3 {
			time.Sleep(20 * time.Millisecond)
		}
	}}
	e := newEngine(t, scheduler.Config{Rate: components.Rate{Num: 1000, Den: 1}, Systems: steps(stall), Overrun: scheduler.Abort}, s)
	r, err := e.Run(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	if r.Executed != 100 || r.Late.Count != 0 {
		t.Errorf("executed %d, lateness of %d; want 100 and 0", r.Executed, r.Late.Count)
	}
}

// TestOnInput checks that the hook is called before each tick and sees what the tick
// will, and that its error ends the run before that.
func TestOnInput(t *testing.T) {
	fault := errors.New("the line is dead")
	shards := newShards(t, 2, 4)
	var asked, ran []components.Tick
	cfg := scheduler.Config{Systems: game(), Workers: 2, OnInput: func(now ecs.Now) error {
		if now.Tick != shards.Tick || now.PTS != rate.At(int64(now.Tick)) || len(asked) != len(ran) {
			t.Errorf("asked for the input of tick %d at %d before tick %d", now.Tick, now.PTS, shards.Tick)
		}
		if asked = append(asked, now.Tick); now.Tick == 5 {
			return fault
		}
		return nil
	}, OnTick: func(r *scheduler.Record) error {
		ran = append(ran, r.Now.Tick)
		return nil
	}}
	_, err := newEngine(t, cfg, shards).Run(t.Context(), 10)
	if !errors.Is(err, fault) || len(asked) != 6 || len(ran) != 5 || shards.Tick != 5 {
		t.Errorf("error %v after input for %v and ticks %v", err, asked, ran)
	}
}

// TestOnTick checks what the hook is given, and that its error ends the run.
func TestOnTick(t *testing.T) {
	enough := errors.New("enough")
	s := newShards(t, 3, 3)
	var e *scheduler.Engine
	var calls components.Tick
	cfg := scheduler.Config{Systems: game(), Workers: 1, OnTick: func(r *scheduler.Record) error {
		if r.Tick != calls || s.Tick != calls+1 {
			t.Errorf("call %d: record of tick %d, next tick %d", calls, r.Tick, s.Tick)
		}
		if want := time.Duration(calls) * 50 * time.Millisecond; r.Due != want {
			t.Errorf("tick %d was due at %v, want %v", r.Tick, r.Due, want)
		}
		checkRecord(t, r)
		calls++
		if calls == 5 {
			return enough
		}
		return nil
	}}
	e = newEngine(t, cfg, s)
	r, err := e.Run(t.Context(), 0)
	if !errors.Is(err, enough) {
		t.Errorf("error = %v, want %v", err, enough)
	}
	if r.Executed != 5 || r.Tick.Count != 5 || r.Wall <= 0 {
		t.Errorf("executed %d, timed %d in %v; want 5 and 5", r.Executed, r.Tick.Count, r.Wall)
	}
}

// checkRecord checks that the times of a record fit together.
func checkRecord(t *testing.T, r *scheduler.Record) {
	t.Helper()
	if !r.Timed || r.Start > r.End {
		t.Errorf("tick %d: timed %t from %v to %v", r.Tick, r.Timed, r.Start, r.End)
	}
	var sum time.Duration
	for shard := range 3 {
		stamps, worker := r.Shard(shard)
		if worker != 0 || stamps[0] < r.Start || stamps[len(stamps)-1] > r.End || !slices.IsSorted(stamps) {
			t.Errorf("tick %d, shard %d: worker %d, stamps %v between %v and %v", r.Tick, shard, worker, stamps, r.Start, r.End)
		}
		sum += stamps[len(stamps)-1] - stamps[0]
	}
	for _, d := range r.Systems() {
		sum -= d
	}
	if merging := -sum; merging < 0 || merging > r.End-r.Start {
		t.Errorf("tick %d: systems took %v more than their shards", r.Tick, merging)
	}
}

// TestLoad checks that what load takes is in no figure of the tick.
func TestLoad(t *testing.T) {
	processors(t, 2)
	slow := func(d time.Duration) func(*ecs.Run) { return func(*ecs.Run) { time.Sleep(d) } }
	for _, workers := range []int{1, 2} {
		cfg := scheduler.Config{Workers: workers, Systems: []scheduler.Step{
			{System: toy{name: "simulate", run: slow(20 * time.Millisecond)}, Load: true},
			{System: toy{name: "work", run: slow(time.Millisecond)}},
		}}
		r, err := newEngine(t, cfg, newShards(t, 2, 2)).Run(t.Context(), 4)
		if err != nil {
			t.Fatal(err)
		}
		load, work := r.Systems[0], r.Systems[1]
		if !load.Load || load.Share != 0 || load.P50 < 40*time.Millisecond {
			t.Errorf("load: %+v", load)
		}
		if work.Load || work.Share != 1 || work.P50 < 2*time.Millisecond {
			t.Errorf("work: %+v", work)
		}
		if r.Tick.P50 < time.Millisecond || r.Tick.P50 > 20*time.Millisecond {
			t.Errorf("a tick of %d workers took %v, want some milliseconds", workers, r.Tick.P50)
		}
	}
}

// TestSampling checks that some ticks of every short cycle are timed.
func TestSampling(t *testing.T) {
	for _, cycle := range []components.Tick{2, 16, 20, 40} {
		timed := make(map[components.Tick]int)
		cfg := scheduler.Config{Timing: scheduler.Sampled, Systems: game(), OnTick: func(r *scheduler.Record) error {
			if r.Timed {
				timed[r.Tick%cycle]++
			}
			return nil
		}}
		if _, err := newEngine(t, cfg, newShards(t, 1, 1)).Run(t.Context(), 16*cycle*100); err != nil {
			t.Fatal(err)
		}
		for k := range cycle {
			if n := timed[k]; n < 80 || n > 120 {
				t.Errorf("tick %d of %d was timed %d times in 1600, want about 100", k, cycle, n)
			}
		}
	}
}

// TestMergeIsWork checks that merging counts for its system and for the tick.
func TestMergeIsWork(t *testing.T) {
	merge := func(*ecs.World, []*ecs.World) { time.Sleep(2 * time.Millisecond) }
	cfg := scheduler.Config{Systems: steps(mergingToy{toy{name: "merge", run: idle}, merge})}
	r, err := newEngine(t, cfg, newShards(t, 1, 1)).Run(t.Context(), 3)
	if err != nil || r.Tick.P50 < 2*time.Millisecond || r.Systems[0].P50 < 2*time.Millisecond {
		t.Errorf("a tick took %v, its system %v, error %v; want 2ms", r.Tick.P50, r.Systems[0].P50, err)
	}
}

// TestRefused counts the rows that there was no room for, in each of two runs.
func TestRefused(t *testing.T) {
	more := toy{name: "more", run: func(r *ecs.Run) { r.Commands().Create(ball) }}
	e := newEngine(t, scheduler.Config{Systems: steps(more)}, newShards(t, 1, 5))
	if r, err := e.Run(t.Context(), 4); err != nil || r.Refused != 3 { // there is room for one more
		t.Errorf("%d rows refused, error %v; want 3", r.Refused, err)
	}
	if r, err := e.Run(t.Context(), 6); err != nil || r.Refused != 2 {
		t.Errorf("%d rows refused, error %v; want 2", r.Refused, err)
	}
}

func TestPinning(t *testing.T) {
	processors(t, 2)
	s := newShards(t, 4, 4)
	var called atomic.Int32
	cfg := scheduler.Config{Systems: game(), Workers: 2, Pin: func(worker int) error {
		if worker == 1 {
			time.Sleep(5 * time.Millisecond)
			called.Add(1)
			return errors.New("no such core")
		}
		called.Add(1)
		return nil
	}, OnTick: func(r *scheduler.Record) error {
		if n := called.Load(); n != 2 {
			return fmt.Errorf("tick %d: %d workers were pinned, want 2", r.Tick, n)
		}
		return nil
	}}
	r, err := newEngine(t, cfg, s).Run(t.Context(), 4)
	if err != nil {
		t.Fatal(err)
	}
	if want := "pinning: 1 of 2 workers; worker 1: no such core"; r.Pinning != want {
		t.Errorf("%q, want %q", r.Pinning, want)
	}
	cfg.Pin, cfg.OnTick = nil, nil
	r, err = newEngine(t, cfg, s).Run(t.Context(), 8)
	if err != nil || !strings.HasPrefix(r.Pinning, "pinning: none") {
		t.Errorf("%q, %v", r.Pinning, err)
	}
}

func TestConfig(t *testing.T) {
	read := ecs.Access{Reads: []components.AnyColumn{ballPlace}}
	write := ecs.Access{Writes: []components.AnyColumn{ballPlace}}
	tests := []struct {
		name    string
		cfg     scheduler.Config
		message string
	}{
		{"no rate", scheduler.Config{Systems: game()}, "scheduler: rate 0/0: must be above 0 and at most 90000 ticks a second"},
		{"too fast", scheduler.Config{Rate: components.Rate{Num: 90001, Den: 1}, Systems: game()},
			"scheduler: rate 90001/1: must be above 0 and at most 90000 ticks a second"},
		{"no systems", scheduler.Config{Rate: rate}, "scheduler: systems: none: must be at least one"},
		{"a name twice", scheduler.Config{Rate: rate, Systems: steps(toy{name: "a"}, toy{name: "a"})},
			"scheduler: system 1: a: there is one of that name before it"},
		{"order", scheduler.Config{Rate: rate, Systems: steps(toy{name: "a", access: read}, toy{name: "b", access: write})},
			"scheduler: system a reads ball.place before b writes it: it must come later, or ask for last tick's value"},
		{"numbers", scheduler.Config{Rate: rate, Systems: game(), Workers: -1, Spins: -1, Prewake: -1, Overrun: 4, Timing: 3},
			"scheduler: overrun 4: must be at most 3\ntiming 3: must be at most 2\n" +
				"workers -1: must be at least 0\nprewake -1ns: must be at least 0\nspins -1: must be at least 0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := scheduler.New(tt.cfg, newShards(t, 1, 1))
			if err == nil || err.Error() != tt.message {
				t.Errorf("error = %v\nwant    %s", err, tt.message)
			}
		})
	}
	fastest := scheduler.Config{Rate: components.Rate{Num: 90000, Den: 1}, Systems: game()}
	if _, err := scheduler.New(fastest, newShards(t, 1, 1)); err != nil {
		t.Error(err)
	}
	if _, err := scheduler.New(fastest, &ecs.Shards{}); err == nil {
		t.Error("an engine without shards was made")
	}
}

// TestBusy checks that an engine runs once at a time.
func TestBusy(t *testing.T) {
	var e *scheduler.Engine
	cfg := scheduler.Config{Systems: game(), OnTick: func(*scheduler.Record) error {
		if _, err := e.Run(context.Background(), 0); err == nil {
			t.Error("a run in a run")
		}
		if err := e.Step(1); !errors.Is(err, scheduler.ErrNotPaused) {
			t.Errorf("step in a run: %v", err)
		}
		return nil
	}}
	e = newEngine(t, cfg, newShards(t, 1, 1))
	if _, err := e.Run(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
}
