package feed_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/feed"
)

// TestHear plays a match that is told of while it goes on, to two fixtures; a third
// plays another.
func TestHear(t *testing.T) {
	s, err := feed.New(feed.Config{Scripts: make([]feed.Script, 2), Tracks: make([]feed.Track, 2), PerTick: 2, FramesPerTick: 2})
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, nil, nil)
	for n, script := range []uint32{0, 1, 0} {
		f := ecstest.Create(t, r, components.Fixture, components.Number(n+1))
		*components.FixtureScript.At(r, f) = script
		*components.FixtureDue.At(r, f), *components.FixtureSight.At(r, f) = feed.Never, feed.Never
	}
	worlds := []*ecs.World{r.World}
	for tick := range components.Tick(40) {
		now := components.PTS(tick) * 4500
		want := 0
		if tick%5 == 0 { // two events and a frame, after four ticks with nothing
			for seq := range uint32(2) {
				s.Hear(worlds, 0, &components.Event{Kind: components.Pass, Seq: uint32(tick) + seq, Received: now + 9})
			}
			s.See(worlds, 0, &components.Frame{Occurred: now + 9, First: 77}, make([]components.Seen, 3))
			want = 2
		}
		ecstest.Tick(r, tick, nil, s)
		var events, frames [3]int
		for i, f := range components.EventFixture.Of(r) {
			events[f]++
			if at := components.EventReport.Of(r)[i].Received; at != now+9 {
				t.Fatalf("tick %d has an event of %d, want %d", tick, at, now+9)
			}
		}
		for i, f := range components.FrameFixture.Of(r) {
			frames[f] += int(components.FrameSighting.Of(r)[i].Players) / 3
		}
		if events != [3]int{want, 0, want} || frames != [3]int{want / 2, 0, want / 2} {
			t.Fatalf("tick %d: events %v and frames %v, want %d and %d for the first and last fixture", tick, events, frames, want, want/2)
		}
	}
}

// TestLiveHeartbeat checks that no heartbeat is made up for a live source.
func TestLiveHeartbeat(t *testing.T) {
	r, s := rig(t, 8)
	for f := range components.Row(2) {
		*components.FixtureBeatEvery.At(r, f) = components.PTSPerSecond
	}
	*components.FixtureLive.At(r, 1) = true
	for tick := range components.Tick(100) {
		ecstest.Tick(r, tick, nil, s)
	}
	last := components.FixtureBeatLast.Of(r)
	if last[0] == 0 || last[1] != 0 {
		t.Errorf("last heartbeats at %v, want one of the first fixture alone", last)
	}
}

// TestSkippedTicks checks that what arrived in ticks that were skipped is not refused,
// and that what comes at once beyond the capacity still is.
func TestSkippedTicks(t *testing.T) {
	r, s := rig(t, 3)
	heard := 0
	for tick := components.Tick(0); tick < 60; tick++ {
		if tick == 1 {
			tick = 10
		}
		ecstest.Tick(r, tick, nil, s)
		for _, f := range components.EventFixture.Of(r) {
			if f == 0 {
				heard++
			}
		}
	}
	refused := int(components.FixtureRefused.Of(r)[0])
	if heard+refused != 101 {
		t.Errorf("%d events heard and %d refused, want 101 together", heard, refused)
	}
	if refused != 2 { // of the five in tick 0
		t.Errorf("%d events were refused, want 2", refused)
	}
}
