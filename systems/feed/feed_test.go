package feed_test

import (
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/feed"
)

// script is a match with an event every 10 ms for a second, two of which are
// received at once, and a drill at the end. So the tenth tick has six of them.
func script() feed.Script {
	var s feed.Script
	for i := range 100 {
		at := components.PTS(i) * 900
		s = append(s, components.Event{Kind: components.Pass, Seq: uint32(i + 1), Occurred: at, Received: at})
	}
	s[50].Received = s[49].Received
	return append(s, components.Event{
		Kind: components.FeedLost, Seq: 101, Duration: 5000, Occurred: 90000, Received: 90000, Source: components.FromControl,
	})
}

func rig(t testing.TB, perTick int) (*ecs.Run, *feed.System) {
	s, err := feed.New(feed.Config{Scripts: []feed.Script{script()}, PerTick: perTick, FramesPerTick: 1})
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, nil, nil)
	for n := range components.Number(2) {
		f := ecstest.Create(t, r, components.Fixture, n+1)
		*components.FixtureStart.At(r, f) = components.PTS(n) * 45000 // the second begins half a second later
		*components.FixtureDue.At(r, f) = feed.Due(script(), 0, components.PTS(n)*45000)
	}
	return r, s
}

// TestTicks: an event belongs to the tick in whose period it is received, and
// every event comes exactly once, in the order of the script.
func TestTicks(t *testing.T) {
	r, s := rig(t, 8)
	next := [2]uint32{1, 1}
	for tick := range components.Tick(60) {
		ecstest.Tick(r, tick, nil, s)
		for i, f := range components.EventFixture.Of(r) {
			if got := components.EventReport.Of(r)[i].Cause.Seq; got != next[f] {
				t.Fatalf("tick %d: fixture %d: event %d, want %d", tick, f+1, got, next[f])
			}
			next[f]++
			if at := components.EventReport.Of(r)[i].Received; at < r.Now.PTS || at >= r.Now.PTS+r.Now.Period {
				t.Fatalf("tick %d: an event received at %d", tick, at)
			}
		}
	}
	if next != [2]uint32{102, 102} {
		t.Errorf("after the match the next events are %v, want 102 each", next)
	}
	for f, due := range components.FixtureDue.Of(r) {
		if due != feed.Never {
			t.Errorf("fixture %d: next event at %d, want never", f+1, due)
		}
	}
}

// TestCapacity: what is beyond a fixture's capacity is refused and counted, and
// what was taken is not lost. A tick has five events, the tenth six.
func TestCapacity(t *testing.T) {
	for _, tt := range []struct {
		perTick int
		refused uint32
	}{{7, 0}, {5, 1}, {4, 20}} {
		r, s := rig(t, tt.perTick)
		taken := uint32(0)
		for tick := range components.Tick(60) {
			ecstest.Tick(r, tick, nil, s)
			for _, f := range components.EventFixture.Of(r) {
				if f == 0 {
					taken++
				}
			}
		}
		refused := components.FixtureRefused.Of(r)[0]
		if refused+taken != 101 {
			t.Errorf("%d a tick: %d taken and %d refused, want 101 together", tt.perTick, taken, refused)
		}
		if refused != tt.refused {
			t.Errorf("%d a tick: %d refused, want %d", tt.perTick, refused, tt.refused)
		}
	}
}

// TestHeartbeat: a source without a heartbeat is given one, at its interval, but
// not in the outage that a drill orders.
func TestHeartbeat(t *testing.T) {
	r, s := rig(t, 8)
	for f := range components.FixtureBeatEvery.Of(r) {
		components.FixtureBeatEvery.Of(r)[f] = components.PTSPerSecond
	}
	var beats []components.PTS
	last := components.PTS(0)
	for tick := range components.Tick(20 * 9) {
		ecstest.Tick(r, tick, nil, s)
		if b := components.FixtureBeatLast.Of(r)[0]; b != last {
			beats, last = append(beats, b/components.PTSPerSecond), b
		}
	}
	want := []components.PTS{1, 6, 7, 8} // the outage lasts from 1 s to 6 s
	if len(beats) != len(want) {
		t.Fatalf("beats at %v s, want %v", beats, want)
	}
	for i := range want {
		if beats[i] != want[i] {
			t.Fatalf("beats at %v s, want %v", beats, want)
		}
	}
}

func TestAccess(t *testing.T) {
	r, s := rig(t, 8)
	for tick := range components.Tick(40) {
		ecstest.SetNow(r, tick)
		r.Clear()
		ecstest.CheckAccess(t, r, s)
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	r, s := rig(t, 8)
	tick := components.Tick(0)
	if n := testing.AllocsPerRun(30, func() { ecstest.Tick(r, tick, nil, s); tick++ }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}

// TestOrderEndsCalm: who remembers that no drill has done anything looks again after an
// order, and not before.
func TestOrderEndsCalm(t *testing.T) {
	r, s := rig(t, 8)
	components.ShardCalm.Of(r)[0] = true
	for tick := range components.Tick(60) {
		ecstest.Tick(r, tick, nil, s)
		ordered := slices.Contains(components.EventKindOf.Of(r), components.FeedLost)
		if calm := components.ShardCalm.Of(r)[0]; calm == ordered {
			t.Fatalf("tick %d: ordered %v, calm %v", tick, ordered, calm)
		}
		components.ShardCalm.Of(r)[0] = true
	}
}
