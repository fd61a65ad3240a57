package profile

import (
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// toy is a system made of a function. Its rows are none, unless it has the name of
// one that has some.
type toy struct {
	name string
	run  func(*ecs.Run)
}

func (s toy) Name() string     { return s.name }
func (toy) Access() ecs.Access { return ecs.Access{} }
func (s toy) Run(r *ecs.Run)   { s.run(r) }

func idle(*ecs.Run) {}

// spin works for d.
func spin(d time.Duration) func(*ecs.Run) {
	return func(*ecs.Run) {
		for began := time.Now(); time.Since(began) < d; {
		}
	}
}

func steps(systems ...toy) (all []scheduler.Step) {
	for _, s := range systems {
		all = append(all, scheduler.Step{System: s, Load: s.name == "simulate"})
	}
	return all
}

// shards are n worlds without rows.
func shards(t testing.TB, n int) *ecs.Shards {
	t.Helper()
	fans := ecs.Fans{}
	for _, k := range components.All.Kinds {
		if k.Parent != nil {
			fans[k] = 4
		}
	}
	schema, err := ecs.NewSchema(&components.All, fans)
	if err != nil {
		t.Fatal(err)
	}
	s := &ecs.Shards{Schema: schema, Symbols: ecs.NewSymbols(), Common: ecs.NewWorld(schema, ecs.Plain, nil)}
	for range n {
		s.Worlds = append(s.Worlds, ecs.NewWorld(schema, ecs.Plain, ecs.Rows{components.Stream: 4, components.Signal: 8}))
	}
	return s
}

// rig is an engine that is profiled.
type rig struct {
	engine *scheduler.Engine
	*Profiler
	report scheduler.Report
}

// newRig makes an engine of 20 ticks a second.
func newRig(t testing.TB, cfg Config, run scheduler.Config, worlds *ecs.Shards) *rig {
	t.Helper()
	r := &rig{}
	run.Rate, run.Usage = components.Rate{Num: 20, Den: 1}, true
	run.OnTick = func(record *scheduler.Record) error {
		r.Take(record)
		return nil
	}
	var err error
	if r.engine, err = scheduler.New(run, worlds); err != nil {
		t.Fatal(err)
	}
	cfg.Systems, cfg.Worlds, cfg.Timings, cfg.Period = run.Systems, worlds.Worlds, r.engine.Timings(), 50*time.Millisecond
	r.Profiler = New(cfg)
	return r
}

func (r *rig) run(t testing.TB, until components.Tick) {
	t.Helper()
	var err error
	if r.report, err = r.engine.Run(t.Context(), until); err != nil {
		t.Fatal(err)
	}
	r.Close()
}
