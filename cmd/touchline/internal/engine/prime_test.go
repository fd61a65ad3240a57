package engine_test

import (
	"bytes"
	"testing"
	"time"
	"unsafe"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
	"touchline/systems/feed/recording"
)

// history are the columns of a fixture that tell how it came to where it is, and
// so are others in a run that begins there.
var history = map[components.AnyColumn]string{
	components.FixtureNow:      "the events of the tick before",
	components.FixtureSince:    "one phase told twice began with the first",
	components.FixtureBeatLast: "the heartbeat begins with the run",
	components.FixtureMoment:   "the director begins with what is shown now",
	components.FixtureOutage:   "what a drill did to the sources",
	components.FixtureDip:      "likewise",
	components.FixtureDrop:     "likewise",
	components.FixtureSpike:    "likewise",
	components.FixtureLapse:    "likewise",
	components.FixtureJump:     "likewise",
	components.FixtureDark:     "likewise",
	components.FixtureBack:     "likewise",
	components.MarketSequence:  "records that nobody was sent",
	components.FixtureWatched:  "tracking begins with the run",
	components.FixtureHeld:     "likewise",
	components.FixtureCrowd:    "likewise",
	components.FixtureBall:     "the next frame shows it",
	components.FixtureAim:      "likewise",
	components.FixtureHolder:   "likewise",
}

// TestPriming: a fixture that begins in the middle of its match stands where it
// would if every tick had been run: clock, score, cards, incidents, and markets
// with what speaks against them. Only its history is another.
func TestPriming(t *testing.T) {
	for _, tt := range []struct {
		match string
		scout time.Duration
		every components.Tick // ticks between two moments that are compared
	}{{"drill", 0, 73}, {"drill", 1500 * time.Millisecond, 331}, {"final", 0, 3001}} {
		t.Run(tt.match+tt.scout.String(), func(t *testing.T) {
			layout := recording.Layout{HalftimeSet: true}
			if tt.scout > 0 {
				layout.Arrival = recording.Arrival{Mode: recording.Scout, Median: tt.scout}
			}
			plan := func(from components.PTS) *engine.Plan {
				return newPlanOf(t, layout, func(p *engine.Plan) { p.From, p.Viewers = from, 0 }, tt.match)
			}
			e := build(t, plan(0), nil)
			end, n := last(e), 0
			_, err := clockwork(t, e, func(*scheduler.Record) error {
				next := e.Shards.Tick
				w := e.Shards.Worlds[0]
				edge := components.FixtureLook.Of(w)[0] == e.Plan.Rate.At(int64(next)) // a threat ends in the tick to come
				if next%tt.every != 0 && !edge || next == end || disturbed(w) {
					return nil
				}
				n++
				primed := build(t, plan(e.Plan.Rate.At(int64(next))), nil)
				if primed.Shards.Tick != next {
					t.Errorf("begins with tick %d, want %d", primed.Shards.Tick, next)
				}
				compareFixtures(t, next, w, primed.Shards.Worlds[0])
				return nil
			}).Run(t.Context(), end)
			if err != nil {
				t.Fatal(err)
			}
			if n < 40 {
				t.Errorf("only %d moments were compared", n)
			}
		})
	}
}

// disturbed reports whether a drill has its hand on the sources of a fixture: a
// run that begins then knows nothing of it.
func disturbed(w *ecs.World) bool {
	return components.FixtureStale.Of(w)[0] || components.FixtureIntegrity.Of(w)[0]
}

func compareFixtures(t *testing.T, next components.Tick, run, primed *ecs.World) {
	t.Helper()
	other := map[int]bool{}
	for c := range history {
		other[c.ID()] = true
	}
	for _, c := range run.Schema().Catalog().Columns {
		if c.Kind.Root() != components.Fixture || c.Attr&components.State == 0 || other[c.ID] {
			continue
		}
		got, want := column(primed, c), column(run, c)
		if c.ID == components.FixturePhase.ID() { // whether play is an attack is seen in the next frame
			got, want = play(got), play(want)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("before tick %d: %s.%s is %x, want %x", next, c.Kind.Name, c.Name, got, want)
		}
	}
}

// play makes attacks plain play.
func play(phases []byte) []byte {
	return bytes.ReplaceAll(phases, []byte{byte(components.Attack)}, []byte{byte(components.BuildUp)})
}

// column returns the rows of a column as bytes.
func column(w *ecs.World, c *components.ColumnInfo) []byte {
	return unsafe.Slice((*byte)(w.Columns().Base[c.ID]), w.Len(c.Kind)*int(c.Type.Size()))
}

// TestStagger: staggered fixtures are at different moments of the match, each
// where a run from the beginning has it after as long.
func TestStagger(t *testing.T) {
	const fixtures = 300 // more than there are moments: the last are where the first are
	e := build(t, newPlan(t, func(p *engine.Plan) { p.Streams, p.Viewers, p.Stagger = fixtures, 0, true }, "drill"), nil)
	if e.Shards.Tick != 0 {
		t.Fatalf("begins with tick %d, want 0", e.Shards.Tick)
	}
	type moment struct {
		start  components.PTS
		cursor uint32
		score  components.Tally
		period components.Period
	}
	all := map[components.Number]moment{}
	for _, w := range e.Shards.Worlds {
		for i, n := range components.FixtureNumber.Of(w) {
			all[n] = moment{
				components.FixtureStart.Of(w)[i], components.FixtureCursor.Of(w)[i],
				components.FixtureScore.Of(w)[i], components.FixturePeriod.Of(w)[i],
			}
		}
	}
	match := e.Plan.Matches[0]
	for n := components.Number(1); n <= fixtures; n++ {
		m := all[n]
		if want := -match.End / 256 * components.PTS((n-1)%256); m.start != want {
			t.Errorf("fixture %d began at %d, want %d", n, m.start, want)
		}
		if before := all[n-1]; n > 1 && n <= 256 && m.cursor < before.cursor {
			t.Errorf("fixture %d is at event %d, before the one before it", n, m.cursor)
		}
		if n > 256 && m != all[n-256] {
			t.Errorf("fixture %d is at %+v, fixture %d at %+v", n, m, n-256, all[n-256])
		}
	}
	if a, b := all[1], all[256]; a.period != 0 || b.period != components.ExtraFirst || b.score != (components.Tally{Home: 2, Away: 1}) {
		t.Errorf("the first is at %+v and the 256th at %+v, want before the match and near its end", a, b)
	}
	run(t, e, 400) // and they go on from there
}
