package simulate_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/simulate"
)

// watching is a rig whose viewers all have a license.
func watching(t testing.TB, change func(*simulate.Config)) (*ecs.Run, *simulate.System) {
	return watchingOf(t, nil, change)
}

func watchingOf(t testing.TB, fans ecs.Fans, change func(*simulate.Config)) (*ecs.Run, *simulate.System) {
	r, _ := rigOf(t, fans, simulate.Match, pal)
	cfg := simulate.Default()
	cfg.Viewers = viewers
	if change != nil {
		change(&cfg)
	}
	s, err := simulate.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	for v := range r.Len(components.Viewer) {
		license := ecstest.Create(t, r, components.License, components.Number(v+1))
		*components.LicenseViewer.At(r, license) = components.Row(v)
		*components.ViewerLicense.At(r, components.Row(v)) = license
		*components.ViewerTier.At(r, components.Row(v)) = components.Tier(v) % components.Tiers
	}
	fan := r.Schema().Fan(components.Rendition)
	for i := range components.RenditionTier.Of(r) {
		components.RenditionTier.Of(r)[i] = components.UHDTier - min(components.Tier(i%fan), components.UHDTier)
		components.RenditionAverage.Of(r)[i] = components.Bitrate(8_000_000 >> (i % fan))
	}
	return r, s
}

// TestBeacons: every player sends a beacon in ten seconds, the first of them with how
// long it took to play, of a rendition that was paid for.
func TestBeacons(t *testing.T) {
	r, s := watching(t, func(c *simulate.Config) { c.CDNs = 3 })
	fan := r.Schema().Fan(components.Rendition)
	count, last, cdn := map[components.Row]int{}, map[components.Row]components.PTS{}, map[components.Row]uint32{}
	used := map[uint32]bool{}
	for tick := range components.Tick(20 * 600) {
		ecstest.Tick(r, tick, nil, s)
		for i, v := range components.BeaconViewer.Of(r) {
			q := components.BeaconReport.Of(r)[i]
			from, k := q.CDN, int(q.Rendition)
			if count[v] == 0 {
				cdn[v] = from
			}
			if (count[v] == 0) != (q.Startup > 0) || count[v] > 0 && r.Now.PTS-last[v] != 10*second || from != cdn[v] {
				t.Fatalf("beacon %d of viewer %d, %d after the last: %+v by CDN %d", count[v], v, r.Now.PTS-last[v], q, from)
			}
			row := int(components.ViewerStream.Of(r)[v])*fan + k
			if tier := components.RenditionTier.Of(r)[row]; tier > components.ViewerTier.Of(r)[v] {
				t.Fatalf("viewer %d of tier %d watches tier %d", v, components.ViewerTier.Of(r)[v], tier)
			}
			if q.Bitrate != 8000>>k || q.Buffer < 500 || q.Buffer >= 30_000 || q.Rebuffered > 5000 || q.Received != r.Now.PTS {
				t.Fatalf("viewer %d: %+v", v, q)
			}
			count[v]++
			last[v], used[from] = r.Now.PTS, true
		}
	}
	for v := range components.Row(2 * viewers) {
		if count[v] != 60 {
			t.Errorf("%d beacons of viewer %d in ten minutes, want 60", count[v], v)
		}
	}
	if len(used) != 3 {
		t.Errorf("players use CDNs %v, want all three", used)
	}
}

// TestSessions: who has no license sends nothing, and who has one again begins a
// session.
func TestSessions(t *testing.T) {
	r, s := watching(t, nil)
	license := *components.ViewerLicense.At(r, 1)
	for tick := range components.Tick(20 * 60) {
		*components.ViewerLicense.At(r, 1) = license
		without := tick > 20*15 && tick < 20*45
		if without {
			*components.ViewerLicense.At(r, 1) = components.NoRow
		}
		ecstest.Tick(r, tick, nil, s)
		for i, v := range components.BeaconViewer.Of(r) {
			if begins := tick < 20 || tick >= 20*45 && tick < 20*55; v == 1 && (without || begins != (components.BeaconReport.Of(r)[i].Startup > 0)) {
				t.Errorf("tick %d: beacon %+v", tick, components.BeaconReport.Of(r)[i])
			}
		}
	}
}

// TestBeaconCapacity: a stream takes so many beacons a tick; who was refused sends
// its in the next.
func TestBeaconCapacity(t *testing.T) {
	r, s := watching(t, func(c *simulate.Config) { c.Beacons = 2 })
	components.ShardViewerDue.Of(r)[0] = 1 << 62 // nobody asks for a license
	sent := map[components.Row]int{}
	for tick := range components.Tick(20) {
		ecstest.Tick(r, tick, nil, s)
		if n := r.Len(components.Beacon); n > 2*2 {
			t.Errorf("tick %d: %d beacons of two streams, want at most 4", tick, n)
		}
		for _, v := range components.BeaconViewer.Of(r) {
			sent[v]++
		}
	}
	if len(sent) != 2*viewers {
		t.Errorf("%d viewers sent a beacon, want all %d", len(sent), 2*viewers)
	}
	if got := components.StreamRefused.Of(r)[0]; got != 3+1 {
		t.Errorf("%d beacons refused, want 3 in the first tick and 1 in the second", got)
	}
}

// TestTrouble: while a drill takes the contribution away, or most of it, players wait
// more than five times as long, with less in their buffers.
func TestTrouble(t *testing.T) {
	for name, order := range map[string]func(*ecs.Run){
		"dark": func(r *ecs.Run) { components.FixtureDark.Of(r)[0] = 1 << 62 },
		"drop": func(r *ecs.Run) { components.FixtureDrop.Of(r)[0] = components.Fault{Until: 1 << 62, Value: 300} },
	} {
		waits := func(order func(*ecs.Run)) (waited, buffer, n uint64) {
			r, s := watching(t, nil)
			order(r)
			for tick := range components.Tick(20 * 1800) {
				ecstest.Tick(r, tick, nil, s)
				for _, q := range components.BeaconReport.Of(r) {
					waited += uint64(q.Rebuffered)
					buffer += uint64(q.Buffer)
					n++
				}
			}
			return waited, buffer, n
		}
		waited, buffer, n := waits(func(*ecs.Run) {})
		more, less, same := waits(order)
		if more < 5*waited || 3*less > buffer || n != same || waited == 0 {
			t.Errorf("%s: waited %d ms of %d beacons with %d ms in buffers; without %d of %d with %d", name, more, same, less, waited, n, buffer)
		}
	}
}

func TestBeaconAccess(t *testing.T) {
	r, s := watching(t, func(c *simulate.Config) { c.Beacons = 2 })
	for tick := range components.Tick(60) {
		ecstest.SetNow(r, 5*tick)
		r.Clear()
		ecstest.CheckAccess(t, r, s)
	}
	tick := components.Tick(300)
	if n := testing.AllocsPerRun(500, func() { ecstest.Tick(r, tick, nil, s); tick++ }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}
