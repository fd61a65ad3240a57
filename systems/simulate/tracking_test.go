package simulate_test

import (
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/simulate"
)

// thereAndBack is 25 m in four seconds, to a goal and to the other.
var thereAndBack = []components.Centimeter{0, 2500, 5000, 5000, 5000, 5000, 2500, 0, -2500, -5000, -5000}

// passes returns the path that passes of the home side tell, four seconds apart.
func passes(kind components.EventKind, period components.Period) simulate.Path {
	var events []components.Event
	for i, x := range thereAndBack {
		e := event(4*i, x, components.NoPlace, 0)
		e.Kind, e.Period = kind, period
		events = append(events, e)
	}
	return simulate.NewPath(events)
}

// pitchRig is a shard of fixtures in play: the first two play the same match, one a
// little after the other; those after them a match that somebody tracks, one that is
// not in the configuration, a second half, one with set pieces alone, and again the
// first.
func pitchRig(t testing.TB, seed uint64) (*ecs.Run, *simulate.System) {
	cfg := simulate.Default()
	cfg.Paths = []simulate.Path{passes(components.Pass, 1), nil, passes(components.Pass, 2), passes(components.Corner, 1)}
	s, err := simulate.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, nil, nil)
	r.Seed = seed
	for n, script := range []uint32{0, 0, 1, 9, 2, 3, 0} {
		f := ecstest.Create(t, r, components.Fixture, components.Number(n+1))
		*components.FixtureScript.At(r, f) = script
		*components.FixturePhase.At(r, f) = components.BuildUp
	}
	components.FixtureStart.Of(r)[1] = 1000
	return r, s
}

// The fixtures of a pitchRig.
const (
	first, later, tracked, unknown, changed, corners, again = 0, 1, 2, 3, 4, 5, 6
)

// shot is a frame as it was seen.
type shot struct {
	fixture components.Row
	at      components.PTS
	ball    components.Place
	seen    [22]components.Seen
}

func shots(r *ecs.Run) (all []shot) {
	for i, f := range components.FrameFixture.Of(r) {
		sighting := components.FrameSighting.Of(r)[i]
		s := shot{fixture: f, at: components.FrameAt.Of(r)[i], ball: sighting.Ball}
		copy(s.seen[:], components.TrackedSeen.Of(r)[components.FrameFirst.Of(r)[i]:][:sighting.Players])
		all = append(all, s)
	}
	return all
}

// watch returns the frames of so many ticks.
func watch(r *ecs.Run, s *simulate.System, ticks int) (all []shot) {
	for tick := range components.Tick(ticks) {
		ecstest.Tick(r, tick, nil, s)
		all = append(all, shots(r)...)
	}
	return all
}

// TestTrackingRate: a fixture that nobody tracks has 25 frames a second, 40 ms
// apart, each in the tick that it was taken in; others have none.
func TestTrackingRate(t *testing.T) {
	r, s := pitchRig(t, 1)
	var last [7]components.PTS
	var count [7]int
	for tick := range components.Tick(20 * 60) {
		ecstest.Tick(r, tick, nil, s)
		for _, f := range shots(r) {
			if f.at < r.Now.PTS || f.at >= r.Now.PTS+r.Now.Period {
				t.Fatalf("tick %d of %d to %d has a frame of %d", tick, r.Now.PTS, r.Now.PTS+r.Now.Period, f.at)
			}
			if count[f.fixture] > 0 && f.at-last[f.fixture] != 3600 {
				t.Fatalf("a frame of %d after one of %d", f.at, last[f.fixture])
			}
			last[f.fixture] = f.at
			count[f.fixture]++
		}
	}
	if want := [7]int{first: 1500, later: 1500, changed: 1500, corners: 1500, again: 1500}; count != want {
		t.Errorf("%v frames in a minute, want %v", count, want)
	}
	if last[first]+1000 != last[later] && last[first]-2600 != last[later] {
		t.Errorf("last frames at %d and %d of a match that began 1000 later", last[first], last[later])
	}
}

// TestTrackingPlace: the ball is on its path, all players are on the pitch and move
// like people, one of the side that has the ball is at it, and goalkeepers stay
// where they belong.
func TestTrackingPlace(t *testing.T) {
	r, s := pitchRig(t, 1)
	var last *shot
	fast := 0
	for _, f := range watch(r, s, 20*60) {
		if f.fixture != 0 {
			continue
		}
		if f.at/second == 17 && f.ball.X != 5000 {
			t.Errorf("ball at %d, want 5000", f.ball.X)
		}
		near := false
		for k, p := range f.seen {
			if p.Place.X < -5250-50 || p.Place.X > 5250+50 || p.Place.Y < -3450 || p.Place.Y > 3450 {
				t.Fatalf("player %d at %v", k, p.Place)
			}
			if want := components.Team(1 + k/11); p.Team != want {
				t.Fatalf("player %d is of %v, want %v", k, p.Team, want)
			}
			near = near || p.Team == components.Home && abs(p.Place.X-f.ball.X) <= 100 && abs(p.Place.Y-f.ball.Y) <= 100
			far := abs(p.Place.X-f.ball.X) > 600 || abs(p.Place.Y-f.ball.Y) > 600 // from the ball, to which players are put
			if last != nil && far && (abs(p.Place.X-last.seen[k].Place.X) > 50 || abs(p.Place.Y-last.seen[k].Place.Y) > 50) {
				fast++
			}
		}
		if !near {
			t.Fatalf("nobody is at the ball at %v: %v", f.ball, f.seen)
		}
		if f.seen[0].Place.X > -3000 || f.seen[11].Place.X < 3000 {
			t.Fatalf("goalkeepers at %v and %v", f.seen[0].Place, f.seen[11].Place)
		}
		last = &f
	}
	if fast > 22*1500/1000 { // those whom the ball has just left
		t.Errorf("%d of %d steps are too fast for people", fast, 22*1500)
	}
}

// TestTrackingBreak: in a break there is nothing to see, and after it the sides have
// changed ends.
func TestTrackingBreak(t *testing.T) {
	r, s := pitchRig(t, 1)
	components.FixturePhase.Of(r)[first] = components.NoPlay
	seen := 0
	for _, f := range watch(r, s, 40) {
		switch f.fixture {
		case first:
			t.Fatal("a frame of a break")
		case changed:
			seen++
			if f.seen[0].Place.X < 3000 || f.seen[11].Place.X > -3000 {
				t.Fatalf("the goalkeepers are at %v and %v in the second half", f.seen[0].Place, f.seen[11].Place)
			}
		}
	}
	if seen != 50 {
		t.Errorf("%d frames of the second half, want 50", seen)
	}
}

// TestTrackingCorner: before a set piece at a goal both sides gather there.
func TestTrackingCorner(t *testing.T) {
	r, s := pitchRig(t, 1)
	gathered := 0
	for _, f := range watch(r, s, 20*25) {
		if f.fixture != corners || f.ball.X < 4000 {
			continue
		}
		n := 0
		for _, p := range f.seen {
			if p.Place.X > 3000 {
				n++
			}
		}
		if n < 14 {
			t.Fatalf("%d players before the goal with the ball at %v", n, f.ball)
		}
		gathered++
	}
	if gathered == 0 {
		t.Error("the ball did not come before the goal")
	}
}

// TestTrackingAlike: fixtures at the same moment of a match are seen alike, and those
// at another are not.
func TestTrackingAlike(t *testing.T) {
	r, s := pitchRig(t, 1)
	for tick := range components.Tick(100) {
		ecstest.Tick(r, tick, nil, s)
		var frames [7][]shot
		for _, f := range shots(r) {
			frames[f.fixture] = append(frames[f.fixture], f)
		}
		if len(frames[first]) != len(frames[again]) {
			t.Fatalf("tick %d: %d frames and %d", tick, len(frames[first]), len(frames[again]))
		}
		for i, f := range frames[again] {
			f.fixture = first
			if f != frames[first][i] {
				t.Fatalf("tick %d: the same moment is seen as %v and as %v", tick, frames[first][i], f)
			}
			if frames[corners][i].seen == f.seen || frames[changed][i].seen == f.seen {
				t.Fatalf("tick %d: different matches are seen alike", tick)
			}
		}
	}
}

// TestTrackingSeed: the same seed gives the same frames, another gives others.
func TestTrackingSeed(t *testing.T) {
	frames := func(seed uint64) []shot {
		r, s := pitchRig(t, seed)
		return watch(r, s, 60)
	}
	a := frames(1)
	if !slices.Equal(a, frames(1)) {
		t.Error("the same seed gave other frames")
	}
	if slices.Equal(a, frames(2)) {
		t.Error("another seed gave the same frames")
	}
}

// TestTrackingAccess: tracking touches what it declares and allocates nothing.
func TestTrackingAccess(t *testing.T) {
	r, s := pitchRig(t, 1)
	for tick := range components.Tick(60) {
		ecstest.SetNow(r, tick)
		r.Clear()
		ecstest.CheckAccess(t, r, s)
	}
	tick := components.Tick(60)
	if n := testing.AllocsPerRun(100, func() { ecstest.Tick(r, tick, nil, s); tick++ }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}

func abs(c components.Centimeter) components.Centimeter { return max(c, -c) }
