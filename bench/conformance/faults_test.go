package conformance

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// media is a playlist as it should be.
const media = `#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.2,CAN-SKIP-UNTIL=12
#EXT-X-PART-INF:PART-TARGET=0.4
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI="1080p/init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2022-12-18T15:00:14.000Z
#EXT-X-DATERANGE:ID="goal-1",CLASS="goal",START-DATE="2022-12-18T15:00:15.000Z",X-SCORE="1-0"
#EXTINF:2.00000,
1080p/7.m4s
#EXT-X-PART:DURATION=0.4,URI="1080p/8.0.m4s",INDEPENDENT=YES
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="1080p/8.1.m4s"
#EXT-X-RENDITION-REPORT:URI="720p.m3u8",LAST-MSN=8,LAST-PART=0
`

const master = `#EXTM3U
#EXT-X-VERSION:6
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="main",NAME="en",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="audio.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=7940000,CODECS="avc1.640028,mp4a.40.2",RESOLUTION=1920x1080,AUDIO="main"
1080p.m3u8
`

// TestPlaylistFaults plants faults in playlists and wants each one found.
func TestPlaylistFaults(t *testing.T) {
	for _, tt := range []struct{ name, text, old, new string }{
		{"a media playlist as it should be", media, "", ""},
		{"a master as it should be", master, "", ""},
		{"no target duration", media, "#EXT-X-TARGETDURATION:2\n", ""},
		{"a segment longer than the target", media, "#EXTINF:2.00000", "#EXTINF:2.60000"},
		{"a range without an ID", media, `ID="goal-1",`, ""},
		{"a part without a duration", media, "DURATION=0.4,URI", "URI"},
		{"a part without an address", media, `,URI="1080p/8.0.m4s"`, ""},
		{"a hint without a type", media, "TYPE=PART,", ""},
		{"a version twice", media, "#EXT-X-TARGETDURATION:2\n", "#EXT-X-TARGETDURATION:2\n#EXT-X-VERSION:9\n"},
		{"media sequence after a segment", media, "#EXT-X-PART:", "#EXT-X-MEDIA-SEQUENCE:8\n#EXT-X-PART:"},
		{"no header", media, "#EXTM3U\n", ""},
		{"an address with no duration", media, "#EXTINF:2.00000,\n", ""},
		{"a group that is not there", master, `AUDIO="main"`, `AUDIO="other"`},
		{"no bandwidth", master, "BANDWIDTH=7940000,", ""},
		{"a name twice in a group", master, "#EXT-X-STREAM", "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"main\",NAME=\"en\",URI=\"a2.m3u8\"\n#EXT-X-STREAM"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "playlist.m3u8")
			text := strings.Replace(tt.text, tt.old, tt.new, 1)
			if tt.old != "" && text == tt.text {
				t.Fatal("the fault is not planted")
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			wrong := readPlaylists(t, []string{file})
			if planted := tt.old != ""; planted != (len(wrong) > 0) {
				t.Errorf("found: %q", wrong)
			} else if planted {
				t.Logf("found: %s", strings.TrimPrefix(wrong[0], file+": "))
			}
		})
	}
}

const dash = `<?xml version="1.0" encoding="UTF-8"?>
<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="dynamic" profiles="urn:mpeg:dash:profile:isoff-live:2011" minBufferTime="PT2S" availabilityStartTime="2022-12-18T15:00:00.000Z" publishTime="2022-12-18T15:01:00.000Z" minimumUpdatePeriod="PT2S">
<Period id="1" start="PT0S">
<EventStream schemeIdUri="urn:example:goal" timescale="90000"><Event presentationTime="900000" id="1">1-0</Event></EventStream>
<AdaptationSet contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1">
<SegmentTemplate timescale="90000" initialization="$RepresentationID$/init.mp4" media="$RepresentationID$/$Number$.m4s" startNumber="15"><SegmentTimeline><S t="2700000" d="180000" r="13"/></SegmentTimeline></SegmentTemplate>
<Representation id="1080p" bandwidth="6628000" codecs="avc1.640028" width="1920" height="1080"/>
</AdaptationSet>
</Period>
<UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="/time"/>
</MPD>
`

// TestManifestFaults plants faults in a manifest and wants each one found, by
// mpd-parser or by the schema.
func TestManifestFaults(t *testing.T) {
	events := dash[strings.Index(dash, "<EventStream"):strings.Index(dash, "<AdaptationSet")]
	for _, tt := range []struct{ name, old, new string }{
		{"a manifest as it should be", "", ""},
		{"events after the sets", events, ""},
		{"a duration without its sign", `minBufferTime="PT2S"`, `minBufferTime="2s"`},
		{"an ampersand as it is", ">1-0<", ">1&0<"},
		{"no clock", `<UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="/time"/>`, ""},
		{"a clock of no known kind", "urn:mpeg:dash:utc:http-iso:2014", "urn:mpeg:dash:utc:sundial:2014"},
		{"no bandwidth", ` bandwidth="6628000"`, ""},
		{"no period", "", ""},
		{"an element of no namespace's", "<SegmentTimeline>", "<SegmentTimeline><X/>"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(dash, tt.old, tt.new, 1)
			planted := text != dash
			switch tt.name {
			case "events after the sets":
				text = strings.Replace(text, "</Period>", events+"</Period>", 1)
			case "no period":
				text, planted = dash[:strings.Index(dash, "<Period")]+"</MPD>", true
			}
			file := filepath.Join(t.TempDir(), "manifest.mpd")
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			wrong := append(readManifests(t, []string{file}), validated(t, []string{file})...)
			if planted != (len(wrong) > 0) {
				t.Errorf("found: %q", wrong)
			} else if planted {
				t.Logf("found: %s", strings.TrimPrefix(wrong[0], file+": "))
			}
		})
	}
}
