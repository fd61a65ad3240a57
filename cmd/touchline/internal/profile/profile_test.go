package profile

import (
	"slices"
	"testing"
	"time"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/service"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// TestRowsOf: every system has rows of its own, of kinds that it has to do with.
func TestRowsOf(t *testing.T) {
	plan := engine.DefaultPlan()
	plan.Symbols = ecs.NewSymbols()
	var err error
	if plan.Service, err = service.Load(""); err != nil {
		t.Fatal(err)
	}
	e, err := engine.Build(&plan, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Systems) != len(rowsOf) {
		t.Errorf("%d systems, rows of %d", len(e.Systems), len(rowsOf))
	}
	for _, s := range e.Systems {
		a := s.Access()
		if len(rowsOf[s.Name()]) == 0 {
			t.Errorf("%s: no rows", s.Name())
		}
		for _, kind := range rowsOf[s.Name()] {
			known := slices.Contains(a.Makes, kind)
			for _, col := range slices.Concat(a.Reads, a.Writes, a.Last) {
				known = known || components.All.Columns[col.ID()].Kind == kind
			}
			if !known {
				t.Errorf("%s: rows of %s, with which it has nothing to do", s.Name(), kind.Name)
			}
		}
	}
}

// TestRows counts the rows of a system over all shards and ticks.
func TestRows(t *testing.T) {
	worlds := shards(t, 2)
	for i, w := range worlds.Worlds {
		for range i + 1 {
			w.Create(components.Stream)
		}
	}
	signal := func(r *ecs.Run) {
		if r.Now.Tick == 2 {
			r.Append(components.Signal, 5)
		}
		spin(time.Microsecond)(r)
	}
	r := newRig(t, Config{Keep: 4}, scheduler.Config{Systems: steps(toy{"director", signal}, toy{"abr", idle})}, worlds)
	r.run(t, 4)
	got := r.Report(&r.report)
	director := got.Systems[0]
	// 3 streams of 4 cameras in 4 ticks, and 5 signals of each shard in one.
	if want := 4*3*4 + 10; director.Rows != float64(want)/4 {
		t.Errorf("%v rows a tick, want %v", director.Rows, float64(want)/4)
	}
	if !slices.Equal(director.RowsOf, []string{"camera", "signal"}) {
		t.Errorf("rows of %v", director.RowsOf)
	}
	if want := float64(r.engine.Timings().Systems[0].Sum()) / 58; director.PerRow == nil || *director.PerRow != want {
		t.Errorf("%v ns a row, want %v", director.PerRow, want)
	}
	if abr := got.Systems[1]; abr.Rows != 0 || abr.PerRow != nil {
		t.Errorf("abr had nothing to do: %+v", abr)
	}
	var rows []uint32
	r.ring.each(func(_ *Tick, _ []time.Duration, of []uint32) { rows = append(rows, of[0]) })
	if !slices.Equal(rows, []uint32{12, 12, 22, 12}) {
		t.Errorf("rows of each tick: %v", rows)
	}
}

// TestTicks: the ring has the latest ticks, in order, with what each system took.
func TestTicks(t *testing.T) {
	var clock scheduler.Manual
	stall := func(r *ecs.Run) {
		if r.Now.Tick == 2 {
			clock.Advance(320 * time.Millisecond) // from 100 ms to 420 ms
		}
	}
	r := newRig(t, Config{Keep: 6}, scheduler.Config{Clock: &clock, Systems: steps(toy{"abr", stall}, toy{"drm", spin(time.Millisecond)})}, shards(t, 1))
	r.run(t, 12)
	var index []components.Tick
	r.ring.each(func(k *Tick, times []time.Duration, _ []uint32) {
		index = append(index, k.Index)
		if times[1] < time.Millisecond || k.Work < times[0]+times[1] || k.End-k.Start < k.Work {
			t.Errorf("tick %d: systems took %v of %v", k.Index, times, k.Work)
		}
		if caughtUp := k.Index >= 3 && k.Index <= 6; k.CaughtUp != caughtUp {
			t.Errorf("tick %d: caught up %t", k.Index, k.CaughtUp)
		}
		if skipped := uint32(map[components.Tick]int{8: 1}[k.Index]); k.Skipped != skipped {
			t.Errorf("tick %d: %d skipped before it, want %d", k.Index, k.Skipped, skipped)
		}
	})
	// 3 to 6 are begun a period late, and instead of 7 it goes on with 8.
	if want := []components.Tick{5, 6, 8, 9, 10, 11}; !slices.Equal(index, want) {
		t.Errorf("ticks %v, want %v", index, want)
	}
	if got := r.Report(&r.report); got.Ticks != 11 || got.Skipped != 1 || got.CaughtUp != 4 {
		t.Errorf("%d ticks, %d skipped, %d caught up; want 11, 1, 4", got.Ticks, got.Skipped, got.CaughtUp)
	}
	if c := r.counts; c.ticks != 11 || c.skipped != 1 || c.caughtUp != 4 {
		t.Errorf("counted %+v", c)
	}
}

// TestResponse: it counts from when a tick was due, not from when it began.
func TestResponse(t *testing.T) {
	var clock scheduler.Manual
	stall := func(r *ecs.Run) {
		if r.Now.Tick == 0 {
			clock.Advance(80 * time.Millisecond)
		}
	}
	r := newRig(t, Config{}, scheduler.Config{Clock: &clock, Systems: steps(toy{"abr", stall}, toy{"drm", spin(time.Millisecond)})}, shards(t, 1))
	r.run(t, 2)
	got := r.Report(&r.report)
	if got.Late.Max != uint64(30*time.Millisecond) || got.Response.Max < got.Late.Max+uint64(time.Millisecond) {
		t.Errorf("late by %d, response %d", got.Late.Max, got.Response.Max)
	}
}

// TestTakeAllocatesNothing: neither a tick that is in time nor one that is not, nor
// one after which somebody looks.
func TestTakeAllocatesNothing(t *testing.T) {
	var records int
	r := &rig{}
	worlds := shards(t, 3)
	var n float64
	run := scheduler.Config{
		Rate: components.Rate{Num: 20, Den: 1}, Systems: steps(toy{"director", idle}, toy{"abr", idle}), Usage: true,
		OnTick: func(record *scheduler.Record) error {
			if records++; records == 100 {
				n = testing.AllocsPerRun(500, func() { r.Take(record) })
			} else {
				r.Take(record)
			}
			return nil
		},
	}
	var err error
	if r.engine, err = scheduler.New(run, worlds); err != nil {
		t.Fatal(err)
	}
	r.Profiler = New(Config{
		Systems: run.Systems, Worlds: worlds.Worlds, Timings: r.engine.Timings(), Period: time.Second,
		Budget: 1, Keep: 50, Shards: true, Overran: func() {},
	})
	r.run(t, 100)
	if n != 0 || r.overruns.count < 500 {
		t.Errorf("a tick allocates %v times; %d overran", n, r.overruns.count)
	}
}
