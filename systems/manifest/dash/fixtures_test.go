package dash_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/manifest/dash"
)

// kickoff is 2022-12-18T15:00:00.000Z.
const kickoff = 1_671_375_600_000

const second = components.PTSPerSecond

var kid = [16]byte{0x9e, 0xb4, 0x05, 0x0d, 0xe4, 0x4b, 0x48, 0x02, 0x93, 0x2e, 0x27, 0xd7, 0x50, 0x83, 0xe2, 0x66}

// pssh is a common PSSH box of version 1 with kid.
var pssh = append([]byte{
	0, 0, 0, 52, 'p', 's', 's', 'h', 1, 0, 0, 0, 0x10, 0x77, 0xef, 0xec, 0xc0, 0xb2, 0x4d, 0x02, 0xac, 0xe3, 0x3c, 0x1e, 0x52, 0xe2, 0xfb, 0x4b,
	0, 0, 0, 1,
}, append(kid[:], 0, 0, 0, 0)...)

// splice is a splice_null of SCTE-35.
var splice = []byte{0xfc, 0x30, 0x11, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xf0, 0, 0, 0, 0, 0, 0x7a, 0x4f, 0xbf, 0xff}

// ladder has six qualities of picture.
func ladder() (list []dash.Representation) {
	for _, r := range []struct {
		id, codecs string
		bits       components.Bitrate
		w, h       uint16
	}{
		{"2160p", "hvc1.2.4.L153.B0", 18_000_000, 3840, 2160},
		{"1080p", "avc1.640028", 7_800_000, 1920, 1080},
		{"720p", "avc1.64001f", 4_200_000, 1280, 720},
		{"540p", "avc1.64001f", 2_400_000, 960, 540},
		{"360p", "avc1.64001e", 1_200_000, 640, 360},
		{"180p", "avc1.64000d", 400_000, 320, 180},
	} {
		list = append(list, dash.Representation{
			ID: r.id, Bandwidth: r.bits, Codecs: r.codecs, Width: r.w, Height: r.h, FrameRate: components.Rate{Num: 30_000, Den: 1001},
		})
	}
	return list
}

// match is a live stream of 6 video and 1 audio representations, with the lines
// of the window that its sets have: one for the picture, one for the sound.
func match(limit int) (m *dash.MPD, video, audio *dash.Timeline, events *dash.Events) {
	video, audio = dash.NewTimeline(limit, 2680), dash.NewTimeline(limit, 2680)
	events = dash.NewEvents(16)
	protection := []dash.Protection{
		{System: dash.CENC, KID: kid},
		{System: dash.ClearKey, License: "https://keys.example/clearkey?a=1&b=2", PSSH: pssh},
		{System: dash.Widevine, PSSH: pssh},
	}
	m = &dash.MPD{
		ID: "match-7", Type: dash.Dynamic, AvailabilityStart: kickoff, PublishTime: kickoff + 5_420_000,
		MinUpdatePeriod: 2 * second, MinBuffer: 2 * second, TimeShiftBuffer: 60 * second, PresentationDelay: 6 * second,
		MaxSegment: 2*second + 1, // 2.00001 s
		Clocks:     []dash.Descriptor{{Scheme: dash.HTTPISO, Value: "/time"}, {Scheme: dash.HTTPXSDate, Value: "/time?form=xsdate&v=1"}},
		Periods: []dash.Period{{
			ID: "p0",
			Streams: []dash.EventStream{{
				Scheme: dash.SpliceXML, Timescale: 90_000, Events: events,
			}},
			Sets: []dash.Set{{
				ID: 1, Content: dash.Video, MIME: "video/mp4", Aligned: true, SAP: 1, Par: dash.Ratio{Width: 16, Height: 9},
				MaxRate: components.Rate{Num: 30_000, Den: 1001}, MaxWidth: 3840, MaxHeight: 2160,
				Roles: []string{"main"}, Protections: protection,
				Reference:       dash.ProducerReference{ID: 1, Wall: kickoff},
				Template:        dash.Template{Timescale: 90_000, Initialization: dash.Init, Media: dash.Numbered, Timeline: video},
				Representations: ladder(),
			}, {
				ID: 2, Content: dash.Audio, Lang: "en", MIME: "audio/mp4", Aligned: true, SAP: 1,
				Roles: []string{"main"}, Protections: protection[:1],
				Template: dash.Template{Timescale: 48_000, Initialization: dash.Init, Media: dash.Numbered, Timeline: audio},
				Representations: []dash.Representation{{
					ID: "audio", Bandwidth: 128_000, Codecs: "mp4a.40.2", SampleRate: 48_000, Channels: 2,
				}},
			}},
		}},
	}
	return m, video, audio, events
}

// frames is how many frames of 1,024 samples segment n of the sound has: 93 or
// 94, so that it begins with the last frame before the picture does.
func frames(n uint64) dash.Scaled { return dash.Scaled((n+1)*96_000/1024 - n*96_000/1024) }

// soundStart is where segment n of the sound begins, at 48 kHz.
func soundStart(n uint64) dash.Scaled { return dash.Scaled(n * 96_000 / 1024 * 1024) }

// push adds segment n of 2 seconds to both lines.
func push(t testing.TB, video, audio *dash.Timeline, n uint64) {
	t.Helper()
	if err := add(video, audio, n); err != nil {
		t.Fatal(err)
	}
}

func add(video, audio *dash.Timeline, n uint64) error {
	if err := video.Push(dash.Segment{Start: dash.Scaled(n * 180_000), Duration: 180_000}); err != nil {
		return err
	}
	return audio.Push(dash.Segment{Start: soundStart(n), Duration: 1024 * frames(n)})
}

// live is match with its window full and an event.
func live(t testing.TB) *dash.MPD {
	t.Helper()
	m, video, audio, events := match(30)
	for n := uint64(2680); n < 2710; n++ {
		push(t, video, audio, n)
	}
	events.Push(&dash.Event{Time: 485_000_000, Duration: 2_700_000, ID: 7, Form: dash.Splice, Body: splice})
	return m
}

// wide uses everything that a manifest can say.
func wide(t testing.TB) *dash.MPD {
	t.Helper()
	m := live(t)
	m.CMAF = true
	m.MinUpdatePeriod = dash.AtAnyTime
	m.BaseURLs = []dash.BaseURL{{URL: "https://a.example/m7/", Location: "alpha"}, {URL: "https://b.example/m7/?x=1&y=2", Location: "beta"}}
	m.Service = dash.Service{Target: 3000, Min: 2000, Max: 6000, Reference: 1, SlowestRate: 960, FastestRate: 1040}

	old := m.Periods[0]
	old.Duration = 6001 * second
	old.Streams = append(old.Streams, dash.EventStream{Scheme: "urn:touchline:wager:2026", Value: "main", Timescale: 1000, Offset: 1 << 62, Events: &dash.Events{}})
	wager := old.Streams[1].Events
	wager.Push(&dash.Event{Time: 1<<62 + 2000, ID: 2, Body: []byte(`{"market":"1x2","state":"suspended","why":"<goal> & "}` + "\n\t]]>\x00 ⚽")})
	wager.Push(&dash.Event{Time: 1<<62 + 1000, Duration: 5, ID: 1, Form: dash.Binary, Body: []byte{0, 1, 2, 0xff}})
	wager.Push(&dash.Event{Time: 1<<62 + 3000, ID: 3, Form: dash.Markup, Body: []byte(`<w:odds xmlns:w="urn:touchline:wager:2026" home="1.5"/>`)})

	video := old.Sets[0]
	video.SwitchesTo = []uint32{5, 6}
	video.Inband = []dash.Descriptor{{Scheme: "https://aomedia.org/emsg/ID3", Value: "touchline"}}
	video.Accessibility = []dash.Descriptor{{Scheme: "urn:scte:dash:cc:cea-608:2015", Value: `CC1=eng;"CC3"=<swe>`}}
	video.Label = "World feed & more"
	video.MinRate = components.Rate{Num: 25, Den: 1}
	trick := dash.Set{
		ID: 3, Content: dash.Video, MIME: "video/mp4", Aligned: true, SAP: 1, TrickModeOf: 1, MaxPlayout: 32,
		Template:        video.Template,
		Representations: []dash.Representation{{ID: "trick", Bandwidth: 200_000, Codecs: "avc1.64001e", Width: 640, Height: 360, FrameRate: components.Rate{Num: 1, Den: 2}}},
	}
	text := dash.Set{
		ID: 4, Content: dash.Subtitles, Lang: "pt-BR", MIME: "application/mp4", Aligned: true, SAP: 1, Roles: []string{"subtitle"}, Label: "Português",
		Template:        dash.Template{Timescale: 1000, Initialization: dash.Init, Media: dash.Numbered, Duration: 2000, StartNumber: 1, AvailabilityOffset: 135_000, Chunked: true},
		Representations: []dash.Representation{{ID: "wvtt-pt", Bandwidth: 2000, Codecs: "wvtt"}},
	}
	tiers := dash.Set{
		ID: 5, Content: dash.Video, MIME: "video/mp4", Aligned: true, SAP: 2, SwitchesTo: []uint32{1},
		Template: dash.Template{Timescale: 90_000, Offset: 1<<63 + 12345, Initialization: dash.Init, Media: "$RepresentationID$/$Time$.m4s", Timeline: &dash.Timeline{}},
		Representations: []dash.Representation{
			{ID: "uhd", Bandwidth: 9_000_000, Codecs: "hvc1.2.4.L153.B0", Width: 3840, Height: 2160, Protections: []dash.Protection{{System: dash.CBCS, KID: kid}, {System: dash.PlayReady, PSSH: pssh}}},
		},
	}
	for _, s := range []dash.Segment{{1<<63 + 12345, 90_000}, {1<<63 + 102_345, 90_000}, {1<<63 + 500_000, 90_000}, {1<<63 + 590_000, 45_000}, {1<<63 + 635_000, 1}} {
		if err := tiers.Template.Timeline.Push(s); err != nil {
			t.Fatal(err)
		}
	}
	old.Sets = []dash.Set{video, old.Sets[1], trick, text, tiers}

	next := dash.Period{ID: "p1 <&>", Start: 6001 * second, Sets: []dash.Set{old.Sets[1]}}
	next.Sets[0].Continues = "p0"
	next.Sets[0].Template.Timeline = dash.NewTimeline(10, 5)
	m.Periods = []dash.Period{old, next}
	return m
}

// clip is a static manifest: nothing will change.
func clip() *dash.MPD {
	return &dash.MPD{
		Duration: 12*second + 45_001, MinBuffer: second,
		Periods: []dash.Period{{ID: "clip", Sets: []dash.Set{{
			ID: 1, MIME: "video/mp4", Aligned: true, SAP: 1,
			Template:        dash.Template{Timescale: 1000, Initialization: dash.Init, Media: dash.Numbered, Duration: 2000, StartNumber: 2680},
			Representations: ladder()[1:2],
		}}}},
	}
}
