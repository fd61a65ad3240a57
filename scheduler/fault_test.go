//go:build !invariants

package scheduler_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// TestQuarantine makes a system panic on two of five shards, and checks what it,
// the systems around it and the other shards go on to do.
func TestQuarantine(t *testing.T) {
	processors(t, 4)
	for _, workers := range []int{1, 2, 3} {
		t.Run(fmt.Sprintf("workers=%d", workers), func(t *testing.T) {
			s := newShards(t, 5, 5)
			add := func(n uint64) func(*ecs.Run) {
				return func(r *ecs.Run) { ballPlace.Of(r)[0] += n }
			}
			faulty := toy{name: "faulty", run: func(r *ecs.Run) {
				r.Commands().Create(ball)
				add(1)(r)
				if n := ballNumber.Of(r)[0]; r.Now.Tick == 3 && n%2 == 0 {
					panic(fmt.Sprintf("ball %d is flat", n))
				}
				*r.Commands() = ecs.Commands{}
			}}
			var atTick []int
			cfg := scheduler.Config{
				Workers: workers,
				Systems: steps(toy{name: "before", run: add(100)}, faulty, toy{name: "after", run: add(10000)}),
				OnTick: func(r *scheduler.Record) error {
					atTick = append(atTick, len(r.Faults))
					return nil
				},
			}
			r, err := newEngine(t, cfg, s).Run(t.Context(), 6)
			if err != nil {
				t.Fatal(err)
			}
			for n, place := range places(s) {
				if want := uint64(60604); n > 0 && place != want {
					t.Errorf("ball %d is at %d, want %d", n, place, want)
				}
			}
			var got []string
			for _, f := range r.Faults {
				got = append(got, f.String())
				if !strings.Contains(f.Stack, "fault_test.go") {
					t.Errorf("stack does not say where:\n%s", f.Stack)
				}
			}
			want := []string{
				"system faulty, shard 1, tick 3: ball 2 is flat",
				"system faulty, shard 3, tick 3: ball 4 is flat",
			}
			if !slices.Equal(got, want) || !r.Degraded {
				t.Errorf("faults %q, want %q; degraded %t", got, want, r.Degraded)
			}
			if want := []int{0, 0, 0, 2, 0, 0}; !slices.Equal(atTick, want) {
				t.Errorf("faults by tick %v, want %v", atTick, want)
			}
			if r.Systems[0].Off || !r.Systems[1].Off || r.Systems[2].Off {
				t.Errorf("off: %t, %t, %t", r.Systems[0].Off, r.Systems[1].Off, r.Systems[2].Off)
			}
			for _, w := range s.Worlds {
				if w.Len(ball) != 1 {
					t.Errorf("%d balls in a shard, want 1: what a panicking system asked for was done", w.Len(ball))
				}
			}
		})
	}
}

// TestQuarantineMerge makes a system panic while it merges.
func TestQuarantineMerge(t *testing.T) {
	s := newShards(t, 2, 2)
	runs, merges := 0, 0
	faulty := mergingToy{
		toy{name: "faulty", run: func(*ecs.Run) { runs++ }},
		func(common *ecs.World, _ []*ecs.World) {
			merges++
			_ = tallyCount.Of(common)[merges-1]
		},
	}
	counts := mergingToy{toy{name: "count", run: idle}, func(common *ecs.World, _ []*ecs.World) {
		tallyCount.Of(common)[0]++
	}}
	r, err := newEngine(t, scheduler.Config{Systems: steps(faulty, counts), Workers: 1}, s).Run(t.Context(), 6)
	if err != nil {
		t.Fatal(err)
	}
	if runs != 4 || merges != 2 || tallyCount.Of(s.Common)[0] != 6 {
		t.Errorf("%d runs, %d merges, %d merges of the other; want 4, 2, 6", runs, merges, tallyCount.Of(s.Common)[0])
	}
	want := "system faulty, merging at tick 1: runtime error: index out of range [1] with length 1"
	if len(r.Faults) != 1 || r.Faults[0].String() != want || r.Faults[0].Shard != scheduler.NoShard {
		t.Errorf("faults %v, want %s", r.Faults, want)
	}
}

// TestNoMergeAfterFault checks that what a system left half done in a shard is
// not merged.
func TestNoMergeAfterFault(t *testing.T) {
	var merged []components.Tick
	s := newShards(t, 2, 2)
	faulty := mergingToy{
		toy{name: "faulty", run: func(r *ecs.Run) {
			if r.Now.Tick == 2 {
				panic("flat")
			}
		}},
		func(*ecs.World, []*ecs.World) { merged = append(merged, s.Tick) },
	}
	if _, err := newEngine(t, scheduler.Config{Systems: steps(faulty)}, s).Run(t.Context(), 6); err != nil {
		t.Fatal(err)
	}
	if want := []components.Tick{0, 1}; !slices.Equal(merged, want) {
		t.Errorf("merged at %v, want %v", merged, want)
	}
}

// TestRefusedBeforeFault: rows that there was no room for count, though a later system
// panics in the same pass.
func TestRefusedBeforeFault(t *testing.T) {
	more := toy{name: "more", run: func(r *ecs.Run) { r.Commands().Create(ball) }}
	flat := toy{name: "flat", run: func(r *ecs.Run) {
		if r.Now.Tick == 2 {
			panic("flat")
		}
	}}
	for _, timing := range []scheduler.Timing{scheduler.Off, scheduler.Full} {
		e := newEngine(t, scheduler.Config{Timing: timing, Systems: steps(more, flat)}, newShards(t, 1, 5))
		if r, err := e.Run(t.Context(), 4); err != nil || r.Refused != 3 || len(r.Faults) != 1 {
			t.Errorf("timing %v: %d rows refused, %d faults, error %v; want 3 and 1", timing, r.Refused, len(r.Faults), err)
		}
	}
}
