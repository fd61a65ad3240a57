package bench

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"testing"

	"touchline/bench/reference"
	"touchline/components"
	"touchline/systems/drm"
)

// TestWindows: at the end both sides' windows hold the same segments, of the same
// sizes: what a push returns does not tell.
func TestWindows(t *testing.T) {
	const streams = 20
	row, _, _ := Select([]string{"abr-segment-push"})
	c := start(t, row[0], newWorkload(3, streams))
	if _, err := c.run(inShuffledOrder, false); err != nil {
		t.Fatal(err)
	}
	o := c.ours
	for i := range streams {
		window := c.theirs.abr.Window(streamID(i))
		if got := int(components.StreamLive.Of(o)[i].Count); got != len(window) || got < slots-2 {
			t.Fatalf("stream %d: %d segments, the reference has %d", number(i), got, len(window))
		}
		for k, s := range window {
			slot := int((components.StreamLive.Of(o)[i].Sequence+uint64(k))%slots)*o.Plane(components.Segment) + i
			start, size := components.SegmentMedia.Of(o)[slot].Start, components.PayloadBytes.Of(o)[slot*len(ladder):][:len(ladder)]
			if start != s.Start || !slices.Equal(size, s.Bytes) {
				t.Fatalf("stream %d, segment %d: begins at %d, of %v bytes; that of the reference at %d, of %v",
					number(i), k, start, size, s.Start, s.Bytes)
			}
		}
		if best := c.best.Window(reference.Handle(i)); !reflect.DeepEqual(best, window) {
			t.Fatalf("stream %d: %+v, that of the best is %+v", number(i), window, best)
		}
	}
}

// TestTokens: what the reference sends a player is, byte for byte, what the engine
// would send.
func TestTokens(t *testing.T) {
	row, _, _ := Select([]string{"drm-license"})
	load := newWorkload(1, int(components.Tiers))
	c := start(t, row[0], load)
	if _, err := c.run(inIndexOrder, false); err != nil {
		t.Fatal(err)
	}
	system, err := drm.New(licenses(load))
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.theirs.answers.grants {
		want := system.AppendGrant(nil, drm.TermsOf(c.ours, components.Row(i)))
		if got := c.theirs.answers.grants[i].Token; !bytes.Equal(got, want) || len(got) != drm.GrantSize {
			t.Errorf("tier %v: token\n%x, want\n%x", tier(i), got, want)
		}
	}
}

// TestRefusals: the reference refuses what the engine refuses, though the workload
// asks for none of it.
func TestRefusals(t *testing.T) {
	const id = "s"
	w := reference.NewWagering(1)
	w.Add(id, 0, 3)
	e := reference.Event{Cause: components.Cause{Seq: 3, Kind: components.Shot}}
	if _, _, ok, err := w.Push(id, 0, &e); ok || err != nil {
		t.Error("an event that had come before made a record")
	}
	e.Cause.Seq = 4
	if r, _, ok, err := w.Push(id, 0, &e); !ok || err != nil || r.Sequence != 4 {
		t.Errorf("the next event made record %d, want 4", r.Sequence)
	}

	a := reference.NewABR(reference.WindowConfig{Window: 1, Target: 2, KeyEvery: 1, Slots: 9}, 1)
	a.Add(id)
	for _, tt := range []struct {
		start  components.PTS
		length uint32
		ok     bool
	}{{0, 180_000, true}, {0, 180_000, false}, {180_000, 0, false}, {180_000, 225_000, false}, {180_000, 224_999, true}} {
		if _, ok, err := a.Push(id, reference.Segment{Start: tt.start, Length: tt.length}); ok != tt.ok || err != nil {
			t.Errorf("segment at %d of %d: registered %v, want %v", tt.start, tt.length, ok, tt.ok)
		}
	}

	d := reference.NewDeepfake(detectors(), 4, 1)
	d.Add(id)
	for _, tt := range []struct {
		at components.PTS
		ok bool
	}{{10, true}, {10, false}, {11, true}} {
		if _, ok, err := d.Submit(id, tt.at, components.Verdict{}); ok != tt.ok || err != nil {
			t.Errorf("frame at %d: taken %v, want %v", tt.at, ok, tt.ok)
		}
	}

	l := reference.NewDRM(licenses(newWorkload(1, 1)), 3)
	l.Add("late", 1, l.AddStream(1, ""), reference.Rights{Until: 5}, 0)
	l.Add("early", 2, l.AddStream(1, ""), reference.Rights{From: 6, Until: 9}, 0)
	l.Add("abroad", 3, l.AddStream(1, "GB"), reference.Rights{Until: 9, Territory: "FR"}, 0)
	for id, want := range map[string]components.GrantResult{
		"late": components.RefusedWindow, "early": components.RefusedWindow, "abroad": components.RefusedTerritory,
	} {
		if g, err := l.Renew(id, 5, reference.Request{}); g.Result != want || g.Token != nil || err != nil {
			t.Errorf("%s: %v, %d bytes; want %v and none", id, g.Result, len(g.Token), want)
		}
	}
}

func TestUnknown(t *testing.T) {
	const id = "stream-000009"
	_, _, _, wagering := reference.NewWagering(0).Push(id, 0, &reference.Event{})
	_, director := reference.NewDirector(sports(), period, 0).Tick(id, 0, reference.Moment{}, reference.Signal{})
	_, _, abr := reference.NewABR(reference.WindowConfig{}, 0).Push(id, reference.Segment{})
	_, _, deepfake := reference.NewDeepfake(detectors(), scores, 0).Submit(id, 0, components.Verdict{})
	_, license := reference.NewDRM(licenses(newWorkload(1, 1)), 0).Renew(id, 0, reference.Request{})
	_, _, quality := reference.NewQoE(streaming(), 0).Submit(id, 0, period, reference.Beacon{})
	_, manifest := reference.NewManifest(0).Master(id)
	for i, err := range []error{wagering, director, abr, deepfake, license, manifest, quality} {
		if !errors.Is(err, reference.ErrUnknown) {
			t.Errorf("service %d: error = %v, want %v", i, err, reference.ErrUnknown)
		}
	}
	if got, want := wagering.Error(), `stream "stream-000009": unknown`; got != want {
		t.Errorf("message = %q, want %q", got, want)
	}
}
