package scheduler_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// A catalog of toys: balls that systems roll, and bounces that last one tick.
var (
	catalog components.Catalog

	ball       = catalog.Lasting("ball", "")
	ballNumber = components.NewColumn[components.Number](&catalog, ball, "number", components.State, "", "")
	ballPlace  = components.NewColumn[uint64](&catalog, ball, "place", components.State, "", "")

	bounce     = catalog.Transient("bounce", "")
	bounceBall = components.NewColumn[components.Number](&catalog, bounce, "ball", 0, "", "")

	tally      = catalog.Lasting("tally", "")
	_          = components.NewColumn[components.Number](&catalog, tally, "number", components.State, "", "")
	tallyCount = components.NewColumn[uint64](&catalog, tally, "count", components.State, "", "")
)

var rate = components.Rate{Num: 20, Den: 1}

// newShards puts balls on a number of shards, in turn.
func newShards(t testing.TB, shards, balls int) *ecs.Shards {
	t.Helper()
	schema, err := ecs.NewSchema(&catalog, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := &ecs.Shards{Schema: schema, Symbols: ecs.NewSymbols(), Seed: 7}
	rows := ecs.Rows{ball: balls + 1, bounce: 2 * (balls + 1), tally: 1}
	s.Common = ecs.NewWorld(schema, ecs.Plain, rows)
	s.Common.Create(tally)
	for range shards {
		s.Worlds = append(s.Worlds, ecs.NewWorld(schema, ecs.Plain, rows))
	}
	for i := range balls {
		w := s.Worlds[i%shards]
		row, _ := w.Create(ball)
		*ballNumber.At(w, row) = components.Number(i + 1)
	}
	return s
}

// toy is a system made of a function.
type toy struct {
	name   string
	access ecs.Access
	run    func(*ecs.Run)
}

func (s toy) Name() string       { return s.name }
func (s toy) Access() ecs.Access { return s.access }
func (s toy) Run(r *ecs.Run)     { s.run(r) }

// mergingToy merges as well.
type mergingToy struct {
	toy
	merge func(common *ecs.World, shards []*ecs.World)
}

func (s mergingToy) Merge(common *ecs.World, shards []*ecs.World) { s.merge(common, shards) }

func idle(*ecs.Run) {}

// roll moves each ball by chance, and bounces some.
func roll(r *ecs.Run) {
	numbers, places := ballNumber.Of(r), ballPlace.Of(r)
	for i, n := range numbers {
		rng := r.Rand(n, 1)
		places[i] = places[i]*31 + rng.Uint64()>>40 + uint64(r.Now.Skipped) + tallyCount.Of(r.Common)[0]%3
		if places[i]%3 == 0 {
			*bounceBall.At(r, r.Append(bounce, 1)) = n
		}
	}
}

// count adds up the bounces of all shards.
func count(common *ecs.World, shards []*ecs.World) {
	for _, w := range shards {
		tallyCount.Of(common)[0] += uint64(w.Len(bounce))
	}
}

func steps(systems ...ecs.System) []scheduler.Step {
	var all []scheduler.Step
	for _, s := range systems {
		all = append(all, scheduler.Step{System: s})
	}
	return all
}

// game is systems that use all that a tick offers.
func game() []scheduler.Step {
	return steps(
		toy{name: "roll", run: roll},
		mergingToy{toy{name: "count", run: idle}, count},
	)
}

func newEngine(t testing.TB, cfg scheduler.Config, shards *ecs.Shards) *scheduler.Engine {
	t.Helper()
	if cfg.Rate == (components.Rate{}) {
		cfg.Rate = rate
	}
	e, err := scheduler.New(cfg, shards)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// places returns where every ball is, by number, and how often they bounced.
func places(s *ecs.Shards) map[components.Number]uint64 {
	all := map[components.Number]uint64{0: tallyCount.Of(s.Common)[0]}
	for _, w := range s.Worlds {
		for i, n := range ballNumber.Of(w) {
			all[n] = ballPlace.Of(w)[i]
		}
	}
	return all
}
