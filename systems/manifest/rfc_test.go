package manifest_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/hls/rfc"
	"touchline/systems/manifest/index"
)

// protected has the key of a tier and a period for two key systems.
func protected(tier components.Tier, period uint32) manifest.Signal {
	id := [16]byte{0xab, byte(tier), byte(period), byte(period >> 8)}
	return manifest.Signal{
		HLS: []hls.Key{
			{Method: "SAMPLE-AES", URI: fmt.Sprintf("data:,%d-%d", tier, period), Format: "org.w3.clearkey", ID: id},
			{Method: "SAMPLE-AES", URI: fmt.Sprintf("skd://%d-%d", tier, period), Format: "com.apple.streamingkeydelivery", Versions: "1"},
		},
		DASH: []dash.Protection{{System: dash.CBCS, KID: id}},
	}
}

// TestRFC: over random histories every playlist, at every change, is as RFC 8216bis has
// it, and each follows from that before it: the live window, with parts and without,
// as a delta update of any age, the event and its end.
func TestRFC(t *testing.T) {
	for n := range uint64(8) {
		rng := rand.New(rand.NewPCG(n, 10))
		p := presentation(rates[n%4])
		p.Subtitles = &manifest.Rendition{Name: "subtitles", Text: true}
		p.Cadence.Part = []components.PTS{second / 3, second / 2, 2 * second, 0}[(n+n/4)%4]
		if n%8 >= 4 {
			p.Protection = &manifest.Protection{Signal: protected, Period: keyPeriod}
		}
		h := held{t: t, p: p, last: map[string]string{}}
		x := unfold(rng, p, func(x *index.Index) { h.step(x) })
		h.ended(x.View())
		if t.Failed() {
			t.Fatalf("history %d", n)
		}
	}
}

// held holds playlists against the RFC, and against what they were.
type held struct {
	t    *testing.T
	p    *manifest.Presentation
	last map[string]string // by rendition and kind
}

func (h *held) step(x *index.Index) {
	v := x.View()
	if v.End() == v.First() || h.t.Failed() {
		return
	}
	x.Show(v.Since(v.At(v.End()-1).Until()-h.p.Window), 0)
	for _, r := range h.p.All() {
		l := manifest.LivePlaylist(v)
		h.check("live", v, r, l)
		l.LowLatency = true // without parts, too: then it is what else a server does
		before := h.last[r.Name+"low"]
		full := h.check("low", v, r, l)
		l.Delta = true
		delta := h.check("delta", v, r, l)
		h.follows(before, delta)
		h.follows(delta, full)
		h.check("event", v, r, manifest.Playlist{From: v.First(), To: v.End(), Type: hls.Event})
		if r.Pictures() {
			h.check("iframes", v, r, manifest.Playlist{From: v.Live, To: v.End(), IFrames: true})
		}
	}
}

// check renders a playlist, and holds it against the RFC and the one before it.
func (h *held) check(kind string, v *index.View, r *manifest.Rendition, l manifest.Playlist) string {
	var m hls.Media
	h.p.FillMedia(&m, v, r, &l)
	text := string(hls.AppendMedia(nil, &m))
	for _, f := range rfc.Check(text) {
		h.t.Errorf("%s of %s: %v\n%s", kind, r.Name, f, text)
	}
	h.follows(h.last[r.Name+kind], text)
	h.last[r.Name+kind] = text
	return text
}

func (h *held) follows(before, text string) {
	if before == "" {
		return
	}
	for _, f := range rfc.CheckUpdate(before, text) {
		h.t.Errorf("%v\nbefore\n%s\nafter\n%s", f, before, text)
	}
}

// ended holds the end of the stream against the RFC: the event with its end, the whole
// as a recording, and the multivariant playlists.
func (h *held) ended(v *index.View) {
	for _, r := range h.p.All() {
		h.check("event", v, r, manifest.Playlist{From: v.First(), To: v.End(), Type: hls.Event, Ended: true})
		h.check("whole", v, r, manifest.Playlist{From: v.First(), To: v.End(), Type: hls.VOD, Ended: true})
	}
	var m hls.Master
	period := v.At(v.End() - 1).Period
	for _, l := range []manifest.Multivariant{{}, {IFrames: true, Suffix: "?from=1", Keys: []uint32{period, period + 1}}} {
		h.p.FillMaster(&m, &l)
		text := string(hls.AppendMaster(nil, &m))
		for _, f := range rfc.Check(text) {
			h.t.Errorf("%v\n%s", f, text)
		}
	}
}

// TestMultivariantRFC: multivariant playlists are as RFC 8216bis has them, however
// renditions of sound go together with those of pictures.
func TestMultivariantRFC(t *testing.T) {
	surround := []manifest.Rendition{
		{Name: "uhd", Codecs: "hvc1.2.4.L153.B0,ec-3", Audio: "surround", Peak: 18_000_000, Average: 15_000_000, Size: components.Resolution{Width: 3840, Height: 2160}, Tier: components.UHDTier},
		{Name: "audio-surround", Codecs: "ec-3", Audio: "surround", Peak: 400_000, Average: 384_000},
		{Name: "muxed", Codecs: "avc1.64001e,mp4a.40.2", Audio: "in-picture", Peak: 900_000, Average: 800_000, Size: components.Resolution{Width: 640, Height: 360}},
		{Name: "silent", Codecs: "avc1.64001e", Peak: 500_000, Average: 400_000, Size: components.Resolution{Width: 640, Height: 360}},
	}
	for n := range 32 {
		has := func(bit int) bool { return n>>bit&1 == 1 }
		p := presentation(rates[0])
		if p.Renditions = append(p.Renditions, surround...); has(0) {
			p.Language = ""
		}
		if has(1) {
			p.Pathways, p.Steering = []manifest.Pathway{{ID: "a", Base: "https://a/"}, {ID: "b", Base: "https://b/"}}, "/steering"
		}
		if has(2) {
			p.Captions = []manifest.Captions{{Channel: "CC1", Name: "English"}, {Channel: "SERVICE2", Name: "Español"}}
		}
		if has(3) {
			p.Subtitles = &manifest.Rendition{Name: "subtitles", Text: true}
		}
		if has(4) {
			p.Protection = &manifest.Protection{Signal: protected, Period: keyPeriod}
		}
		var m hls.Master
		p.FillMaster(&m, &manifest.Multivariant{IFrames: true, Keys: []uint32{1, 2}})
		text := string(hls.AppendMaster(nil, &m))
		for _, f := range rfc.Check(text) {
			t.Errorf("%05b: %v\n%s", n, f, text)
		}
		if got, err := hls.ParseMaster(text); err != nil || len(got.Variants) != len(m.Variants) || len(got.Audio) != len(m.Audio) || len(got.IFrames) != len(m.IFrames) {
			t.Errorf("%05b: read back %+v, %v", n, got, err)
		}
	}
}
