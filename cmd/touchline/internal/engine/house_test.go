package engine_test

import (
	"fmt"
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/simulate"
)

// TestAccess holds every system to the access that it declares, in the ticks of a
// drill in which something happens, and in the two after each: that is when a
// system does what it seldom does.
func TestAccess(t *testing.T) {
	for _, load := range []simulate.Load{simulate.Match, simulate.Published} {
		t.Run(fmt.Sprint("load ", load), func(t *testing.T) {
			e := build(t, newPlan(t, func(p *engine.Plan) {
				p.Streams, p.PerFixture, p.Load, p.Attached = 3, 2, load, true
			}, "drill"), nil)
			end := last(e)
			if load == simulate.Published {
				end = 60
			}
			r := ecs.Run{Common: e.Shards.Common, World: e.Shards.Worlds[0], Seed: e.Shards.Seed, Scratch: ecs.NewScratch()}
			checked, busy := 0, components.Tick(0)
			for tick := range end {
				r.Now = ecs.Now{Tick: tick, PTS: e.Plan.Rate.At(int64(tick)), Period: e.Plan.Rate.At(1)}
				if eventful(e, &r) {
					busy = tick + 3
				}
				check := tick < busy || tick%400 == 0
				if check {
					checked++
				}
				pass(t, &r, e, check)
			}
			t.Logf("%d of %d ticks checked", checked, end)
			if checked < 50 {
				t.Errorf("only %d ticks were checked", checked)
			}
		})
	}
}

// eventful reports whether an event arrives in the tick that r stands at.
func eventful(e *engine.Engine, r *ecs.Run) bool {
	for _, due := range components.FixtureDue.Of(r) {
		if due < r.Now.PTS+r.Now.Period {
			return true
		}
	}
	return e.Plan.Load == simulate.Published
}

// pass is a tick of one shard, as the scheduler runs it.
func pass(t testing.TB, r *ecs.Run, e *engine.Engine, check bool) {
	r.Clear()
	for _, s := range e.Systems {
		if check {
			ecstest.CheckAccess(t, r, s)
		} else {
			r.Do(s)
		}
	}
	for _, s := range e.Systems {
		if m, ok := s.(ecs.Merger); ok {
			m.Merge(r.Common, e.Shards.Worlds)
		}
	}
}

// TestTickAllocatesNothing: a steady tick of the whole engine takes no memory,
// whatever the load and whoever listens.
func TestTickAllocatesNothing(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*engine.Plan)
	}{
		{"match", func(*engine.Plan) {}},
		{"staggered", func(p *engine.Plan) { p.Stagger = true }},
		{"published", func(p *engine.Plan) { p.Load = simulate.Published }},
		{"two shards", func(p *engine.Plan) { p.ShardSize = 64 }},
		{"attached", func(p *engine.Plan) { p.Attached = true }},
		{"cohorts", func(p *engine.Plan) { p.Streams, p.Viewers, p.Cohort, p.Attached = 3, 500, 100, true }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := build(t, newPlan(t, func(p *engine.Plan) { p.Streams, p.Workers = 70, 1; tt.change(p) }, "drill"), nil)
			s := clockwork(t, e, nil)
			if err := s.Step(2000); err != nil { // what grows to its size has done so
				t.Fatal(err)
			}
			n := testing.AllocsPerRun(1000, func() {
				if err := s.Step(1); err != nil {
					t.Fatal(err)
				}
			})
			if n != 0 {
				t.Errorf("a tick allocates %v times, want 0", n)
			}
		})
	}
}
