package engine_test

import (
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/service"
	"touchline/components"
	"touchline/scheduler"
)

// TestAudience: a stream that can have viewers has an audience, with the viewers in
// their regions; one that cannot has none.
func TestAudience(t *testing.T) {
	withRegions := func(p *engine.Plan) {
		p.Streams, p.Viewers, p.ShardSize = 70, 60, 64
		p.Service.Streams[0].Territory = "AT"
		p.Service.QoE.CDNs = []string{"a", "b"}
		p.Service.QoE.Regions = []service.Region{{Name: "alps", Territories: []string{"AT", "CH"}}}
	}
	e := build(t, newPlan(t, withRegions, "drill"), nil)
	var at [2]int
	for _, w := range e.Shards.Worlds {
		for i, a := range components.StreamAudience.Of(w) {
			if components.AudienceStream.Of(w)[a] != components.Row(i) || components.AudienceNumber.Of(w)[a] != components.StreamNumber.Of(w)[i] {
				t.Fatalf("stream %d has the audience of stream %d", components.StreamNumber.Of(w)[i], components.AudienceNumber.Of(w)[a])
			}
		}
		for _, region := range components.ViewerRegion.Of(w) {
			at[region]++
		}
		if got, want := w.Len(components.Cell), 2*2*6*w.Len(components.Stream); got != want {
			t.Errorf("%d cells, want %d", got, want)
		}
	}
	if all := 70 * 60; at[0]+at[1] != all || at[1] < all/50 || at[1] > all/20 {
		t.Errorf("%d viewers in the region and %d elsewhere, want one in thirty", at[0], at[1])
	}
	w := build(t, newPlan(t, func(p *engine.Plan) { p.Viewers = 0 }, "drill"), nil).Shards.Worlds[0]
	if w.Room(components.Audience) != 0 || w.Room(components.Beacon) != 0 || components.StreamAudience.Of(w)[0] != components.NoRow {
		t.Error("a stream without viewers has an audience, or room for beacons")
	}
}

// TestBeaconsAreSpread: the beacons of a run come evenly: no tick has many more than
// the others, and none is refused.
func TestBeaconsAreSpread(t *testing.T) {
	e := build(t, newPlan(t, func(p *engine.Plan) { p.Streams, p.Viewers = 20, 100 }, "drill"), nil)
	most, all := 0, 0
	tick := clockwork(t, e, func(*scheduler.Record) error {
		n := 0
		for _, w := range e.Shards.Worlds {
			n += w.Len(components.Beacon)
		}
		if e.Shards.Tick > 1400 { // all who can watch do
			most, all = max(most, n), all+n
		}
		return nil
	})
	if _, err := tick.Run(t.Context(), 2000); err != nil {
		t.Fatal(err)
	}
	// Some 1,900 of 2,000 viewers have a license: 9.5 in a tick, of which there are 200
	// in ten seconds.
	if all < 3*1700 || all > 3*2000 || most > 30 {
		t.Errorf("%d beacons in 30 s, at most %d in a tick: want some 5,700, and never thrice the mean", all, most)
	}
	refused := uint32(0)
	for _, w := range e.Shards.Worlds {
		for _, n := range components.StreamRefused.Of(w) {
			refused += n
		}
	}
	if refused != 0 {
		t.Errorf("%d inputs refused", refused)
	}
}

// TestLargeShards: what the world has no room for is an error of the flags.
func TestLargeShards(t *testing.T) {
	for routes, tt := range map[int]struct {
		size int
		ok   bool
	}{1: {1 << 20, true}, 2: {838_860, true}, 3: {559_240, true}, 4: {419_431, false}} {
		p := newPlan(t, nil, "drill")
		p.ShardSize = tt.size
		for range routes - 1 {
			p.Service.QoE.Regions = append(p.Service.QoE.Regions, service.Region{})
		}
		if err := p.Validate(); (err == nil) != tt.ok {
			t.Errorf("shards of %d with %d regions: %v", tt.size, routes, err)
		}
		if p.Viewers = 0; p.Validate() != nil {
			t.Errorf("shards of %d without viewers: %v", tt.size, p.Validate())
		}
	}
}
