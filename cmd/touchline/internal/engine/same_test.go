package engine_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
	"touchline/systems/simulate"
)

// TestSameState: how a run is sharded, worked on and stored, and whether anybody
// listens, changes nothing of what it comes to.
func TestSameState(t *testing.T) {
	const streams, until = 70, 6500 // which is past the review, the outage, the alarm and the own goal
	whole := func(p *engine.Plan) { p.Streams, p.PerFixture, p.ShardSize, p.Workers = streams, 1, 1024, 1 }
	hashes := map[simulate.Load][16]byte{}
	for _, load := range []simulate.Load{simulate.Match, simulate.Published} {
		e := run(t, build(t, newPlan(t, func(p *engine.Plan) { whole(p); p.Load = load }, "drill"), nil), untilOf(load, until))
		hashes[load] = e.Shards.Hash()
	}
	if hashes[simulate.Match] == hashes[simulate.Published] {
		t.Fatal("both loads come to the same state: the hash sees nothing")
	}
	for _, tt := range []struct {
		name   string
		change func(*engine.Plan)
	}{
		{"again", func(*engine.Plan) {}},
		{"shards of 64", func(p *engine.Plan) { p.ShardSize = 64 }},
		{"shards of 66, two workers", func(p *engine.Plan) { p.ShardSize, p.Workers = 66, 2 }},
		{"plain slices", func(p *engine.Plan) { p.Backend = ecs.Plain }},
		{"plain slices in shards of 64", func(p *engine.Plan) { p.Backend, p.ShardSize, p.Workers = ecs.Plain, 64, 2 }},
		{"somebody listens", func(p *engine.Plan) { p.Attached = true }},
	} {
		for load, want := range hashes {
			t.Run(fmt.Sprint(tt.name, ", load ", load), func(t *testing.T) {
				p := newPlan(t, func(p *engine.Plan) { whole(p); p.Load = load; tt.change(p) }, "drill")
				if got := run(t, build(t, p, nil), untilOf(load, until)).Shards.Hash(); got != want {
					t.Errorf("state %x, want %x", got, want)
				}
			})
		}
	}
	for name, change := range map[string]func(*engine.Plan){
		"another seed":     func(p *engine.Plan) { p.Seed = 2 },
		"a viewer more":    func(p *engine.Plan) { p.Viewers++ },
		"a camera fewer":   func(p *engine.Plan) { p.Cameras-- },
		"a module is left": func(p *engine.Plan) { p.Systems = []string{"abr", "drm", "director", "wagering", "deepfake"} },
	} {
		p := newPlan(t, func(p *engine.Plan) { whole(p); change(p) }, "drill")
		if got := run(t, build(t, p, nil), 400).Shards.Hash(); got == shortHash(t, whole) {
			t.Errorf("%s: the state is the same", name)
		}
	}
}

// untilOf keeps the published load short: it has as much in a tick as a match in
// a minute.
func untilOf(load simulate.Load, until components.Tick) components.Tick {
	if load == simulate.Published {
		return until / 20
	}
	return until
}

func shortHash(t *testing.T, change func(*engine.Plan)) [16]byte {
	t.Helper()
	return run(t, build(t, newPlan(t, change, "drill"), nil), 400).Shards.Hash()
}

// TestSnapshot saves a run at many ticks and goes on from each in another
// sharding. The state must come to what it comes to without a break: at every one
// of the ticks, so that a difference is found where it begins.
func TestSnapshot(t *testing.T) {
	drill := func(size, workers int, backend ecs.Backend) *engine.Plan {
		return newPlan(t, func(p *engine.Plan) {
			p.Streams, p.PerFixture, p.ShardSize, p.Workers, p.Backend = 66, 2, size, workers, backend
		}, "drill")
	}
	e := build(t, drill(1024, 1, ecs.Arche), nil)
	end := last(e)
	saved := map[components.Tick][]byte{}
	hashes := map[components.Tick][16]byte{}
	seen := map[string]components.Tick{}
	tick := clockwork(t, e, func(*scheduler.Record) error {
		next := e.Shards.Tick
		why := notable(e.Shards, next)
		if _, before := seen[why]; why != "" && !before {
			seen[why] = next
			var b bytes.Buffer
			if err := e.Shards.Snapshot(&b); err != nil {
				return err
			}
			saved[next] = b.Bytes()
			hashes[next] = e.Shards.Hash()
		}
		return nil
	})
	if _, err := tick.Run(t.Context(), end); err != nil {
		t.Fatal(err)
	}
	want := e.Shards.Hash()
	for _, why := range []string{"suspended", "under review", "alert", "claims", "stale", "lost camera", "held camera", "operator", "beginning", "middle"} {
		if _, ok := seen[why]; !ok {
			t.Errorf("nothing was saved at %q: the drill does not have it", why)
		}
	}
	for n, why := range slices.Sorted(maps.Keys(seen)) {
		at := seen[why]
		t.Run(why, func(t *testing.T) {
			p := drill(64, 1+n%2, []ecs.Backend{ecs.Arche, ecs.Plain}[n/2%2])
			schema, err := p.Schema()
			if err != nil {
				t.Fatal(err)
			}
			snapshot, err := ecs.ReadSnapshot(bytes.NewReader(saved[at]), schema)
			if err != nil {
				t.Fatal(err)
			}
			again := build(t, p, snapshot)
			if again.Shards.Tick != at || again.Shards.Hash() != hashes[at] {
				t.Fatalf("placed at tick %d with state %x, want %d with %x", again.Shards.Tick, again.Shards.Hash(), at, hashes[at])
			}
			for _, next := range slices.Sorted(maps.Keys(hashes)) {
				if next <= at {
					continue
				}
				if run(t, again, next); again.Shards.Hash() != hashes[next] {
					t.Fatalf("saved at tick %d, the state differs at %d", at, next)
				}
			}
			if run(t, again, end); again.Shards.Hash() != want {
				t.Errorf("saved at tick %d, the state differs at the end", at)
			}
		})
	}
}

// notable says why the state before tick next is worth saving: what is hard to go
// on from is what is not finished.
func notable(s *ecs.Shards, next components.Tick) string {
	w := s.Worlds[0]
	causes := components.MarketCauses.Of(w)[0]
	switch {
	case next == 1:
		return "beginning"
	case next%9000 == 0:
		return "middle"
	case w.Len(components.Claim) > 0 && next > 100:
		return "claims"
	case components.StreamAlerts.Of(w)[0] != 0:
		return "alert"
	case components.FixtureStale.Of(w)[0]:
		return "stale"
	case causes&components.UnderReview != 0:
		return "under review"
	case causes&components.ByOperator != 0:
		return "operator"
	case causes != 0:
		return "suspended"
	case components.StreamLost.Of(w)[0] != 0:
		return "lost camera"
	case components.StreamBus.Of(w)[0].Control == components.Held:
		return "held camera"
	}
	return ""
}

// TestSnapshotOfOther: a snapshot goes on with the matches, rows and seed that it
// was made of, or not at all.
func TestSnapshotOfOther(t *testing.T) {
	e := run(t, build(t, newPlan(t, nil, "drill"), nil), 100)
	var b bytes.Buffer
	if err := e.Shards.Snapshot(&b); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		change  func(*engine.Plan)
		match   string
		message string
	}{
		{nil, "final", "snapshot of Harbour Town–Vale Rovers, not of Argentina–France"},
		{func(p *engine.Plan) { p.Viewers = 1 }, "drill", "common world: 3 rows of account, and room for 1: no room for a snapshot"},
		{func(p *engine.Plan) { p.Streams, p.PerFixture = 2, 1 }, "drill", "snapshot of 1 rows of fixture, not of 2"},
		{func(p *engine.Plan) { p.Streams, p.PerFixture = 2, 2 }, "drill", "snapshot of 1 rows of stream, not of 2"},
		{func(p *engine.Plan) { p.Viewers = 4 }, "drill", "snapshot of 3 rows of viewer, not of 4"},
		{func(p *engine.Plan) { p.Seed = 2 }, "drill", "snapshot of --seed 1, not of 2"},
	} {
		p := newPlan(t, tt.change, tt.match)
		schema, err := p.Schema()
		if err != nil {
			t.Fatal(err)
		}
		snapshot, err := ecs.ReadSnapshot(bytes.NewReader(b.Bytes()), schema)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = engine.Build(p, 1, snapshot); err == nil || err.Error() != tt.message {
			t.Errorf("error %v, want %s", err, tt.message)
		}
	}
}
