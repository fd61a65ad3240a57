package qoe_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/qoe"
)

// TestSplit: however the viewers of a stream are spread over shards, each with an
// audience of its own, and in whatever order these are added up, they come to what one
// shard with all of them comes to.
func TestSplit(t *testing.T) {
	const streams = 2
	for n := range uint64(20) {
		rng := rand.New(rand.NewPCG(n, 9))
		s := newSystem(t, two)
		whole := newRun(t, two, streams)
		parts := make([]*ecs.Run, 2+rng.IntN(4))
		for i := range parts {
			parts[i] = newRun(t, two, streams)
		}
		shard := make([]int, streams*viewers) // of each viewer
		for v := range shard {
			shard[v] = rng.IntN(len(parts))
		}
		got, want := qoe.NewTally(two.Routes(), renditions), qoe.NewTally(two.Routes(), renditions)
		for now := range components.Tick(2600) {
			var list []beacon
			of := make([][]beacon, len(parts))
			for range rng.IntN(3) {
				b := random(rng, components.PTS(now)*tick, streams)
				list = append(list, b)
				of[shard[b.viewer]] = append(of[shard[b.viewer]], b)
			}
			ecstest.Tick(whole, now, deliver(list...), s)
			for i, r := range parts {
				ecstest.Tick(r, now, deliver(of[i]...), s)
			}
			if window := two.Window(whole.Now.PTS); two.Window(whole.Now.PTS+tick) != window {
				want.Take(whole, 1, window)
				for _, i := range rng.Perm(len(parts)) {
					got.Add(tally(parts[i], two, 1, window))
				}
			}
		}
		if all := want.Total(); all.Beacons < 500 || !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: %d shards come to\n%v\none comes to\n%v", n, len(parts), got, want)
		}
	}
}

// TestMeans: means are rounded half up, and nothing has none.
func TestMeans(t *testing.T) {
	c := qoe.Cell{Beacons: 2, Bitrate: 3001, Buffer: 3, Startups: 4, Startup: 9, Elapsed: 8, Rebuffered: 3}
	for m, want := range [components.Measures]uint64{1501, 2, 375, 2} {
		if got := c.Mean(components.Measure(m)); got != want {
			t.Errorf("measure %d: mean %d, want %d", m, got, want)
		}
		if got := new(qoe.Cell).Mean(components.Measure(m)); got != 0 {
			t.Errorf("measure %d: mean %d of nothing, want 0", m, got)
		}
	}
}

// TestAdd: every sum of a cell is added to.
func TestAdd(t *testing.T) {
	c := qoe.Cell{Beacons: 1, Startups: 2, Elapsed: 3, Rebuffered: 4, Bitrate: 5, Buffer: 6, Startup: 7}
	c.Add(qoe.Cell{Beacons: 10, Startups: 20, Elapsed: 30, Rebuffered: 40, Bitrate: 50, Buffer: 60, Startup: 70})
	if want := (qoe.Cell{Beacons: 11, Startups: 22, Elapsed: 33, Rebuffered: 44, Bitrate: 55, Buffer: 66, Startup: 77}); c != want {
		t.Errorf("%+v, want %+v", c, want)
	}
}
