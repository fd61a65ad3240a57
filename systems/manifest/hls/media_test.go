package hls_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/internal/golden"
	"touchline/systems/manifest/hls"
)

// kickoff is 2022-12-18T15:00:00.000Z.
const kickoff = 1_671_375_600_000

func live() *hls.Media {
	return &hls.Media{
		Target:   2,
		Sequence: 2680,
		Breaks:   3,
		Folder:   "720p",
		Segments: []hls.Segment{
			{Duration: 180_000, Date: kickoff},
			{Duration: 180_180}, // 2.002 s, as 29.97 frames per second give
			{Duration: 90_001, Discontinuity: true, Date: kickoff + 3_600_001},
			{Duration: 180_000, Gap: true},
			{Duration: 180_000, URI: "ad/0.m4s", Discontinuity: true, Gap: true},
		},
	}
}

func TestAppendMedia(t *testing.T) {
	event := live()
	event.Type, event.Ended = hls.Event, true
	vod := &hls.Media{
		Type: hls.VOD, Target: 6, Map: "clips/init.mp4", Ended: true,
		Segments: []hls.Segment{{URI: "clips/7.m4s", Duration: 540_000}},
	}
	golden.Check(t, "live.m3u8", hls.AppendMedia(nil, live()))
	golden.Check(t, "event.m3u8", hls.AppendMedia(nil, event))
	golden.Check(t, "vod.m3u8", hls.AppendMedia(nil, vod))
	golden.Check(t, "empty.m3u8", hls.AppendMedia(nil, &hls.Media{}))
}

func TestAppendMaster(t *testing.T) {
	golden.Check(t, "master.m3u8", hls.AppendMaster(nil, ladder()))
	golden.Check(t, "muxed.m3u8", hls.AppendMaster(nil, &hls.Master{
		Audio:    []hls.Audio{{Group: "main", Name: "main"}},
		Variants: []hls.Variant{{URI: "https://cdn.example/a.m3u8?x=1", Bandwidth: 1, Audio: "main"}},
	}))
}

// ladder has five qualities of picture and one of sound.
func ladder() *hls.Master {
	m := &hls.Master{Audio: []hls.Audio{{Group: "main", Name: "English", Language: "en", Channels: 2, Folder: "audio"}}}
	for _, v := range []struct {
		folder, codecs string
		peak, average  components.Bitrate
		w, h           uint16
	}{
		{"2160p", "hvc1.2.4.L153.B0,mp4a.40.2", 18_140_000, 15_128_000, 3840, 2160},
		{"1080p", "avc1.640028,mp4a.40.2", 7_940_000, 6_628_000, 1920, 1080},
		{"720p", "avc1.64001f,mp4a.40.2", 4_340_000, 3_628_000, 1280, 720},
		{"540p", "avc1.64001f,mp4a.40.2", 2_540_000, 2_128_000, 960, 540},
		{"360p", "avc1.64001e,mp4a.40.2", 1_340_000, 1_128_000, 640, 360},
	} {
		m.Variants = append(m.Variants, hls.Variant{
			Folder: v.folder, Bandwidth: v.peak, Average: v.average, Codecs: v.codecs,
			Size: components.Resolution{Width: v.w, Height: v.h}, Frames: components.Rate{Num: 30_000, Den: 1001}, Audio: "main",
		})
	}
	m.Variants = append(m.Variants, hls.Variant{
		Folder: "audio", Bandwidth: 140_000, Average: 128_000, Codecs: "mp4a.40.2", Audio: "main",
	})
	return m
}

// TestEveryDuration checks that durations survive the text, for each step of the
// clock in a second and then some, and for long ones.
func TestEveryDuration(t *testing.T) {
	check := func(d components.PTS) {
		m := &hls.Media{Segments: []hls.Segment{{URI: "a", Duration: d}}}
		back, err := hls.ParseMedia(string(hls.AppendMedia(nil, m)))
		if err != nil {
			t.Fatal(err)
		}
		if got := back.Segments[0].Duration; got != d {
			t.Fatalf("duration %d came back as %d", d, got)
		}
	}
	for d := range components.PTS(100_000) {
		check(d)
	}
	for d := components.PTS(86_400*90_000 - 1000); d <= 86_400*90_000; d++ {
		check(d)
	}
}

// TestRate checks frame rates against their usual names.
func TestRate(t *testing.T) {
	for _, tt := range []struct {
		rate components.Rate
		want string
	}{
		{components.Rate{Num: 24_000, Den: 1001}, "23.976"},
		{components.Rate{Num: 25, Den: 1}, "25.000"},
		{components.Rate{Num: 30_000, Den: 1001}, "29.970"},
		{components.Rate{Num: 60_000, Den: 1001}, "59.940"},
		{components.Rate{Num: 120, Den: 1}, "120.000"},
		{components.Rate{Num: 1, Den: 2000}, "0.001"}, // 0.0005
		{components.Rate{Num: 1, Den: 2001}, "0.000"},
	} {
		if got := string(hls.AppendRate(nil, tt.rate)); got != tt.want {
			t.Errorf("%d/%d is %s, want %s", tt.rate.Num, tt.rate.Den, got, tt.want)
		}
	}
}

func TestAppendAllocatesNothing(t *testing.T) {
	media, master, buf := live(), ladder(), make([]byte, 0, 4096)
	if n := testing.AllocsPerRun(100, func() { hls.AppendMedia(buf, media) }); n != 0 {
		t.Errorf("a media playlist allocates %v times, want 0", n)
	}
	if n := testing.AllocsPerRun(100, func() { hls.AppendMaster(buf, master) }); n != 0 {
		t.Errorf("a multivariant playlist allocates %v times, want 0", n)
	}
}

// BenchmarkAppend writes the playlists of a usual stream.
func BenchmarkAppend(b *testing.B) {
	b.Run("master", func(b *testing.B) {
		m, buf := ladder(), []byte(nil)
		for b.Loop() {
			buf = hls.AppendMaster(buf[:0], m)
		}
		b.SetBytes(int64(len(buf)))
	})
	b.Run("media", func(b *testing.B) {
		m, buf := &hls.Media{Target: 2, Sequence: 2680, Folder: "1080p"}, []byte(nil)
		for range 15 {
			m.Segments = append(m.Segments, hls.Segment{Duration: 180_180})
		}
		m.Segments[0].Date = kickoff
		for b.Loop() {
			buf = hls.AppendMedia(buf[:0], m)
		}
		b.SetBytes(int64(len(buf)))
	})
}
