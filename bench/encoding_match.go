package bench

import (
	"touchline/components"
	"touchline/systems/manifest/dash"
	"touchline/systems/splice/scte35"
)

// newMPD is the manifest of a protected live stream of six qualities of picture and
// one of sound, with a break that is announced. Its durations have one spelling:
// 60 seconds would be a minute to the library.
func newMPD() *ourMPD {
	o := &ourMPD{video: dash.NewTimeline(mpdWindow, mpdFirst), sound: dash.NewTimeline(mpdWindow, mpdFirst)}
	events := dash.NewEvents(16)
	events.Push(&dash.Event{Time: dash.Scaled(mpdEvent), Duration: 30 * dash.Scaled(components.PTSPerSecond), ID: 7, Form: dash.Splice, Body: scte35.AppendSection(nil, opening(0))})
	frames := components.Rate{Num: 25, Den: 1}
	protected := []dash.Protection{
		{System: dash.CENC, KID: mpdKey},
		{System: dash.ClearKey, License: mpdLicense},
		{System: dash.Widevine, PSSH: append([]byte("\x00\x00\x00\x34pssh\x01\x00\x00\x00\x10\x77\xef\xec\xc0\xb2\x4d\x02\xac\xe3\x3c\x1e\x52\xe2\xfb\x4b\x00\x00\x00\x01"), append(mpdKey[:], 0, 0, 0, 0)...)},
	}
	pictures := dash.Set{
		ID: 1, Content: dash.Video, MIME: "video/mp4", Aligned: true, SAP: 1, MaxWidth: 3840, MaxHeight: 2160, MaxRate: frames,
		Roles: []string{"main"}, Protections: protected,
		Template: dash.Template{Timescale: uint32(components.PTSPerSecond), Initialization: dash.Init, Media: dash.Numbered, Timeline: o.video},
	}
	for _, r := range [...]struct {
		name, codecs  string
		peak          components.Bitrate
		width, height uint16
	}{
		{"2160p", "hvc1.2.4.L153.B0", 18_000_000, 3840, 2160},
		{"1080p", "hvc1.2.4.L123.B0", 7_800_000, 1920, 1080},
		{"720p", "hvc1.2.4.L120.B0", 4_200_000, 1280, 720},
		{"540p", "hvc1.2.4.L93.B0", 2_400_000, 960, 540},
		{"360p", "hvc1.2.4.L90.B0", 1_200_000, 640, 360},
		{"180p", "hvc1.2.4.L60.B0", 400_000, 320, 180},
	} {
		pictures.Representations = append(pictures.Representations, dash.Representation{
			ID: r.name, Bandwidth: r.peak, Codecs: r.codecs, Width: r.width, Height: r.height, FrameRate: frames,
		})
	}
	sound := dash.Set{
		ID: 2, Content: dash.Audio, Lang: "en", MIME: "audio/mp4", Aligned: true, SAP: 1, Roles: []string{"main"}, Protections: protected[:1],
		Template:        dash.Template{Timescale: soundRate, Initialization: dash.Init, Media: dash.Numbered, Timeline: o.sound},
		Representations: []dash.Representation{{ID: "audio", Bandwidth: 128_000, Codecs: "mp4a.40.2", SampleRate: soundRate, Channels: 2}},
	}
	second := components.PTSPerSecond
	o.mpd = &dash.MPD{
		ID: "match-7", Type: dash.Dynamic, AvailabilityStart: mpdStart, MinUpdatePeriod: 2 * second, MinBuffer: 2 * second,
		TimeShiftBuffer: 58 * second, PresentationDelay: 6 * second, MaxSegment: 3 * second,
		Clocks: []dash.Descriptor{{Scheme: dash.HTTPISO, Value: "/time"}},
		Periods: []dash.Period{{
			ID:      "0",
			Streams: []dash.EventStream{{Scheme: dash.SpliceXML, Timescale: uint32(second), Events: events}},
			Sets:    []dash.Set{pictures, sound},
		}},
	}
	return o
}
