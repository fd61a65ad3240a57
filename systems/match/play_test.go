package match

import (
	"bytes"
	"math/rand/v2"
	"testing"
	"unsafe"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
)

// TestPlay: the loop over plain events leaves what taking each of them would, down to
// the byte, for events of all kinds, early, late and twice.
func TestPlay(t *testing.T) {
	const fixtures, ticks = 4, 400
	rooms := ecs.Rows{components.Fixture: fixtures, components.EventRow: 64}
	fast, slow := ecstest.NewRun(t, nil, rooms), ecstest.NewRun(t, nil, rooms)
	for _, r := range []*ecs.Run{fast, slow} {
		for f := range fixtures {
			row := ecstest.Create(t, r, components.Fixture, components.Number(f+1))
			*components.FixtureSport.At(r, row) = components.Sport(f % 2)
		}
	}
	heard := 0
	for tick := range components.Tick(ticks) {
		fill := func(r *ecs.Run) {
			rng := rand.New(rand.NewPCG(uint64(tick), 1))
			for range rng.IntN(12) {
				addRandom(r, rng, uint32(tick))
			}
		}
		for _, r := range []*ecs.Run{fast, slow} {
			ecstest.SetNow(r, tick)
			r.Clear()
			fill(r)
		}
		fast.Do(New())
		usual := sayings
		for kind := range sayings {
			for team := range sayings[kind] {
				sayings[kind][team] &^= plain
			}
		}
		slow.Do(New())
		sayings = usual
		heard += slow.Len(components.EventRow)
		for _, c := range components.All.Columns {
			if a, b := column(fast, c), column(slow, c); !bytes.Equal(a, b) {
				t.Fatalf("tick %d: %s.%s: % x, want % x", tick, c.Kind.Name, c.Name, a, b)
			}
		}
	}
	if heard < ticks {
		t.Errorf("%d events: too few to tell", heard)
	}
}

func addRandom(r *ecs.Run, rng *rand.Rand, tick uint32) {
	i := r.Append(components.EventRow, 1)
	kind := components.EventKind(rng.IntN(int(components.EventKinds)))
	if rng.IntN(2) == 0 {
		kind = []components.EventKind{components.Pass, components.Carry, components.Shot, components.Save, components.Foul}[rng.IntN(5)]
	}
	cause := components.Cause{Seq: 4*tick + uint32(rng.IntN(9)), Kind: kind, Source: kind.Input()}
	if rng.IntN(10) == 0 {
		cause.Rev = 1
	}
	var flags components.EventFlags
	if rng.IntN(4) == 0 {
		flags = 1 << rng.IntN(9)
	}
	place := components.Place{X: components.NoPlace, Y: components.NoPlace}
	if rng.IntN(3) > 0 {
		place = components.Place{X: components.Centimeter(rng.IntN(10_500) - 5250), Y: 100}
	}
	at := components.PTS(tick)*4500 + components.PTS(rng.IntN(9000))
	*components.EventFixture.At(r, i) = components.Row(rng.IntN(4))
	*components.EventKindOf.At(r, i), *components.EventRef.At(r, i) = kind, 0
	*components.EventReport.At(r, i) = components.Report{
		Occurred: at, Received: at, Cause: cause, Place: place, Flags: flags,
		Team: components.Team(rng.IntN(3)), Period: components.Period(1 + rng.IntN(2)),
	}
	*components.EventClock.At(r, i) = at
	*components.EventValue.At(r, i), *components.EventNews.At(r, i) = int32(rng.IntN(7)), false
}

// column returns the rows of a column as bytes.
func column(r *ecs.Run, c *components.ColumnInfo) []byte {
	return unsafe.Slice((*byte)(r.Columns().Base[c.ID]), r.Len(c.Kind)*int(c.Type.Size()))
}
