package match_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs/ecstest"
)

// A sight is a frame of a tracking system: where the ball was, and players.
type sight struct {
	at     components.PTS
	x, y   components.Centimeter
	height components.Centimeter
	play   components.BallState
	holder components.Team
	seen   []components.Seen
}

// player is somebody of a side at a place.
func player(team components.Team, x, y components.Centimeter) components.Seen {
	return components.Seen{Team: team, Place: components.Place{X: x, Y: y}}
}

const frame = components.PTSPerSecond / 25

// see runs a tick in which fixture f is seen so.
func (r *rig) see(f components.Row, sights ...sight) {
	r.tick++
	ecstest.SetNow(r.Run, r.tick)
	r.Clear()
	for _, s := range sights {
		i := r.Append(components.FrameRow, 1)
		*components.FrameFixture.At(r, i) = f
		*components.FrameAt.At(r, i) = s.at
		*components.FrameSighting.At(r, i) = components.Sighting{
			Ball: components.Place{X: s.x, Y: s.y}, Height: s.height, Players: uint8(len(s.seen)), Play: s.play, Holder: s.holder,
		}
		first := r.Append(components.Tracked, len(s.seen))
		copy(components.TrackedSeen.Of(r)[first:], s.seen)
		*components.FrameFirst.At(r, i) = first
	}
	r.Do(r.match)
}

// playing returns a rig whose fixture is in the first half, with the ball in play.
func playing(t *testing.T) *rig {
	r := newRig(t, 1)
	r.say(0, message{kind: components.PeriodStart, seq: 1, period: 1}, message{kind: components.KickOff, seq: 2, period: 1, team: components.Home})
	return r
}

// TestAim checks where cameras look: ahead of the ball, not off the pitch, and at
// the players if the ball is not seen.
func TestAim(t *testing.T) {
	const none = components.NoPlace
	steps := []struct {
		name  string
		sight sight
		x, y  components.Centimeter
	}{
		{"first seen", sight{at: 100_000, x: 1000, y: -500}, 1000, -500},
		{"at 10 m/s to the right", sight{at: 100_000 + frame, x: 1040, y: -500}, 1440, -500},
		{"and back", sight{at: 100_000 + 2*frame, x: 1000, y: -480}, 600, -280},
		{"off the pitch", sight{at: 100_000 + 3*frame, x: 5000, y: -3300}, 5250, -3400},
		{"not seen, nor anybody", sight{at: 100_000 + 4*frame, x: none, y: none}, 5250, -3400},
		{"not seen, but players", sight{at: 100_000 + 5*frame, x: none, y: none, seen: []components.Seen{
			player(1, 100, 300), player(2, 300, 500), player(2, none, none)}}, 200, 400},
		{"seen again much later", sight{at: 100_000 + 6*frame + components.PTSPerSecond, x: -100, y: 1}, -100, 1},
	}
	r := playing(t)
	for _, tt := range steps {
		r.see(0, tt.sight)
		if got, want := components.FixtureAim.Of(r)[0], (components.Place{X: tt.x, Y: tt.y}); got != want {
			t.Errorf("%s: cameras look at %v, want %v", tt.name, got, want)
		}
		if ball := components.FixtureBall.Of(r)[0]; tt.sight.x != none && ball.X != tt.sight.x {
			t.Errorf("%s: ball at %v, want %v", tt.name, ball.X, tt.sight.x)
		}
	}
}

// TestEventMovesAim checks that an event moves the ball where nothing is tracked.
func TestEventMovesAim(t *testing.T) {
	r := playing(t)
	r.say(0, message{kind: components.Pass, seq: 3, period: 1, team: components.Away, occurred: 9000, place: at(-1234)})
	if got := components.FixtureAim.Of(r)[0]; got.X != -1234 {
		t.Errorf("cameras look at %v, want -1234", got)
	}
}

// TestHolder checks who has the ball: whom the source names, or who is at it for
// three frames.
func TestHolder(t *testing.T) {
	const home, away = components.Home, components.Away
	near := func(team components.Team) []components.Seen {
		return []components.Seen{player(team.Opponent(), 151, 0), player(team, 90, 120), player(team.Opponent(), -200, 0)}
	}
	steps := []struct {
		name  string
		sight sight
		want  components.Team
	}{
		{"kick-off", sight{x: components.NoPlace, y: components.NoPlace}, home},
		{"once", sight{seen: near(away)}, home},
		{"twice", sight{seen: near(away)}, home},
		{"three times", sight{seen: near(away)}, away},
		{"in between", sight{seen: near(home)}, away},
		{"again", sight{seen: near(away)}, away},
		{"one", sight{seen: near(home)}, away},
		{"two", sight{seen: near(home)}, away},
		{"nobody", sight{seen: []components.Seen{player(home, 151, 0)}}, away},
		{"one anew", sight{seen: near(home)}, away},
		{"two anew", sight{seen: near(home)}, away},
		{"over their heads", sight{seen: near(home), height: 251}, away},
		{"one more", sight{seen: near(home), height: 250}, away},
		{"dead ball", sight{seen: near(home), play: components.BallDead}, away},
		{"as the source says", sight{seen: near(away), holder: home}, home},
		{"even far from the ball", sight{holder: away}, away},
	}
	r := playing(t)
	for i, tt := range steps {
		tt.sight.at = 100_000 + components.PTS(i)*frame
		r.see(0, tt.sight)
		if got := components.FixtureHolder.Of(r)[0]; got != tt.want {
			t.Errorf("%s: %v has the ball, want %v", tt.name, got, tt.want)
		}
	}
}

// TestHeld checks how long each side had the ball: not while it is dead, not in a
// break, not over a gap in the frames.
func TestHeld(t *testing.T) {
	const home, away = components.Home, components.Away
	r := playing(t)
	r.see(0, sight{at: 1 * frame, holder: home}, sight{at: 2 * frame, holder: home}, sight{at: 4 * frame, holder: home})
	r.see(0, sight{at: 5 * frame, holder: away}, sight{at: 6 * frame, holder: away})
	r.see(0, sight{at: 7 * frame, play: components.BallDead}, sight{at: 5*frame + 2*components.PTSPerSecond, holder: away})
	r.say(0, message{kind: components.BallOut, seq: 3, period: 1, team: away, occurred: 300_000})
	r.see(0, sight{at: 6*frame + 2*components.PTSPerSecond, holder: home})
	r.say(0, message{kind: components.PeriodEnd, seq: 4, period: 1, occurred: 400_000})
	r.see(0, sight{at: 7*frame + 2*components.PTSPerSecond, holder: home, x: 7})
	if got, want := components.FixtureHeld.Of(r)[0], (components.BallTime{Home: 4 * frame, Away: 1 * frame}); got != want {
		t.Errorf("held for %v, want %v", got, want)
	}
	if got := components.FixtureBall.Of(r)[0].X; got == 7 {
		t.Error("a frame of the break moved the ball")
	}
}

// TestCrowdAround counts the players within 10 m of the ball.
func TestCrowdAround(t *testing.T) {
	r := playing(t)
	seen := []components.Seen{
		player(1, 1000, 0), player(2, 1001, 0), player(1, 600, 800), player(2, 601, 800), player(1, 0, 0),
		player(2, components.NoPlace, components.NoPlace), player(0, -1000, 0),
	}
	r.see(0, sight{at: frame, seen: seen})
	if got := components.FixtureCrowd.Of(r)[0]; got != 4 {
		t.Errorf("%d around the ball, want 4", got)
	}
	r.see(0, sight{at: 2 * frame, x: components.NoPlace, y: components.NoPlace, seen: seen})
	if got := components.FixtureCrowd.Of(r)[0]; got != 0 {
		t.Errorf("%d around a ball that is not seen", got)
	}
}

// TestAdvance follows the phase of play as the ball moves, with room for play
// around where attacks begin.
func TestAdvance(t *testing.T) {
	r := playing(t)
	for i, tt := range []struct {
		x      components.Centimeter
		holder components.Team
		want   components.Phase
	}{
		{1750, components.Home, components.BuildUp}, {1751, components.Home, components.Attack}, {1451, components.Home, components.Attack},
		{1450, components.Home, components.BuildUp}, {1500, components.Home, components.BuildUp}, {-1751, components.Home, components.BuildUp},
		{-1751, components.Away, components.Attack}, {-1451, components.Away, components.Attack}, {-1450, components.Away, components.BuildUp},
	} {
		r.see(0, sight{at: components.PTS(i+1) * frame, x: tt.x, holder: tt.holder})
		if got := components.FixturePhase.Of(r)[0]; got != tt.want {
			t.Errorf("step %d: ball of %v at %d is %v, want %v", i, tt.holder, tt.x, got, tt.want)
		}
	}
	r.say(0, message{kind: components.Corner, seq: 3, period: 1, team: components.Home, occurred: 500_000})
	r.see(0, sight{at: 600_000, x: 5000, holder: components.Home})
	if got := components.FixturePhase.Of(r)[0]; got != components.SetPiece {
		t.Errorf("a corner that is seen is %v", got)
	}
}

// TestTrackedCricket checks that a ball of cricket which goes far makes no attack,
// as one of football does.
func TestTrackedCricket(t *testing.T) {
	for sport, want := range map[components.Sport]components.Phase{components.Football: components.Attack, components.Cricket: components.BuildUp} {
		r := newRig(t, 1)
		components.FixtureSport.Of(r)[0] = sport
		r.say(0, message{kind: components.PeriodStart, seq: 1, period: 1}, message{kind: components.Possession, seq: 2, period: 1, team: components.Home})
		r.see(0, sight{at: frame, x: 4000})
		if got := components.FixturePhase.Of(r)[0]; got != want || components.FixtureBall.Of(r)[0].X != 4000 {
			t.Errorf("%v: %v with the ball at %v, want %v", sport, got, components.FixtureBall.Of(r)[0], want)
		}
	}
}
