package engine_test

import (
	"math"
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// heaviest is what a stream may weigh without its viewers, at the size that is usual.
const heaviest = 4096

// TestWeigh: what a stream is said to weigh is what the heap grows by, and it is not
// more than it should be.
func TestWeigh(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*engine.Plan)
	}{
		{"usual", func(*engine.Plan) {}},
		{"two streams a match", func(p *engine.Plan) { p.PerFixture = 2 }},
		{"many viewers", func(p *engine.Plan) { p.Viewers = 64 }},
		{"no viewers, a large window", func(p *engine.Plan) { p.Viewers, p.Window = 0, 120e9 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newPlan(t, func(p *engine.Plan) {
				p.Streams, p.Viewers, p.Stagger, p.Backend = 4096, 4, true, ecs.Arche
				tt.change(p)
			}, "final")
			w, err := engine.Weigh(p)
			if err != nil {
				t.Fatal(err)
			}
			sum := w.Handles + w.ViewersOf
			for _, k := range w.Kinds {
				sum += k.Bytes
			}
			if math.Abs(sum-w.With) > 1 || w.Without > w.With {
				t.Errorf("kinds and handles are %.0f bytes, in all %.0f, without viewers %.0f", sum, w.With, w.Without)
			}
			if d := w.Allocated / w.With; d < 1 || d > 1.25 {
				t.Errorf("%.0f bytes were allocated, %.3f of the %.0f that rows and handles take", w.Allocated, d, w.With)
			}
			t.Logf("%.0f bytes without viewers, %.0f with them, %.0f allocated", w.Without, w.With, w.Allocated)
			if tt.name == "usual" && w.Without > heaviest {
				t.Errorf("%.0f bytes without viewers, want at most %d", w.Without, heaviest)
			}
		})
	}
}

// TestUsual: under the usual load no tick has more rows than memory was taken for when
// the run was made.
func TestUsual(t *testing.T) {
	for _, tt := range []struct {
		streams, viewers, cameras int
		ticks                     components.Tick
	}{
		{1024, 4, 2, 3000},
		{4096, 1, 4, 1000}, // of which sixteen each are at the same moment
	} {
		e := build(t, newPlan(t, func(p *engine.Plan) {
			p.Streams, p.Stagger, p.ShardSize, p.Workers, p.Viewers, p.Cameras = tt.streams, true, 1024, 1, tt.viewers, tt.cameras
		}, "final"), nil)
		taken := map[*components.Kind]int{}
		for _, k := range components.All.Kinds {
			taken[k] = e.Shards.Worlds[0].Taken(k)
		}
		run(t, e, tt.ticks)
		for _, w := range e.Shards.Worlds {
			for k, n := range taken {
				if got := w.Taken(k); got != n {
					t.Errorf("%d streams: memory for %d rows of %s was taken, and for %d later", tt.streams, n, k.Name, got)
				}
			}
			if n := w.Taken(components.Wager); n >= w.Room(components.Wager)/4 {
				t.Errorf("memory for %d of %d records: nothing is spared", n, w.Room(components.Wager))
			}
		}
	}
}

// TestGrown: a run comes to the same if memory for the rows of a tick is taken only when
// they come, wherever in the tick that is.
func TestGrown(t *testing.T) {
	plan := func() *engine.Plan {
		return newPlan(t, func(p *engine.Plan) { p.Streams, p.ShardSize, p.Workers, p.Attached = 70, 1024, 1, true }, "drill")
	}
	whole, grown := build(t, plan(), nil), build(t, plan(), nil)
	for i, old := range grown.Shards.Worlds {
		rows, usual := ecs.Rows{}, ecs.Rows{}
		for _, k := range components.All.Kinds {
			if rows[k] = old.Room(k); k.Form == components.Transient {
				usual[k] = 1
			}
		}
		fresh := ecs.NewUsualWorld(old.Schema(), ecs.Plain, rows, usual)
		for _, k := range components.All.Kinds {
			for row := range components.Row(old.Len(k)) {
				if k.Form == components.Lasting {
					fresh.Create(k)
					fresh.CopyRow(k, row, old, row)
					fresh.Numbers(k)[row] = old.Numbers(k)[row]
				}
			}
		}
		grown.Shards.Worlds[i] = fresh
	}
	const until = 6500 // which is past what a drill does to streams and viewers
	most := map[*components.Kind]int{}
	_, err := clockwork(t, grown, func(*scheduler.Record) error {
		for _, k := range components.All.Kinds {
			most[k] = max(most[k], grown.Shards.Worlds[0].Taken(k))
		}
		return nil
	}).Run(t.Context(), until)
	if err != nil {
		t.Fatal(err)
	}
	if run(t, whole, until).Shards.Hash() != grown.Shards.Hash() {
		t.Error("the states differ")
	}
	var still []string
	for _, k := range components.All.Kinds {
		if k.Form == components.Transient && most[k] < 2 && k != components.Alert { // of which there is one in a tick
			still = append(still, k.Name)
		}
	}
	if len(still) > 0 {
		t.Errorf("%v have not grown: the drill has none", still)
	}
}
