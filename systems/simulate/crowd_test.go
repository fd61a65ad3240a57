package simulate_test

import (
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/simulate"
)

// TestCohortsAddUp: what the cohorts of a stream refuse is on the account of the stream,
// and of its copies, once.
func TestCohortsAddUp(t *testing.T) {
	cfg := simulate.Default()
	cfg.Requests = 1
	s, err := simulate.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	var runs []*ecs.Run
	var worlds []*ecs.World
	for range 3 {
		r, _ := rig(t, simulate.Match, pal)
		runs, worlds = append(runs, r), append(worlds, r.World)
	}
	worlds[1].Follow(worlds[0], components.Fixture, components.Stream)
	worlds[2].Follow(worlds[0], components.Fixture, components.Stream)
	for tick, want := range []uint32{3 * 4, 3 * 4} {
		for _, r := range runs {
			ecstest.Tick(r, components.Tick(tick), nil, s)
		}
		s.Merge(nil, worlds)
		for i, r := range runs {
			for stream := range components.Row(2) {
				if got, left := *components.StreamRefused.At(r, stream), *components.StreamTurned.At(r, stream); got != want || left != 0 {
					t.Errorf("tick %d, world %d: %d refused and %d to be added, want %d and none", tick, i, got, left, want)
				}
			}
		}
	}
}

// TestBeaconRanks: who sends a beacon when does not depend on how the viewers are ranked,
// and a rank of whom none has one to send is not looked at.
func TestBeaconRanks(t *testing.T) {
	capacity := func(c *simulate.Config) { c.Beacons = 2 }
	one, s := watchingOf(t, ecs.Fans{components.Rank: 1}, capacity)
	many, _ := watchingOf(t, ecs.Fans{components.Rank: 7}, capacity)
	sent, apart := 0, 0
	for tick := range components.Tick(20 * 120) {
		ecstest.Tick(one, tick, nil, s)
		ecstest.Tick(many, tick, nil, s)
		want, got := components.BeaconViewer.Of(one), components.BeaconViewer.Of(many)
		if !slices.Equal(got, want) || !slices.Equal(components.BeaconReport.Of(many), components.BeaconReport.Of(one)) {
			t.Fatalf("tick %d: viewers %v send a beacon, want %v", tick, got, want)
		}
		sent += len(want)
		ranks := components.RankBeaconDue.Of(many)[:4]
		if slices.Min(ranks) != components.ShardBeaconDue.Of(many)[0] {
			t.Fatalf("tick %d: the ranks wait until %v, the shard until %d", tick, ranks, components.ShardBeaconDue.Of(many)[0])
		}
		if slices.Max(ranks) > slices.Min(ranks) {
			apart++
		}
	}
	if sent != 2*viewers*12 || apart < 1000 {
		t.Errorf("%d beacons, want %d; in %d ticks ranks waited for other times", sent, 2*viewers*12, apart)
	}
}

// TestRanks: who asks when does not depend on how the viewers are ranked, and a rank of
// whom none has something to say is not looked at.
func TestRanks(t *testing.T) {
	one, s := rigOf(t, ecs.Fans{components.Rank: 1}, simulate.Match, pal)
	many, _ := rigOf(t, ecs.Fans{components.Rank: 7}, simulate.Match, pal)
	spike := func(tick components.Tick) func(*ecs.Run) {
		return func(r *ecs.Run) {
			components.FixtureNow.Of(r)[0] = 0
			if tick%3000 == 1000 {
				components.FixtureNow.Of(r)[0], components.ShardCalm.Of(r)[0] = components.KindSet(components.ViewerSpike), false
				components.FixtureSpike.Of(r)[0] = components.Fault{Until: r.Now.PTS + 5*components.PTSPerSecond, Value: 500}
			}
		}
	}
	asked, apart := 0, 0
	for tick := range components.Tick(20 * 900) {
		ecstest.Tick(one, tick, spike(tick), s)
		ecstest.Tick(many, tick, spike(tick), s)
		want, got := components.RequestAsked.Of(one), components.RequestAsked.Of(many)
		if !slices.Equal(got, want) {
			t.Fatalf("tick %d: viewers %v ask, want %v", tick, got, want)
		}
		asked += len(want)
		ranks := components.RankDue.Of(many)[:4] // 2 × 5 viewers, in ranks of 3 of the 16 that there is room for
		if slices.Min(ranks) != components.ShardViewerDue.Of(many)[0] {
			t.Fatalf("tick %d: the ranks wait until %v, the shard until %d", tick, ranks, components.ShardViewerDue.Of(many)[0])
		}
		if slices.Max(ranks) > slices.Min(ranks) {
			apart++
		}
	}
	if asked < 50 || apart < 1000 {
		t.Errorf("%d requests, and in %d ticks ranks waited for other times: too few", asked, apart)
	}
}
