package manifest_test

import (
	"fmt"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/internal/golden"
	"touchline/systems/manifest"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/hls/rfc"
)

const (
	second = components.PTSPerSecond
	// kickoff is 2022-12-18T15:00:00.000Z, the wall clock at PTS 0.
	kickoff = 1_671_375_600_000
)

// broadcast is a match with some streams, and the text of symbols.
type broadcast struct {
	*ecs.Run
	symbols *ecs.Symbols
	system  *manifest.System
}

// newBroadcast has streams of six renditions, the last of them sound alone.
func newBroadcast(t testing.TB, streams int) *broadcast {
	r := ecstest.NewRun(t, ecs.Fans{components.Segment: 5, components.Rendition: 7}, ecs.Rows{components.Stream: streams})
	b := &broadcast{r, ecs.NewSymbols(), manifest.New()}
	fixture := ecstest.Create(t, r, components.Fixture, 1)
	*components.FixtureWall.At(r, fixture) = kickoff
	for n := range streams {
		s := ecstest.Create(t, r, components.Stream, components.Number(n+1))
		*components.StreamFixture.At(r, s) = fixture
		*components.StreamLanguage.At(r, s) = b.symbols.Of("en")
		*components.StreamFrames.At(r, s) = components.Rate{Num: 30_000, Den: 1001}
		b.ladder(s)
	}
	return b
}

func (b *broadcast) ladder(s components.Row) {
	for k, q := range []struct {
		name, codecs  string
		peak, average components.Bitrate
		w, h          uint16
	}{
		{"2160p", "hvc1.2.4.L153.B0,mp4a.40.2", 18_000_000, 15_000_000, 3840, 2160},
		{"1080p", "avc1.640028,mp4a.40.2", 7_800_000, 6_500_000, 1920, 1080},
		{"720p", "avc1.64001f,mp4a.40.2", 4_200_000, 3_500_000, 1280, 720},
		{"540p", "avc1.64001f,mp4a.40.2", 2_400_000, 2_000_000, 960, 540},
		{"360p", "avc1.64001e,mp4a.40.2", 1_200_000, 1_000_000, 640, 360},
		{"audio", "mp4a.40.2", 140_000, 128_000, 0, 0},
	} {
		at := b.rendition(s, k)
		*components.RenditionName.At(b, at) = b.symbols.Of(q.name)
		*components.RenditionCodecs.At(b, at) = b.symbols.Of(q.codecs)
		*components.RenditionAudio.At(b, at) = b.symbols.Of("main")
		*components.RenditionPeak.At(b, at) = q.peak
		*components.RenditionAverage.At(b, at) = q.average
		*components.RenditionSize.At(b, at) = components.Resolution{Width: q.w, Height: q.h}
	}
}

func (b *broadcast) rendition(s components.Row, k int) components.Row {
	return s*components.Row(b.Schema().Fan(components.Rendition)) + components.Row(k)
}

// enter tells of a segment of stream s.
func (b *broadcast) enter(s components.Row) {
	*components.EntryStream.At(b, b.Append(components.Entry, 1)) = s
}

// tick runs tick n, in which each of the given streams has a segment.
func (b *broadcast) tick(n int, streams ...components.Row) {
	ecstest.Tick(b.Run, components.Tick(n), func(*ecs.Run) {
		for _, s := range streams {
			b.enter(s)
		}
	}, b.system)
}

// master is the multivariant playlist of stream 0.
func (b *broadcast) master() []byte {
	p := manifest.PresentationOf(b, 0, manifest.FansOf(b.Schema()), b.symbols.Text)
	p.Cadence.Frames = *components.StreamFrames.At(b, 0)
	var m hls.Master
	p.FillMaster(&m, &manifest.Multivariant{})
	return hls.AppendMaster(nil, &m)
}

func TestMaster(t *testing.T) {
	golden.Check(t, "master.m3u8", newBroadcast(t, 1).master())
}

// TestGroups checks how variants and audio groups go together.
func TestGroups(t *testing.T) {
	b := newBroadcast(t, 1)
	set := func(k int, name, audio string) {
		*components.RenditionName.At(b, b.rendition(0, k)) = b.symbols.Of(name)
		*components.RenditionAudio.At(b, b.rendition(0, k)) = b.symbols.Of(audio)
	}
	*components.StreamLanguage.At(b, 0) = 0
	set(0, "muxed-a", "in-picture") // no rendition of sound alone: its sound is in the picture
	set(1, "muxed-b", "in-picture")
	set(2, "silent", "")
	set(3, "", "main")  // not there
	set(6, "radio", "") // of no group: nothing is played together with it
	*components.RenditionPeak.At(b, b.rendition(0, 6)) = 96_000
	text := b.master()
	golden.Check(t, "groups.m3u8", text)
	for _, f := range rfc.Check(string(text)) {
		if !f.Warning { // radio has no codecs
			t.Error(f)
		}
	}
}

func TestDate(t *testing.T) {
	for _, tt := range []struct {
		pts  components.PTS
		want int64
	}{{0, 1000}, {89, 1000}, {90, 1001}, {-1, 999}, {-90, 999}, {-91, 998}, {3600 * second, 3_601_000}} {
		if got := manifest.Date(1000, tt.pts); got != tt.want {
			t.Errorf("wall clock at %d is %d, want %d", tt.pts, got, tt.want)
		}
	}
}

// TestAnnounce checks that a stream's generation changes with each segment of it that
// entered and with each part, and with nothing else.
func TestAnnounce(t *testing.T) {
	b := newBroadcast(t, 2)
	for n, tt := range []struct {
		name           string
		entered, parts []components.Row
		want           uint32 // the generation of stream 0
	}{
		{"nothing yet", nil, nil, 0},
		{"the first segment", []components.Row{0}, nil, 1},
		{"another stream's", []components.Row{1}, []components.Row{1}, 1},
		{"two in a tick", []components.Row{0, 1, 0}, nil, 3},
		{"a part", nil, []components.Row{0}, 4},
		{"a part beside a segment", []components.Row{0}, []components.Row{1, 0}, 6},
	} {
		ecstest.Tick(b.Run, components.Tick(n), func(*ecs.Run) {
			for _, s := range tt.entered {
				b.enter(s)
			}
			for _, s := range tt.parts {
				*components.PartStream.At(b, b.Append(components.Part, 1)) = s
			}
		}, b.system)
		if got := *components.StreamGeneration.At(b, 0); got != tt.want {
			t.Errorf("%s: generation %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestAccess(t *testing.T) {
	b := newBroadcast(t, 2)
	for n := range components.Tick(3) {
		ecstest.SetNow(b.Run, n)
		b.Clear()
		b.enter(1)
		ecstest.CheckAccess(t, b.Run, b.system)
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	b := newBroadcast(t, 64)
	n := 0
	if got := testing.AllocsPerRun(100, func() { b.tick(n, 3, 5); n++ }); got != 0 {
		t.Errorf("a tick allocates %v times, want 0", got)
	}
}

// BenchmarkRun measures a tick in which every stream has a segment.
func BenchmarkRun(b *testing.B) {
	for _, streams := range []int{1, 64, 1024} {
		b.Run(fmt.Sprintf("streams=%d", streams), func(b *testing.B) {
			m := newBroadcast(b, streams)
			first := m.Append(components.Entry, streams)
			for i := range components.Row(streams) {
				*components.EntryStream.At(m, first+i) = i
			}
			for b.Loop() {
				m.system.Run(m.Run)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*streams), "ns/entry")
		})
	}
}
