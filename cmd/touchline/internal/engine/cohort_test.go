package engine_test

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/record"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
	"touchline/systems/outbox"
)

// crowded is a plan whose streams have more viewers than a shard takes.
func crowded(t testing.TB, change func(*engine.Plan)) *engine.Plan {
	return newPlan(t, func(p *engine.Plan) {
		p.Streams, p.PerFixture, p.Viewers, p.Cohort, p.Workers = 5, 2, 50, 20, 1
		if change != nil {
			change(p)
		}
	}, "drill")
}

// whole has the viewers of a stream in one shard.
func whole(p *engine.Plan) { p.Cohort = engine.Cohort }

// TestCohorts: viewers are spread over shards of their own, each once.
func TestCohorts(t *testing.T) {
	e := build(t, crowded(t, nil), nil)
	if len(e.Shards.Worlds) != 2*3 || e.Plan.Shards(1) != 6 || len(e.Originals) != 2 {
		t.Fatalf("%d shards, want two of two and one fixtures, with three cohorts; %d originals", len(e.Shards.Worlds), len(e.Originals))
	}
	var viewers []components.Number
	for i, w := range e.Shards.Worlds {
		if cohort := i % 3; (w.Original() != nil) != (cohort > 0) || cohort > 0 && w.Original() != e.Shards.Worlds[i-cohort] {
			t.Errorf("shard %d follows the wrong one", i)
		}
		if most := w.Len(components.Stream) * 17; w.Len(components.Viewer) > most || w.Room(components.License) != most {
			t.Errorf("shard %d has %d viewers and room for %d licenses, want at most %d", i, w.Len(components.Viewer), w.Room(components.License), most)
		}
		for v, stream := range components.ViewerStream.Of(w) {
			n := components.ViewerNumber.Of(w)[v]
			viewers = append(viewers, n)
			if got, want := components.StreamNumber.Of(w)[stream], (n-1)/50+1; got != want {
				t.Errorf("viewer %d watches stream %d, want %d", n, got, want)
			}
		}
	}
	if slices.Sort(viewers); !slices.Equal(viewers, upTo(5*50)) {
		t.Errorf("viewers %v, want each once", viewers)
	}
}

// TestCopiesStayTheSame: a cohort's copies of fixtures and streams are what the
// originals are, whatever happens.
func TestCopiesStayTheSame(t *testing.T) {
	e := build(t, crowded(t, func(p *engine.Plan) { p.Service.Limits.Requests, p.Workers = 1, 2 }), nil)
	compared := 0
	_, err := clockwork(t, e, func(r *scheduler.Record) error {
		if r.Now.Tick%20 > 0 && components.FixtureNow.Of(e.Originals[0])[0] == 0 {
			return nil
		}
		compared++
		for i, w := range e.Shards.Worlds {
			if w.Original() != nil {
				if diff := difference(w, w.Original()); diff != "" {
					return fmt.Errorf("tick %d, shard %d: %s", r.Now.Tick, i, diff)
				}
			}
		}
		return nil
	}).Run(t.Context(), last(e))
	if err != nil {
		t.Fatal(err)
	}
	if compared < 500 {
		t.Errorf("only %d ticks were compared", compared)
	}
	if components.StreamRefused.Of(e.Originals[0])[0] == 0 {
		t.Error("no request was refused")
	}
}

// difference names a column of state in which the copies in w are not their originals.
func difference(w, original *ecs.World) string {
	for _, c := range w.Schema().Catalog().Columns {
		if c.Attr&components.State == 0 || !w.Copies(c.Kind) || c.Kind.Root() == components.Audience {
			continue // what audiences have adds up
		}
		if n := original.Len(c.Kind); n == 0 || w.Len(c.Kind) != n {
			return fmt.Sprintf("%d of %d rows of %s", w.Len(c.Kind), n, c.Kind.Name)
		}
		if !bytes.Equal(columnBytes(w, c), columnBytes(original, c)) {
			return c.Kind.Name + "." + c.Name
		}
	}
	return ""
}

func columnBytes(w *ecs.World, c *components.ColumnInfo) []byte {
	return unsafe.Slice((*byte)(w.Columns().Base[c.ID]), w.Len(c.Kind)*int(c.Type.Size()))
}

// TestCohortsSameState: cohorts change nothing of what a run comes to, nor does how
// they are sharded and worked on.
func TestCohortsSameState(t *testing.T) {
	const until = 6500
	want := run(t, build(t, crowded(t, whole), nil), until).Shards.Hash()
	for name, change := range map[string]func(*engine.Plan){
		"cohorts":                      func(*engine.Plan) {},
		"cohorts of one":               func(p *engine.Plan) { p.Cohort = 1 },
		"two workers":                  func(p *engine.Plan) { p.Workers = 2 },
		"three fixtures, five workers": func(p *engine.Plan) { p.ShardSize, p.Workers = 64, 5 },
		"plain slices":                 func(p *engine.Plan) { p.Backend = ecs.Plain },
		"somebody listens":             func(p *engine.Plan) { p.Attached = true },
	} {
		t.Run(name, func(t *testing.T) {
			if got := run(t, build(t, crowded(t, change), nil), until).Shards.Hash(); got != want {
				t.Errorf("state %x, want %x", got, want)
			}
		})
	}
}

// TestCohortsRefuse: where more ask than a tick takes, each cohort takes as many as a
// stream; what that comes to depends on the plan, and not on who works on it.
func TestCohortsRefuse(t *testing.T) {
	rush := func(p *engine.Plan) {
		p.Service.Limits.Requests, p.Joins = 2, time.Second
		p.Service.Keys.Period.Duration, p.Service.Keys.Spread.Duration = 10*time.Second, 0
	}
	var hash [16]byte
	for i, change := range []func(*engine.Plan){
		func(p *engine.Plan) { rush(p) },
		func(p *engine.Plan) { rush(p); p.Workers = 2 },
		func(p *engine.Plan) { rush(p); p.ShardSize, p.Workers = 64, 2 },
	} {
		e := run(t, build(t, crowded(t, change), nil), 700)
		if i == 0 {
			hash = e.Shards.Hash()
		}
		if got := e.Shards.Hash(); got != hash {
			t.Errorf("%d: state %x, want %x", i, got, hash)
		}
		for _, w := range e.Shards.Worlds {
			for s, n := range components.StreamRefused.Of(w) {
				if first := components.StreamRefused.Of(e.Originals[0])[s]; n < 50 || w.Original() == e.Originals[0] && n != first {
					t.Errorf("stream %d: %d requests refused, and %d of the first fixture's", s, n, first)
				}
			}
		}
	}
}

// TestKeyTurn: players that renew as soon as they can are given the keys of the new
// period, all of them within the ticks that it takes to let them in.
func TestKeyTurn(t *testing.T) {
	e := build(t, crowded(t, func(p *engine.Plan) {
		p.Streams, p.Joins = 1, time.Second
		p.Service.Limits.Requests = 4
		p.Service.Keys.Period.Duration, p.Service.Keys.Spread.Duration = 20*time.Second, 0
	}), nil)
	const turn, settled, rush = 20 * 20, 4 * 20, 17/4 + 1
	run(t, e, turn+settled+rush)
	for _, w := range e.Shards.Worlds {
		for i, lease := range components.LicenseLease.Of(w) {
			if lease.Period != 1 {
				t.Errorf("license of viewer %d is for period %d, want 1", components.LicenseNumber.Of(w)[i], lease.Period)
			}
		}
	}
}

// TestCohortsSnapshot: a run with cohorts is saved and restored, with other cohorts or
// without, and the other way.
func TestCohortsSnapshot(t *testing.T) {
	const at, end = 3000, 6000
	e := run(t, build(t, crowded(t, nil), nil), at)
	var file bytes.Buffer
	if err := e.Shards.Snapshot(&file); err != nil {
		t.Fatal(err)
	}
	want := run(t, e, end).Shards.Hash()
	for name, change := range map[string]func(*engine.Plan){
		"the same":     func(*engine.Plan) {},
		"no cohorts":   whole,
		"more cohorts": func(p *engine.Plan) { p.Cohort = 7 },
		"sharded":      func(p *engine.Plan) { p.ShardSize, p.Workers, p.Backend = 64, 2, ecs.Plain },
	} {
		t.Run(name, func(t *testing.T) {
			p := crowded(t, change)
			schema, err := p.Schema()
			if err != nil {
				t.Fatal(err)
			}
			snapshot, err := ecs.ReadSnapshot(bytes.NewReader(file.Bytes()), schema)
			if err != nil {
				t.Fatal(err)
			}
			again := build(t, p, snapshot)
			var second bytes.Buffer
			if err := again.Shards.Snapshot(&second); err != nil || !bytes.Equal(second.Bytes(), file.Bytes()) {
				t.Errorf("what was restored is saved as another: %v", err)
			}
			if got := run(t, again, end).Shards.Hash(); got != want {
				t.Errorf("state %x, want %x", got, want)
			}
		})
	}
}

// TestCohortsDecisions: what is decided of a stream is told once, and in the same
// order of systems, however many cohorts it has.
func TestCohortsDecisions(t *testing.T) {
	const until = 6500
	one, oneRows := told(t, crowded(t, func(p *engine.Plan) { whole(p); p.Attached = true }), until)
	three, threeRows := told(t, crowded(t, func(p *engine.Plan) { p.Attached = true }), until)
	if len(one) == 0 || !maps.Equal(oneRows, threeRows) {
		t.Errorf("outputs %v, want %v", threeRows, oneRows)
	}
	ordered := slices.Clone(three)
	slices.SortStableFunc(ordered, func(a, b decided) int { return a.place() - b.place() })
	if !slices.Equal(ordered, three) {
		t.Error("decisions of a stream are not in the order of the systems")
	}
	for _, list := range [][]decided{one, three} {
		slices.SortFunc(list, func(a, b decided) int { return strings.Compare(a.text, b.text) })
	}
	if !slices.Equal(one, three) {
		t.Errorf("%d decisions, want the %d that there are without cohorts", len(three), len(one))
	}
}

// decided is a line that was told.
type decided struct {
	tick   components.Tick
	stream components.Number
	text   string
}

// place is where a decision stands in the order of tick, stream and output.
func (d *decided) place() int {
	o := slices.IndexFunc(components.Outputs[:], func(o components.Output) bool {
		return strings.HasPrefix(d.text, `{"kind":"`+o.Kind.Name+`"`)
	})
	// Fixtures of two streams: within a tick worlds come one after the other.
	return (int(d.tick)*8+int(d.stream))*8 + o
}

// told runs p and returns what is told of it, and how many rows of each output count.
func told(t *testing.T, p *engine.Plan, until components.Tick) (lines []decided, rows map[string]int) {
	t.Helper()
	e := build(t, p, nil)
	var teller record.Teller
	rows = map[string]int{}
	_, err := clockwork(t, e, func(r *scheduler.Record) error {
		all := func(components.Number) bool { return true }
		teller.Take(e.Originals, r.Now, all, func(n components.Number, text []byte) {
			lines = append(lines, decided{r.Now.Tick, n, string(text)})
		})
		for _, w := range e.Shards.Worlds {
			for _, o := range components.Outputs {
				if outbox.Tells(w, o) {
					rows[o.Kind.Name] += w.Len(o.Kind)
				}
			}
		}
		return nil
	}).Run(t.Context(), until)
	if err != nil {
		t.Fatal(err)
	}
	return lines, rows
}
