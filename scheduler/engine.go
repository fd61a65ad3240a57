package scheduler

import (
	"context"
	"errors"
	"fmt"
	"runtime/pprof"

	"touchline/ecs"
)

// Engine runs the ticks of a set of shards. What its methods say of a run holds
// for [Engine.Run]; only Pause, Resume and Step may be called while one lasts.
type Engine struct {
	cfg     Config
	shards  *ecs.Shards
	clock   Clock
	sleeper Sleeper // the clock, if it is one
	systems []ecs.System
	merging []int // steps that are an ecs.Merger
	labels  []context.Context

	control control
	pace    pace
	gang    *gang     // nil while the leader works alone
	workers []*worker // the first is the leader

	// What a worker reads while it has a shard. The leader writes it between ticks.
	now   ecs.Now
	timed bool
	off   []bool // by step: quarantined

	timing timing
	counts counts
	usage  usage
	faults []Fault
	record Record
}

// New returns an engine for shards. It takes all memory that ticks need.
func New(cfg Config, shards *ecs.Shards) (*Engine, error) {
	err := cfg.Validate()
	if len(shards.Worlds) == 0 {
		err = errors.Join(err, errors.New("shards: none: must be at least one"))
	}
	if err != nil {
		return nil, fmt.Errorf("scheduler: %w", err)
	}
	cfg.defaults()
	e := &Engine{cfg: cfg, shards: shards, clock: cfg.Clock}
	e.sleeper, _ = cfg.Clock.(Sleeper)
	for i, s := range cfg.Systems {
		e.systems = append(e.systems, s.System)
		if _, ok := s.System.(ecs.Merger); ok {
			e.merging = append(e.merging, i)
		}
		if cfg.Labels {
			e.labels = append(e.labels, pprof.WithLabels(context.Background(), pprof.Labels("system", s.System.Name())))
		}
	}
	if err := ecs.CheckOrder(shards.Schema.Catalog(), e.systems); err != nil {
		return nil, fmt.Errorf("scheduler: %w", err)
	}
	e.off = make([]bool, len(e.systems))
	e.pace = pace{rate: cfg.Rate, policy: cfg.Overrun}
	e.timing.init(cfg, len(shards.Worlds))
	e.counts.first = shards.Tick
	e.usage = newUsage()
	e.control.steps = make(chan stepping)
	e.setWorkers(1)
	return e, nil
}
