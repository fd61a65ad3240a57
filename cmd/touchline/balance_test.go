package main

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// TestBalance: shares are of all ticks together, and of each; ticks in which nothing is
// done have none.
func TestBalance(t *testing.T) {
	b := newBalance(nil, 4)
	if got := b.report(); got != (shares{}) {
		t.Errorf("%v before the first tick", got)
	}
	for i := range 100 {
		copy(b.work, []time.Duration{10, 10, 10, 10})
		if i == 99 {
			copy(b.work, []time.Duration{0, 4000, 0, 0})
		}
		b.add()
	}
	clear(b.work)
	b.add()
	if got, want := b.report(), (shares{Run: 0.63, P50: 0.25, P99: 0.25, Max: 1}); got != want { // 4,990 of 7,960
		t.Errorf("%v, want %v", got, want)
	}
}

// TestBalanceLoad: what is load is no work.
func TestBalanceLoad(t *testing.T) {
	steps := []scheduler.Step{{System: idler("a")}, {System: idler("b"), Load: true}, {System: idler("c"), Load: true}}
	if got := newBalance(steps, 1).load; !slices.Equal(got, []int{1, 2}) {
		t.Errorf("load %v, want the steps 1 and 2", got)
	}
}

// idler is a system that does nothing.
type idler string

func (n idler) Name() string     { return string(n) }
func (idler) Access() ecs.Access { return ecs.Access{} }
func (idler) Run(*ecs.Run)       {}

// TestBalanceWaits: a shard whose worker stands still is not the busiest for that.
func TestBalanceWaits(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the system does not tell what a thread took of its processor")
	}
	var catalog components.Catalog
	kind := catalog.Lasting("kind", "")
	components.NewColumn[components.Number](&catalog, kind, "number", 0, "", "")
	schema, err := ecs.NewSchema(&catalog, nil)
	if err != nil {
		t.Fatal(err)
	}
	shards := &ecs.Shards{Schema: schema, Symbols: ecs.NewSymbols()}
	for range 4 {
		shards.Worlds = append(shards.Worlds, ecs.NewWorld(schema, ecs.Plain, nil))
	}
	cfg := scheduler.Config{Rate: components.Rate{Num: 20, Den: 1}, Workers: 1, Processor: true}
	cfg.Systems = []scheduler.Step{{System: worker{func(r *ecs.Run) {
		if r.World == shards.Worlds[2] {
			time.Sleep(50 * time.Millisecond)
			return
		}
		for start := time.Now(); time.Since(start) < time.Millisecond; {
		}
	}}}}
	b := newBalance(cfg.Systems, len(shards.Worlds))
	cfg.OnTick = func(r *scheduler.Record) error { b.take(r); return nil }
	s, err := scheduler.New(cfg, shards)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Run(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	if slept := b.sums[2]; slept > 25*time.Millisecond { // of 150
		t.Errorf("a shard that slept is charged with %v", slept)
	}
}

// worker is a system that is a function.
type worker struct{ run func(*ecs.Run) }

func (worker) Name() string       { return "worker" }
func (worker) Access() ecs.Access { return ecs.Access{} }
func (w worker) Run(r *ecs.Run)   { w.run(r) }
