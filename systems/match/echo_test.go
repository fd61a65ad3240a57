package match

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
)

// TestEcho: frames that share their players leave what frames do that each have their
// own, down to the byte, whatever fixtures they find.
func TestEcho(t *testing.T) {
	const fixtures, ticks = 40, 600
	rooms := ecs.Rows{components.Fixture: fixtures, components.FrameRow: 4 * fixtures, components.Tracked: 4 * fixtures * components.MaxSeen}
	sharing, alone := ecstest.NewRun(t, nil, rooms), ecstest.NewRun(t, nil, rooms)
	for _, r := range []*ecs.Run{sharing, alone} {
		for f := range fixtures {
			row := ecstest.Create(t, r, components.Fixture, components.Number(f+1))
			*components.FixturePhase.At(r, row) = components.BuildUp
		}
	}
	shared := 0
	for tick := range components.Tick(ticks) {
		for _, r := range []*ecs.Run{sharing, alone} {
			rng := rand.New(rand.NewPCG(uint64(tick), 3))
			ecstest.SetNow(r, tick)
			r.Clear()
			disturb(r, rng)
			for range 1 + rng.IntN(4) {
				shared += showRandom(r, rng, r == sharing)
			}
			follow(r)
		}
		for _, c := range components.All.Columns {
			if c.Kind != components.Fixture {
				continue
			}
			if a, b := column(sharing, c), column(alone, c); !bytes.Equal(a, b) {
				t.Fatalf("tick %d: %s.%s: % x, want % x", tick, c.Kind.Name, c.Name, a, b)
			}
		}
	}
	if shared < 10*ticks {
		t.Errorf("%d frames that share players: too few to tell", shared)
	}
}

// disturb makes some fixture unlike the others, seldom, or all of them alike.
func disturb(r *ecs.Run, rng *rand.Rand) {
	f := rng.IntN(r.Len(components.Fixture))
	switch rng.IntN(12) {
	case 0:
		components.FixturePhase.Of(r)[f] = components.Phase(rng.IntN(int(components.Phases)))
	case 1:
		components.FixtureHolder.Of(r)[f] = components.Team(rng.IntN(3))
	case 2:
		components.FixturePeriod.Of(r)[f] = components.Period(rng.IntN(3))
	case 3:
		components.FixtureSport.Of(r)[f] = components.Sport(rng.IntN(2))
	case 4, 5:
		fill(components.FixturePhase.Of(r), components.Phase(rng.IntN(int(components.Phases))))
		fill(components.FixtureHolder.Of(r), components.Home)
		fill(components.FixturePeriod.Of(r), components.FirstHalf)
		fill(components.FixtureSport.Of(r), components.Football)
		fill(components.FixtureWatched.Of(r), components.FixtureWatched.Of(r)[f])
	}
}

// showRandom shows some fixtures beside each other the same, and may leave some out. It
// returns how many frames share players.
func showRandom(r *ecs.Run, rng *rand.Rand, sharing bool) int {
	s := components.Sighting{
		Ball:   components.Place{X: components.Centimeter(rng.IntN(10_500) - 5250), Y: components.Centimeter(rng.IntN(500))},
		Height: components.Centimeter(rng.IntN(400)), Play: components.BallState(rng.IntN(3)), Holder: components.Team(rng.IntN(3)),
	}
	if rng.IntN(8) == 0 {
		s.Ball.X = components.NoPlace
	}
	seen := make([]components.Seen, rng.IntN(components.MaxSeen))
	s.Players = uint8(len(seen))
	for i := range seen {
		seen[i].Place = components.Place{X: s.Ball.X + components.Centimeter(rng.IntN(2000)-1000), Y: components.Centimeter(rng.IntN(900))}
		seen[i].Team = components.Team(rng.IntN(3))
	}
	at, put, first := r.Now.PTS+components.PTS(rng.IntN(3))*1800, 0, components.Row(0)
	from, n := rng.IntN(r.Len(components.Fixture)), 1+rng.IntN(30)
	for f := from; f < min(from+n, r.Len(components.Fixture)); f++ {
		if rng.IntN(20) == 0 {
			continue
		}
		i := r.Append(components.FrameRow, 1)
		*components.FrameFixture.At(r, i), *components.FrameAt.At(r, i), *components.FrameSighting.At(r, i) = components.Row(f), at, s
		if put == 0 || !sharing {
			first = r.Append(components.Tracked, len(seen))
			copy(components.TrackedSeen.Of(r)[first:], seen)
		}
		*components.FrameFirst.At(r, i) = first
		put++
	}
	return max(put-1, 0)
}

// TestTurns: what play becomes is worked out beforehand for every place.
func TestTurns(t *testing.T) {
	for x := -1 << 15; x < 1<<15; x++ {
		for was := range components.Phases {
			for holder := range components.Away + 1 {
				got := turns[zone(components.Centimeter(x))][way(was, holder, 2, components.Football)]
				if want := advance(was, holder, 2, components.Football, int32(x)); got != want {
					t.Fatalf("%v of %v with the ball at %d: %v, want %v", was, holder, x, got, want)
				}
			}
		}
	}
}
