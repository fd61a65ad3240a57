package qoe_test

import (
	"fmt"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
)

// everyStream delivers a beacon of one viewer of each stream, of another in each tick.
func everyStream(r *ecs.Run) {
	n := r.Len(components.Stream)
	r.Append(components.Beacon, n)
	viewer, report := components.BeaconViewer.Of(r), components.BeaconReport.Of(r)
	for i := range viewer {
		k := uint32(r.Now.Tick) + uint32(i)
		viewer[i] = components.Row(i*viewers + int(r.Now.Tick)%viewers)
		report[i] = components.PlayReport{
			Quality:  components.Quality{Bitrate: 400 + k*97%9000, Buffer: k * 131 % 30_000, Rebuffered: k * 17 % 300},
			Received: r.Now.PTS, CDN: k % 2, Rendition: k % renditions,
		}
	}
}

func TestAccess(t *testing.T) {
	r, s := newRun(t, two, 3), newSystem(t, two)
	for n := range components.Tick(20) {
		ecstest.SetNow(r, n*90) // windows end, too
		r.Clear()
		if n%5 > 0 {
			everyStream(r)
			deliver(beacon{viewer: 2, at: -1, says: plays}, beacon{viewer: 1, cdn: 9})(r)
		}
		ecstest.CheckAccess(t, r, s)
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	r, s := newRun(t, two, 64), newSystem(t, two)
	n := components.Tick(0)
	if n := testing.AllocsPerRun(2500, func() { ecstest.Tick(r, n, everyStream, s); n++ }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}

// BenchmarkRun measures a tick in which one viewer of each stream sends a beacon.
func BenchmarkRun(b *testing.B) {
	for _, streams := range []int{1, 64, 1024} {
		b.Run(fmt.Sprintf("streams=%d", streams), func(b *testing.B) {
			r, s := newRun(b, two, streams), newSystem(b, two)
			n := components.Tick(0)
			for b.Loop() {
				ecstest.Tick(r, n, everyStream, s)
				n++
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*streams), "ns/beacon")
		})
	}
}
