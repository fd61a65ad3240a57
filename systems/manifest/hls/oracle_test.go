package hls_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/Eyevinn/hls-m3u8/m3u8"

	"touchline/components"
	"touchline/systems/manifest/hls"
)

// TestMediaOracle lets another implementation read random media playlists, and
// compares what it found with what was written.
func TestMediaOracle(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		m := randomMedia(rng)
		text := hls.AppendMedia(nil, m)
		list, kind, err := m3u8.DecodeFrom(bytes.NewReader(text), true)
		if err != nil || kind != m3u8.MEDIA {
			t.Fatalf("kind %v, error %v\n%s", kind, err, text)
		}
		p := list.(*m3u8.MediaPlaylist)
		types := map[hls.PlaylistType]m3u8.MediaType{hls.Live: 0, hls.Event: m3u8.EVENT, hls.VOD: m3u8.VOD}
		if p.TargetDuration != uint(m.Target) || p.SeqNo != m.Sequence || p.DiscontinuitySeq != m.Breaks ||
			p.Closed != m.Ended || p.MediaType != types[m.Type] || p.Map.URI != m.Folder+"/init.mp4" {
			t.Fatalf("head %+v\n%s", p, text)
		}
		if int(p.Count()) != len(m.Segments) {
			t.Fatalf("%d segments, want %d\n%s", p.Count(), len(m.Segments), text)
		}
		for i, want := range m.Segments {
			got := p.Segments[i]
			uri := want.URI
			if uri == "" {
				uri = fmt.Sprintf("%s/%d.m4s", m.Folder, m.Sequence+uint64(i))
			}
			steps := components.PTS(got.Duration*90_000 + 0.5)
			if got.URI != uri || steps != want.Duration || got.Discontinuity != want.Discontinuity || got.Gap != want.Gap {
				t.Fatalf("segment %d %+v, want %+v\n%s", i, got, want, text)
			}
			date := time.Time{}
			if want.Date != 0 {
				date = time.UnixMilli(want.Date)
			}
			if !got.ProgramDateTime.Equal(date) {
				t.Fatalf("segment %d dated %v, want %v\n%s", i, got.ProgramDateTime, date, text)
			}
		}
	}
}

func randomMedia(rng *rand.Rand) *hls.Media {
	m := &hls.Media{
		Type: hls.PlaylistType(rng.IntN(3)), Target: uint16(1 + rng.IntN(20)), Sequence: rng.Uint64N(1 << 40),
		Breaks: rng.Uint64N(1 << 20), Folder: "720p", Ended: rng.IntN(2) == 0,
	}
	for range 1 + rng.IntN(20) {
		s := hls.Segment{
			Duration:      components.PTS(1 + rng.IntN(int(m.Target)*90_000)),
			Discontinuity: rng.IntN(4) == 0, Gap: rng.IntN(4) == 0,
		}
		if rng.IntN(3) == 0 {
			s.URI = fmt.Sprintf("ad/%d.m4s", rng.IntN(1000))
		}
		if rng.IntN(2) == 0 {
			s.Date = rng.Int64N(1 << 42)
		}
		m.Segments = append(m.Segments, s)
	}
	return m
}

// TestMasterOracle does the same with a multivariant playlist.
func TestMasterOracle(t *testing.T) {
	m := ladder()
	list, kind, err := m3u8.DecodeFrom(bytes.NewReader(hls.AppendMaster(nil, m)), true)
	if err != nil || kind != m3u8.MASTER {
		t.Fatalf("kind %v, error %v", kind, err)
	}
	p := list.(*m3u8.MasterPlaylist)
	if !p.IndependentSegments() || len(p.Variants) != len(m.Variants) {
		t.Fatalf("independent %v, %d variants", p.IndependentSegments(), len(p.Variants))
	}
	for i, want := range m.Variants {
		got := p.Variants[i]
		size, frames := "", 0.0
		if want.Size.Width != 0 {
			size, frames = fmt.Sprintf("%dx%d", want.Size.Width, want.Size.Height), 29.97
		}
		if got.URI != want.Folder+".m3u8" || got.Bandwidth != uint32(want.Bandwidth) || got.AverageBandwidth != uint32(want.Average) ||
			got.Codecs != want.Codecs || got.Resolution != size || got.FrameRate != frames || got.Audio != want.Audio || got.Captions != "NONE" {
			t.Errorf("variant %d %+v, want %+v", i, got.VariantParams, want)
		}
	}
	for _, a := range p.Variants[0].Alternatives {
		want := m.Audio[0]
		if a.Type != "AUDIO" || a.GroupId != want.Group || a.Name != want.Name || a.Language != want.Language ||
			a.URI != want.Folder+".m3u8" || !a.Default || !a.Autoselect ||
			a.Channels == nil || a.Channels.Amount != int(want.Channels) {
			t.Errorf("audio %+v, want %+v", a, want)
		}
	}
	if n := len(p.Variants[0].Alternatives); n != 1 {
		t.Errorf("%d audio renditions, want 1", n)
	}
}
