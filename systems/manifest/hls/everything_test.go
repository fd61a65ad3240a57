package hls_test

import (
	"touchline/components"
	"touchline/systems/manifest/hls"
)

var keyID = [16]byte{0xab, 0xcd, 15: 0xef}

// everything is a media playlist with all that there can be in one.
func everything() *hls.Media {
	keys := []hls.Key{
		{Method: "SAMPLE-AES", URI: "skd://1", Format: "com.apple.streamingkeydelivery", Versions: "1"},
		{Method: "SAMPLE-AES-CTR", URI: "data:text/plain;base64,AA==", Format: "urn:uuid:edef8ba9", Versions: "1/2", ID: keyID},
	}
	return &hls.Media{
		Type: hls.Event, Target: 2, Sequence: 100, Breaks: 2, Map: "v/init.mp4", Start: -540_000,
		Segments: []hls.Segment{
			{URI: "v/3.m4s", Duration: 180_000, Date: kickoff, Discontinuity: true, Keys: keys, Map: "v/init-2.mp4"},
			{URI: "v/4.m4s", Duration: 180_180, Date: kickoff + 2000, Keys: []hls.Key{{Method: "NONE"}}, Parts: []hls.Part{
				{URI: "v/4.0.m4s", Duration: 90_090, Independent: true}, {URI: "v/4.1.m4s", Duration: 90_090, Gap: true},
			}},
			{URI: "v/5.m4s", Duration: 180_000, Gap: true},
		},
		Ranges: []hls.DateRange{
			{ID: "splice-1", Class: "org.touchline.splice", Start: kickoff, Planned: 2_700_000, Out: []byte{0xfc, 0x30, 0xab}},
			{ID: "splice-2", Start: kickoff + 1, Duration: 1, Command: []byte{0}, In: []byte{0xfc}},
			{ID: "w", Class: "c", Start: -1, Values: []hls.Value{{Name: "X-OP", Text: "event"}, {Name: "X-SCORE", Text: "1-0, it is"}, {Name: "X-NOTHING"}}},
		},
		Control:    hls.Control{Block: true, HoldBack: 540_000, PartHoldBack: 270_000, SkipUntil: 1_080_000},
		PartTarget: 90_090, Skipped: 3,
		Making: hls.Segment{Discontinuity: true, Date: kickoff + 6000, Keys: keys[:1], Map: "v/init-3.mp4", Parts: []hls.Part{{URI: "v/6.0.m4s", Duration: 90_000}}},
		Hint:   true, HintURI: "v/6.1.m4s",
		Reports: []hls.Report{{URI: "w.m3u8?from=1", MSN: 103, Part: 0}, {URI: "a.m3u8", MSN: 102, Part: -1}},
		Ended:   true, IFrames: true,
	}
}

// choices is a multivariant playlist with all that there can be in one.
func choices() *hls.Master {
	return &hls.Master{
		Steering:    hls.Steering{URI: "/steering?x=1", Pathway: "north"},
		SessionKeys: []hls.Key{{Method: "SAMPLE-AES", URI: "skd://1", Format: "f"}, {Method: "SAMPLE-AES-CTR", URI: "skd://2", Versions: "1", ID: keyID}},
		Audio:       []hls.Audio{{Group: "main", Name: "English", Language: "en", Channels: 2, URI: "a.m3u8"}, {Group: "muxed", Name: "English"}},
		Subtitles:   []hls.Subtitles{{Group: "s", Name: "English", Language: "en", URI: "s.m3u8", Default: true}, {Group: "s", Name: "Français", URI: "f.m3u8"}},
		Captions:    []hls.Captions{{Group: "cc", Name: "English", Language: "en", Stream: "CC1"}, {Group: "cc", Name: "Español", Stream: "SERVICE2"}},
		Variants: []hls.Variant{
			{
				URI: "v.m3u8", Bandwidth: 5_000_000, Average: 4_000_000, Codecs: "avc1.64001f,mp4a.40.2", Size: components.Resolution{Width: 1280, Height: 720},
				Frames: components.Rate{Num: 29_970, Den: 1000}, Audio: "main", Subtitles: "s", Captions: "cc", Range: "SDR", HDCP: "TYPE-0", Stable: "v", Pathway: "north",
			},
			{URI: "a.m3u8", Bandwidth: 1, Audio: "muxed"},
		},
		IFrames: []hls.Variant{{
			URI: "i.m3u8", Bandwidth: 500_000, Average: 400_000, Codecs: "avc1.64001f", Size: components.Resolution{Width: 1280, Height: 720},
			Range: "PQ", HDCP: "NONE", Stable: "i", Pathway: "south",
		}},
	}
}
