package bench

import (
	"math/rand/v2"
	"testing"

	"touchline/bench/reference"
	"touchline/components"
	"touchline/systems/qoe"
)

// TestBestFolds: with beacons of several viewers, CDNs and regions that come at any
// time, and such as cannot be, the best reference comes to what the other does.
func TestBestFolds(t *testing.T) {
	const viewers, regions, renditions = 6, 3, 4
	cfg := qoe.Default()
	cfg.CDNs, cfg.Regions, cfg.Length = 2, regions, 10*period
	rng := rand.New(rand.NewPCG(3, 4))
	published := reference.NewQoE(cfg, 2)
	best := newTuned(t, reference.BestConfig{QoE: cfg}, reference.Channel{}, reference.Channel{})
	for v := range viewers {
		published.Add(sessionID(v), streamID(v%2), v%regions, renditions)
		if id := best.Join(reference.Handle(v%2), v%regions, renditions); int(id) != v {
			t.Fatalf("viewer %d is session %d", v, id)
		}
	}
	level := func(most int) uint32 {
		if rng.IntN(20) == 0 {
			return uint32(most) + 1 // more than a beacon may say
		}
		return uint32(rng.IntN(most >> rng.IntN(16)))
	}
	taken, refused, last := 0, 0, [viewers]components.PTS{}
	for tick := range components.Tick(5000) {
		v := rng.IntN(viewers)
		b := reference.Beacon{
			Received: now(tick) + components.PTS(rng.IntN(int(period)*5/4)), CDN: uint8(rng.IntN(2)), Rendition: uint8(rng.IntN(renditions)),
			Says: components.Quality{Bitrate: level(qoe.MaxBitrate), Buffer: level(qoe.MaxTime), Rebuffered: level(qoe.MaxTime)},
		}
		if rng.IntN(10) == 0 {
			b.Says.Startup = level(qoe.MaxTime)
		}
		if rng.IntN(20) == 0 {
			b.CDN, b.Rendition = b.CDN*2, b.Rendition+1
		}
		if rng.IntN(20) == 0 {
			b.Received = last[v] // told twice
		}
		last[v] = b.Received
		want, ok, err := published.Submit(sessionID(v), now(tick), period, b)
		var got reference.Report
		if best.Beacon(reference.Session(v), now(tick), period, &b, &got) != ok || err != nil || got != want {
			t.Fatalf("tick %d, %+v: %+v, want %v %+v; error %v", tick, b, got, ok, want, err)
		}
		count(&taken, ok)
		count(&refused, !ok)
	}
	if taken < 1000 || refused < 500 {
		t.Errorf("%d taken and %d refused, want at least 1000 and 500", taken, refused)
	}
}
