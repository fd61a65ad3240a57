package feed_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/feed"
)

// track has 50 frames 40 ms apart, of one to three players: the number of each is
// that of its frame.
func track() feed.Track {
	var t feed.Track
	for i := range 50 {
		f := components.Frame{Occurred: components.PTS(i) * 3600, First: uint32(len(t.Seen)), Players: uint8(1 + i%3), Ball: components.Place{X: components.Centimeter(i)}}
		for range f.Players {
			t.Seen = append(t.Seen, components.Seen{Who: uint8(i), Team: components.Away})
		}
		t.Frames = append(t.Frames, f)
	}
	return t
}

func trackRig(t testing.TB, perTick int) (*ecs.Run, *feed.System) {
	s, err := feed.New(feed.Config{Scripts: []feed.Script{nil, nil}, Tracks: []feed.Track{{}, track()}, PerTick: 1, FramesPerTick: perTick})
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, nil, nil)
	for n, start := range []components.PTS{0, 0, 9000} {
		f := ecstest.Create(t, r, components.Fixture, components.Number(n+1))
		*components.FixtureScript.At(r, f) = uint32(min(n, 1))
		*components.FixtureStart.At(r, f) = start
		*components.FixtureDue.At(r, f) = feed.Never
		*components.FixtureSight.At(r, f) = start
		if n == 0 {
			*components.FixtureSight.At(r, f) = feed.Never
		}
	}
	return r, s
}

// TestFrames checks that each tick has the frames that were taken in it, with their
// players.
func TestFrames(t *testing.T) {
	r, s := trackRig(t, 2)
	next := [3]int{}
	for tick := range components.Tick(60) {
		ecstest.Tick(r, tick, nil, s)
		for i, f := range components.FrameFixture.Of(r) {
			n := next[f]
			next[f]++
			start := *components.FixtureStart.At(r, f)
			at, ball := components.FrameAt.Of(r)[i], components.FrameSighting.Of(r)[i].Ball.X
			if at != start+components.PTS(n)*3600 || ball != components.Centimeter(n) {
				t.Fatalf("fixture %d: frame %d at %d, want %d at %d", f, ball, at, n, start+components.PTS(n)*3600)
			}
			if at < r.Now.PTS || at >= r.Now.PTS+r.Now.Period {
				t.Fatalf("a frame of %d in the tick of %d", at, r.Now.PTS)
			}
			players := int(components.FrameSighting.Of(r)[i].Players)
			if players != 1+n%3 {
				t.Fatalf("frame %d has %d players, want %d", n, players, 1+n%3)
			}
			for _, p := range components.TrackedSeen.Of(r)[components.FrameFirst.Of(r)[i]:][:players] {
				if p.Who != uint8(n) || p.Team != components.Away {
					t.Fatalf("frame %d has %+v", n, p)
				}
			}
		}
	}
	if next != [3]int{0, 50, 50} {
		t.Errorf("%v frames, want none, 50 and 50", next)
	}
	if n := components.FixtureRefused.Of(r)[1]; n != 0 {
		t.Errorf("%d frames refused", n)
	}
}

// TestFrameCapacity checks that what is beyond a fixture's capacity is refused and
// counted: every fourth tick of 50 ms has two frames.
func TestFrameCapacity(t *testing.T) {
	r, s := trackRig(t, 1)
	frames := 0
	for tick := range components.Tick(60) {
		ecstest.Tick(r, tick, nil, s)
		frames += r.Len(components.FrameRow)
	}
	if refused := int(components.FixtureRefused.Of(r)[1] + components.FixtureRefused.Of(r)[2]); refused != 20 || frames != 80 {
		t.Errorf("%d frames and %d refused, want 80 and 20", frames, refused)
	}
}

// TestFrameAccess checks what is touched, and that a tick allocates nothing.
func TestFrameAccess(t *testing.T) {
	r, s := trackRig(t, 2)
	for tick := range components.Tick(10) {
		ecstest.SetNow(r, tick)
		r.Clear()
		ecstest.CheckAccess(t, r, s)
	}
	tick := components.Tick(10)
	if n := testing.AllocsPerRun(20, func() { ecstest.Tick(r, tick, nil, s); tick++ }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}

func TestConfig(t *testing.T) {
	for _, tt := range []struct {
		cfg  feed.Config
		want string
	}{
		{feed.Config{PerTick: 0, FramesPerTick: 1}, "feed: events per tick 0: must be at least 1"},
		{feed.Config{PerTick: 1}, "feed: frames per tick 0: must be at least 1"},
		{feed.Config{PerTick: 1, FramesPerTick: 1, Tracks: make([]feed.Track, 1)}, "feed: 1 tracks: must be as many as the 0 scripts"},
	} {
		if _, err := feed.New(tt.cfg); err == nil || err.Error() != tt.want {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
}
