package qoe_test

import (
	"flag"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/qoe"
)

var histories = flag.Int("histories", 100, "random histories of beacons to compare with the reference")

// place is where a beacon is added up.
type place struct {
	stream         components.Row
	window         int64
	route, variant int
}

// reference keeps every beacon there was in plain maps, and adds up when it is asked.
type reference struct {
	cfg      qoe.Config
	sessions map[components.Row][]beacon // of each viewer, those of its session
	cells    map[place][]sample
	refused  map[components.Row]uint32
}

// sample is a beacon with the time since the last one in ms; 0 if a session begins.
type sample struct {
	components.Quality
	elapsed uint64
}

// add takes in a beacon in the tick at now, of a viewer in a region.
func (f *reference) add(now components.PTS, b beacon, region int) {
	stream, q := b.viewer/viewers, b.says
	session := f.sessions[b.viewer]
	late := len(session) > 0 && b.at <= session[len(session)-1].at
	switch {
	case late, b.at >= now+tick, int(b.cdn) >= f.cfg.CDNs, region >= f.cfg.Regions, b.rendition >= renditions,
		q.Bitrate < 1, q.Bitrate > 1_000_000, q.Buffer > 3_600_000, q.Rebuffered > 3_600_000, q.Startup > 3_600_000:
		f.refused[stream]++
		return
	}
	var elapsed uint64
	if len(session) > 0 && q.Startup == 0 && b.at-session[len(session)-1].at <= f.cfg.Length {
		elapsed = max(uint64(b.at-session[len(session)-1].at)/90, 1)
	} else {
		session = nil
	}
	f.sessions[b.viewer] = append(session, b)
	p := place{stream, int64(now / f.cfg.Length), int(b.cdn)*f.cfg.Regions + region, int(b.rendition)}
	f.cells[p] = append(f.cells[p], sample{q, elapsed})
}

// tally adds up a window of a stream.
func (f *reference) tally(stream components.Row, window int64) *qoe.Tally {
	t := qoe.NewTally(f.cfg.Routes(), renditions)
	for p, samples := range f.cells {
		if p.stream != stream || p.window != window {
			continue
		}
		route := &t.Routes[p.route]
		for _, s := range samples {
			route.Cells[p.variant].Add(s.cell())
			for m, value := range s.values() {
				route.Spread[m][bucketOf(m, value)]++
			}
		}
	}
	return t
}

func (s *sample) cell() qoe.Cell {
	c := qoe.Cell{Beacons: 1, Bitrate: uint64(s.Bitrate), Buffer: uint64(s.Buffer), Startup: uint64(s.Startup), Elapsed: s.elapsed}
	if s.elapsed > 0 {
		c.Rebuffered = min(uint64(s.Rebuffered), s.elapsed)
	}
	if s.Startup > 0 {
		c.Startups = 1
	}
	return c
}

// values are what a beacon tells of each measure.
func (s *sample) values() map[components.Measure]uint32 {
	v := map[components.Measure]uint32{components.BitrateMeasure: s.Bitrate, components.BufferMeasure: s.Buffer}
	if s.elapsed > 0 {
		rebuffered := min(uint64(s.Rebuffered), s.elapsed)
		v[components.RebufferMeasure] = uint32((rebuffered*1000 + s.elapsed/2) / s.elapsed)
	}
	if s.Startup > 0 {
		v[components.StartupMeasure] = s.Startup
	}
	return v
}

// bucketOf looks through all buckets.
func bucketOf(m components.Measure, value uint32) int {
	for b := range components.Buckets {
		if _, greatest := qoe.Bounds(m, b); value <= greatest {
			return b
		}
	}
	return components.Buckets - 1
}

// random returns a beacon of the tick at now, which is bad now and then.
func random(rng *rand.Rand, now components.PTS, streams int) beacon {
	b := beacon{
		viewer: components.Row(rng.IntN(streams * viewers)), at: now + components.PTS(rng.IntN(int(tick))),
		cdn: uint8(rng.IntN(2)), rendition: uint8(rng.IntN(renditions)),
		says: components.Quality{Bitrate: 1 << rng.IntN(17), Buffer: uint32(rng.IntN(40_000)), Rebuffered: uint32(rng.IntN(4000))},
	}
	b.says.Bitrate += uint32(rng.IntN(500))
	if rng.IntN(8) == 0 {
		b.says.Startup = uint32(rng.IntN(5000))
	}
	switch rng.IntN(60) {
	case 0:
		b.cdn = 2
	case 1:
		b.rendition = renditions
	case 2:
		b.says.Bitrate = 0
	case 3:
		b.says.Buffer = qoe.MaxTime + 1
	case 4:
		b.at -= components.PTS(rng.IntN(int(20 * second)))
	case 5:
		b.at += tick
	}
	return b
}

// TestReference drives streams through random histories, several beacons in a tick,
// and compares windows, playback and what was refused with the reference.
func TestReference(t *testing.T) {
	const streams = 3
	bad := uint32(0)
	for n := range uint64(*histories) {
		rng := rand.New(rand.NewPCG(n, 7))
		cfg := qoe.Config{CDNs: 2, Regions: 3, Length: second * components.PTS(1+rng.IntN(40))}
		r, s := newRun(t, cfg, streams), newSystem(t, cfg)
		f := &reference{cfg, map[components.Row][]beacon{}, map[place][]sample{}, map[components.Row]uint32{}}
		for now := components.Tick(0); now < 2000; now += components.Tick(1 + rng.IntN(60)) {
			var list []beacon
			for range rng.IntN(9) {
				list = append(list, random(rng, components.PTS(now)*tick, streams))
			}
			ecstest.Tick(r, now, deliver(list...), s)
			for _, b := range list {
				f.add(r.Now.PTS, b, int(*components.ViewerRegion.At(r, b.viewer)))
			}
			for stream := range components.Row(streams) {
				window := cfg.Window(r.Now.PTS)
				if got, want := tally(r, cfg, stream, window), f.tally(stream, window); !reflect.DeepEqual(got, want) {
					t.Fatalf("history %d, tick %d, stream %d:\n got %v\nwant %v", n, now, stream, got, want)
				}
			}
		}
		for stream := range components.Row(streams) {
			if got := components.StreamRefused.Of(r)[stream]; got != f.refused[stream] {
				t.Fatalf("history %d, stream %d: %d refused, want %d", n, stream, got, f.refused[stream])
			}
			bad += f.refused[stream]
		}
		for _, viewer := range slices.Sorted(maps.Keys(f.sessions)) {
			f.check(t, r, viewer)
		}
	}
	if bad < uint32(*histories) {
		t.Errorf("only %d bad beacons in %d histories", bad, *histories)
	}
}

// check compares what is kept of a viewer with its session.
func (f *reference) check(t *testing.T, r *ecs.Run, viewer components.Row) {
	t.Helper()
	session := f.sessions[viewer]
	want := components.Playback{Startup: session[0].says.Startup, Beacons: uint16(len(session))}
	bitrate, ratio := float64(session[0].says.Bitrate), 0.0
	for i, b := range session[1:] {
		elapsed := max(uint64(b.at-session[i].at)/90, 1)
		rebuffered := min(uint64(b.says.Rebuffered), elapsed)
		want.Rebuffered += uint32(rebuffered)
		share := 1000 * float64(rebuffered) / float64(elapsed)
		if i == 0 {
			ratio = share
		}
		ratio += (share - ratio) / 4
		bitrate += (float64(b.says.Bitrate) - bitrate) / 4
	}
	got := components.ViewerViewing.At(r, viewer).Playback
	if off := float64(got.Bitrate) - bitrate; off < -4 || off > 1 {
		t.Errorf("viewer %d: bitrate %d, want %.1f", viewer, got.Bitrate, bitrate)
	}
	if off := float64(got.Ratio) - ratio; off < -4 || off > 1 {
		t.Errorf("viewer %d: ratio %d, want %.1f", viewer, got.Ratio, ratio)
	}
	got.Bitrate, got.Ratio = 0, 0
	if got != want {
		t.Errorf("viewer %d: %+v, want %+v", viewer, got, want)
	}
}
