package manifest_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
)

// TestRendererIsCurrent checks over a random history that a Renderer's playlists
// are those of the columns, though streams move from row to row.
func TestRendererIsCurrent(t *testing.T) {
	b := newBroadcast(t, 8)
	r, fans := b.renderer(), manifest.FansOf(b.Schema())
	rng := rand.New(rand.NewPCG(5, 6))
	for n := range 300 {
		var streams []components.Row
		for s := range components.Row(b.Len(components.Stream)) {
			if rng.IntN(3) == 0 {
				streams = append(streams, s)
			}
		}
		if len(streams) > 0 && rng.IntN(10) == 0 {
			*components.RenditionPeak.At(b, b.rendition(streams[0], 1)) += 1000
		}
		b.tick(n, streams...)
		if n%50 == 49 {
			gone := components.Row(rng.IntN(b.Len(components.Stream)))
			r.Forget(*components.StreamNumber.At(b, gone))
			b.Remove(components.Stream, b.Entity(components.Stream, gone))
		}
		for s := range components.Row(b.Len(components.Stream)) {
			var want []byte
			if *components.StreamMaster.At(b, s) > 0 {
				want = manifest.AppendMaster(nil, b, s, fans, b.symbols.Text)
			}
			got, generation := r.Master(b, s)
			if !bytes.Equal(got, want) || generation != *components.StreamMaster.At(b, s) {
				t.Fatalf("tick %d, row %d: generation %d\n%swant\n%s", n, s, generation, got, want)
			}
			for k := range fans.Renditions {
				want := manifest.AppendMedia(nil, b, s, k, fans, b.symbols.Text)
				if got, _ := r.Media(b, s, k); !bytes.Equal(got, want) {
					t.Fatalf("tick %d, row %d, rendition %d:\n%swant\n%s", n, s, k, got, want)
				}
			}
		}
	}
}

// TestRendererRendersOnce checks that a playlist is rendered when it has changed,
// and only then: a change that is not announced is not seen.
func TestRendererRendersOnce(t *testing.T) {
	b := newBroadcast(t, 1)
	r := b.renderer()
	b.tick(0, 0)
	first, generation := r.Media(b, 0, 0)
	was := string(first)
	if generation != 1 || was == "" {
		t.Fatalf("generation %d: %q", generation, was)
	}
	*components.StreamTarget.At(b, 0) = 9
	if again, _ := r.Media(b, 0, 0); string(again) != was {
		t.Errorf("rendered again:\n%s", again)
	}
	b.tick(1, 0)
	if again, generation := r.Media(b, 0, 0); string(again) == was || generation != 2 {
		t.Errorf("generation %d, not rendered again:\n%s", generation, again)
	}
}

// TestForget checks that a stream's playlists are rendered afresh after it.
func TestForget(t *testing.T) {
	b := newBroadcast(t, 1)
	r := b.renderer()
	b.tick(0, 0)
	media, master := string(must(r.Media(b, 0, 5))), string(must(r.Master(b, 0)))
	*components.StreamTarget.At(b, 0)++
	*components.RenditionPeak.At(b, 0)++
	r.Forget(1)
	if again := must(r.Media(b, 0, 5)); string(again) == media {
		t.Error("media playlist not forgotten")
	}
	if again := must(r.Master(b, 0)); string(again) == master {
		t.Error("multivariant playlist not forgotten")
	}
}

func must(text []byte, _ uint32) []byte { return text }

// TestNothingToRender checks what there is before the first segment, and where
// there is no rendition.
func TestNothingToRender(t *testing.T) {
	b := newBroadcast(t, 1)
	r := b.renderer()
	if text, generation := r.Master(b, 0); text != nil || generation != 0 {
		t.Errorf("before the first segment: master %d, %q", generation, text)
	}
	if text, generation := r.Media(b, 0, 0); text != nil || generation != 0 {
		t.Errorf("before the first segment: media %d, %q", generation, text)
	}
	b.tick(0, 0)
	for _, tt := range []struct {
		k    int
		want bool
	}{{-1, false}, {0, true}, {5, true}, {6, false}, {7, false}} {
		if text, generation := r.Media(b, 0, tt.k); (text != nil) != tt.want || (generation != 0) != tt.want {
			t.Errorf("rendition %d: generation %d, %q", tt.k, generation, text)
		}
	}
}

// TestTimesAgree checks what players rely on: the date of a segment, plus the
// durations up to another, is the date of that other, to a millisecond, however
// long the broadcast.
func TestTimesAgree(t *testing.T) {
	b := newBroadcast(t, 1)
	r := b.renderer()
	frames := components.Rate{Num: 24_000, Den: 1001} // 3753.75 steps a frame: segments differ by one
	var first int64                                   // date of the first segment
	var since components.PTS
	for n := range 5000 {
		at, end := frames.At(int64(49*n)), frames.At(int64(49*n+49))
		ecstest.Tick(b.Run, components.Tick(n), func(*ecs.Run) { b.enter(0, at, end-at, 0) }, b.system)
		m, err := hls.ParseMedia(string(must(r.Media(b, 0, 0))))
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			first = m.Segments[0].Date
		}
		if got, want := m.Segments[0].Date, manifest.Date(first, since); got != want {
			t.Fatalf("segment %d is dated %d ms, want %d", m.Sequence, got, want)
		}
		if len(m.Segments) == 3 {
			since += m.Segments[0].Duration // it leaves with the next
		}
	}
}

func TestRendererAllocatesNothing(t *testing.T) {
	b := newBroadcast(t, 1)
	r := b.renderer()
	n := 0
	render := func() {
		*components.RenditionPeak.At(b, 0)++
		b.tick(n, 0)
		n++
		for range 2 {
			r.Master(b, 0)
			r.Media(b, 0, 0)
		}
	}
	for range 200 { // the numbers in it grow, and so does the text
		render()
	}
	if got := testing.AllocsPerRun(100, render); got != 0 {
		t.Errorf("rendering allocates %v times, want 0", got)
	}
}

// BenchmarkRenderer measures playlists that have changed, and one that has not.
func BenchmarkRenderer(b *testing.B) {
	m := newBroadcast(b, 1)
	r := m.renderer()
	m.tick(0, 0)
	m.tick(1, 0)
	m.tick(2, 0)
	b.Run("master", func(b *testing.B) {
		for b.Loop() {
			*components.StreamMaster.At(m, 0)++
			r.Master(m, 0)
		}
	})
	b.Run("media", func(b *testing.B) {
		for b.Loop() {
			*components.StreamAnnounced.At(m, 0)++
			r.Media(m, 0, 1)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		for b.Loop() {
			r.Media(m, 0, 1)
		}
	})
}
