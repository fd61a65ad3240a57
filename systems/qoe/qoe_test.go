package qoe_test

import (
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs/ecstest"
	"touchline/systems/qoe"
)

// TestPlayback: what is kept of a viewer after beacons, the last of which decides.
func TestPlayback(t *testing.T) {
	q := func(bitrate, rebuffered, startup uint32) components.Quality {
		return components.Quality{Bitrate: bitrate, Buffer: 8000, Rebuffered: rebuffered, Startup: startup}
	}
	type says struct {
		at components.PTS
		q  components.Quality
	}
	tests := []struct {
		name    string
		beacons []says
		want    components.Playback
		elapsed uint64 // ms of all beacons
	}{
		{"first", []says{{10 * second, q(3000, 900, 700)}}, components.Playback{Startup: 700, Bitrate: 3000, Beacons: 1}, 0},
		{"first, without a startup", []says{{10 * second, q(3000, 900, 0)}}, components.Playback{Bitrate: 3000, Beacons: 1}, 0},
		{
			"second", []says{{0, q(3000, 0, 700)}, {10 * second, q(5000, 1000, 0)}},
			components.Playback{Startup: 700, Bitrate: 3500, Ratio: 100, Rebuffered: 1000, Beacons: 2}, 10_000,
		},
		{
			"third", []says{{0, q(3000, 0, 0)}, {10 * second, q(3000, 1000, 0)}, {20 * second, q(2000, 3000, 0)}},
			components.Playback{Bitrate: 2750, Ratio: 150, Rebuffered: 4000, Beacons: 3}, 20_000,
		},
		{
			"ratio rounded half up", []says{{0, q(3000, 0, 0)}, {2 * second, q(3000, 1, 0)}},
			components.Playback{Bitrate: 3000, Ratio: 1, Rebuffered: 1, Beacons: 2}, 2000,
		},
		{
			"ratio rounded down", []says{{0, q(3000, 0, 0)}, {2*second + 90, q(3000, 1, 0)}},
			components.Playback{Bitrate: 3000, Ratio: 0, Rebuffered: 1, Beacons: 2}, 2001,
		},
		{
			"waited all the time", []says{{0, q(3000, 0, 0)}, {second, q(3000, 1001, 0)}},
			components.Playback{Bitrate: 3000, Ratio: 1000, Rebuffered: 1000, Beacons: 2}, 1000,
		},
		{
			"a moment later", []says{{0, q(3000, 0, 0)}, {1, q(3000, 9, 0)}},
			components.Playback{Bitrate: 3000, Ratio: 1000, Rebuffered: 1, Beacons: 2}, 1,
		},
		{
			"a new session", []says{{0, q(3000, 0, 700)}, {second, q(3000, 100, 0)}, {2 * second, q(2000, 100, 300)}},
			components.Playback{Startup: 300, Bitrate: 2000, Beacons: 1}, 1000,
		},
		{
			"silent for a window", []says{{0, q(3000, 0, 700)}, {60 * second, q(3000, 600, 0)}},
			components.Playback{Startup: 700, Bitrate: 3000, Ratio: 10, Rebuffered: 600, Beacons: 2}, 60_000,
		},
		{
			"silent for longer", []says{{0, q(3000, 0, 700)}, {60*second + 1, q(3000, 600, 0)}},
			components.Playback{Bitrate: 3000, Beacons: 1}, 0,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, s := newRun(t, two, 2), newSystem(t, two)
			const viewer = viewers + 1 // in region 1
			sum := qoe.NewTally(two.Routes(), renditions)
			for _, b := range tt.beacons {
				ecstest.Tick(r, at(b.at), deliver(beacon{viewer, b.at, 1, 2, b.q}), s)
				one := tally(r, two, 1, two.Window(r.Now.PTS))
				if two.Window(b.at) != two.Window(tt.beacons[0].at) {
					one.Add(sum) // the window before it
				}
				sum = one
			}
			if got := components.ViewerViewing.At(r, viewer).Playback; got != tt.want {
				t.Errorf("playback %+v, want %+v", got, tt.want)
			}
			cell := sum.Routes[1*3+1].Cells[2]
			if all := sum.Total(); all != cell || all.Beacons != uint64(len(tt.beacons)) || all.Elapsed != tt.elapsed {
				t.Errorf("all cells %+v, the beacons' own %+v; want %d beacons over %d ms", all, cell, len(tt.beacons), tt.elapsed)
			}
			if got := components.StreamRefused.Of(r)[1]; got != 0 {
				t.Errorf("%d refused, want none", got)
			}
		})
	}
}

// TestBad: what cannot be is counted, and does no harm.
func TestBad(t *testing.T) {
	good := beacon{viewer: 1, at: 20 * second, cdn: 1, rendition: 2, says: plays}
	change := func(change func(*beacon)) beacon {
		b := good
		change(&b)
		return b
	}
	says := func(q components.Quality) beacon { return change(func(b *beacon) { b.says = q }) }
	tests := []struct {
		name string
		b    beacon
		ok   bool
	}{
		{"good", good, true},
		{"least bitrate", says(components.Quality{Bitrate: 1}), true},
		{"no bitrate", says(components.Quality{Buffer: 1}), false},
		{"greatest bitrate", says(components.Quality{Bitrate: qoe.MaxBitrate}), true},
		{"too much", says(components.Quality{Bitrate: qoe.MaxBitrate + 1}), false},
		{"longest buffer", says(components.Quality{Bitrate: 1, Buffer: qoe.MaxTime}), true},
		{"too long a buffer", says(components.Quality{Bitrate: 1, Buffer: qoe.MaxTime + 1}), false},
		{"longest wait", says(components.Quality{Bitrate: 1, Rebuffered: qoe.MaxTime}), true},
		{"too long a wait", says(components.Quality{Bitrate: 1, Rebuffered: qoe.MaxTime + 1}), false},
		{"longest startup", says(components.Quality{Bitrate: 1, Startup: qoe.MaxTime}), true},
		{"too long a startup", says(components.Quality{Bitrate: 1, Startup: qoe.MaxTime + 1}), false},
		{"unknown CDN", change(func(b *beacon) { b.cdn = 2 }), false},
		{"unknown rendition", change(func(b *beacon) { b.rendition = renditions }), false},
		{"unknown region", change(func(b *beacon) { b.viewer = 2 }), false},
		{"no audience", change(func(b *beacon) { b.viewer = viewers }), false},
		{"end of the tick", change(func(b *beacon) { b.at += tick - 1 }), true},
		{"the next tick", change(func(b *beacon) { b.at += tick }), false},
		{"again", change(func(b *beacon) { b.at = 10 * second }), false},
		{"just after the last", change(func(b *beacon) { b.at = 10*second + 1 }), true},
		{"a session that began before the last", change(func(b *beacon) { b.at, b.says.Startup = 10*second, 500 }), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, s := newRun(t, two, 2), newSystem(t, two)
			*components.StreamAudience.At(r, 1) = components.NoRow
			*components.ViewerRegion.At(r, 2) = 3
			ecstest.Tick(r, at(10*second), deliver(beacon{viewer: 1, at: 10 * second, says: plays}), s)
			before := *components.ViewerViewing.At(r, tt.b.viewer)
			ecstest.Tick(r, at(20*second), deliver(tt.b), s)

			stream, want := tt.b.viewer/viewers, uint32(1)
			if tt.ok {
				want = 0
			}
			if got := components.StreamRefused.Of(r)[stream]; got != want {
				t.Errorf("%d refused, want %d", got, want)
			}
			all := tally(r, two, 0, 0).Total()
			if got := all.Beacons; got != uint64(2-want) {
				t.Errorf("%d beacons, want %d", got, 2-want)
			}
			if changed := *components.ViewerViewing.At(r, tt.b.viewer) != before; changed != tt.ok {
				t.Errorf("what is kept of the viewer changed: %v, want %v", changed, tt.ok)
			}
		})
	}
}

// TestWindow: a window begins with the first beacon in it, and until then the last one
// is there to be read.
func TestWindow(t *testing.T) {
	r, s := newRun(t, two, 2), newSystem(t, two)
	send := func(t components.PTS, viewer components.Row) {
		ecstest.Tick(r, at(t), deliver(beacon{viewer: viewer, at: t, says: plays}), s)
	}
	count := func(window int64) uint64 { c := tally(r, two, 0, window).Total(); return c.Beacons }
	send(0, 0)
	send(60*second-tick, 0)
	if got := count(0); got != 2 {
		t.Errorf("%d beacons in the first minute, want 2", got)
	}
	send(60*second, viewers) // of the other stream
	ecstest.Tick(r, at(61*second), nil, s)
	if count(0) != 2 || count(1) != 0 {
		t.Errorf("%d and %d beacons, want 2 of the first minute, as there was none yet in the second", count(0), count(1))
	}
	send(62*second, 0)
	if count(0) != 0 || count(1) != 1 {
		t.Errorf("%d and %d beacons, want 1 of the second minute", count(0), count(1))
	}
	h := &tally(r, two, 0, 1).Routes[0].Spread
	if n := h[components.BitrateMeasure].Count(); n != 1 {
		t.Errorf("%d beacons in a histogram, want 1", n)
	}
	for _, tt := range []struct {
		t    components.PTS
		want int64
	}{{-60*second - 1, -2}, {-60 * second, -1}, {-1, -1}, {0, 0}, {60*second - 1, 0}, {60 * second, 1}} {
		if got := two.Window(tt.t); got != tt.want {
			t.Errorf("%d is in window %d, want %d", tt.t, got, tt.want)
		}
	}
}

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		name string
		cfg  qoe.Config
		want string
	}{
		{"default", qoe.Default(), ""},
		{"most CDNs", qoe.Config{CDNs: 64, Regions: 1, Length: second}, ""},
		{"too many CDNs", qoe.Config{CDNs: 65, Regions: 1, Length: second}, "CDNs 65: must be from 1 to 64"},
		{"no region", qoe.Config{CDNs: 1, Length: 3600 * second}, "regions 0: must be from 1 to 64"},
		{"most pairs", qoe.Config{CDNs: 8, Regions: 8, Length: 3600 * second}, ""},
		{"too many pairs", qoe.Config{CDNs: 5, Regions: 13, Length: second}, "5 CDNs in 13 regions: must be at most 64 pairs"},
		{"too short", qoe.Config{CDNs: 1, Regions: 1, Length: second - 1}, "window 999.988888ms: must be from 1s to 1h0m0s"},
		{"too long", qoe.Config{CDNs: 1, Regions: 1, Length: 3600*second + 1}, "window 1h0m0.000011111s: must be from 1s to 1h0m0s"},
		{"two faults", qoe.Config{CDNs: -1, Regions: 1}, "CDNs -1: must be from 1 to 64\nwindow 0s: must be from 1s to 1h0m0s"},
	} {
		got := ""
		if _, err := qoe.New(tt.cfg); err != nil {
			got = strings.TrimPrefix(err.Error(), "qoe: ")
		}
		if got != tt.want {
			t.Errorf("%s: error %q, want %q", tt.name, got, tt.want)
		}
	}
}
