package engine_test

import (
	"context"
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/service"
	"touchline/cmd/touchline/internal/source"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
	"touchline/systems/feed/filler"
	"touchline/systems/feed/recording"
)

// newPlan returns a plan of built-in matches, without breaks, and with few viewers.
// Change makes it the test's own.
func newPlan(t testing.TB, change func(*engine.Plan), matches ...string) *engine.Plan {
	t.Helper()
	return newPlanOf(t, recording.Layout{HalftimeSet: true}, change, matches...)
}

func newPlanOf(t testing.TB, layout recording.Layout, change func(*engine.Plan), matches ...string) *engine.Plan {
	t.Helper()
	p := engine.DefaultPlan()
	p.Viewers, p.Symbols = 3, ecs.NewSymbols()
	var err error
	if p.Service, err = service.Load(""); err != nil {
		t.Fatal(err)
	}
	for _, name := range matches {
		m, err := source.Read(name, p.Symbols)
		if err != nil {
			t.Fatal(err)
		}
		if filler.Sparse(m) {
			filler.Fill(m, 1)
		}
		m.Lay(layout)
		if m.Beat == 0 {
			m.Beat = components.PTSPerSecond
		}
		p.Matches = append(p.Matches, m)
	}
	if change != nil {
		change(&p)
	}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	return &p
}

func build(t testing.TB, p *engine.Plan, snapshot *ecs.Snapshot) *engine.Engine {
	t.Helper()
	e, err := engine.Build(p, max(p.Workers, 1), snapshot)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// clockwork returns the scheduler of e, as fast as it will go.
func clockwork(t testing.TB, e *engine.Engine, onTick func(*scheduler.Record) error) *scheduler.Engine {
	t.Helper()
	cfg := scheduler.Config{
		Rate: e.Plan.Rate, Clock: new(scheduler.Virtual), Workers: e.Plan.Workers, Timing: scheduler.Off, OnTick: onTick,
	}
	for _, s := range e.Systems {
		cfg.Systems = append(cfg.Systems, scheduler.Step{System: s})
	}
	s, err := scheduler.New(cfg, e.Shards)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// run runs e up to a tick. No system may fail on the way.
func run(t testing.TB, e *engine.Engine, until components.Tick) *engine.Engine {
	t.Helper()
	report, err := clockwork(t, e, nil).Run(context.Background(), until)
	if err != nil {
		t.Fatal(err)
	}
	if report.Degraded || report.Refused > 0 {
		t.Fatalf("faults %v, %d rows refused", report.Faults, report.Refused)
	}
	return e
}

// last is the tick after which nothing more happens in the matches of e.
func last(e *engine.Engine) components.Tick {
	return components.Tick(e.Plan.Rate.Index(e.End+10*components.PTSPerSecond) + 1)
}
