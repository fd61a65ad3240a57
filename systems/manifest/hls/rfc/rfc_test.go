package rfc_test

import (
	"slices"
	"strings"
	"testing"

	"touchline/systems/manifest/hls/rfc"
)

// media is a live playlist with parts that has a bit of all, and no fault.
const media = `#EXTM3U
#EXT-X-VERSION:6
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,HOLD-BACK=6,PART-HOLD-BACK=3,CAN-SKIP-UNTIL=12
#EXT-X-PART-INF:PART-TARGET=1
#EXT-X-MEDIA-SEQUENCE:10
#EXT-X-DISCONTINUITY-SEQUENCE:3
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-START:TIME-OFFSET=-6.5
#EXT-X-DATERANGE:ID="a",CLASS="c",START-DATE="2022-12-18T15:00:00.000Z",DURATION=1.5,SCTE35-OUT=0xFC30
#EXT-X-DATERANGE:ID="b",CLASS="c",START-DATE="2022-12-18T15:00:00.000Z",X-SCORE="1-0",X-N=1.5,X-H=0xAB
#EXT-X-KEY:METHOD=SAMPLE-AES,URI="skd://1",KEYID=0x000102030405060708090A0B0C0D0E0F,KEYFORMAT="f",KEYFORMATVERSIONS="1/2"
#EXT-X-MAP:URI="init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2022-12-18T15:00:00.000Z
#EXTINF:2.49999,
10.m4s
#EXT-X-GAP
#EXTINF:1.5,
11.m4s
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2022-12-18T16:00:00.000Z
#EXT-X-PART:DURATION=1,URI="12.0.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.85,URI="12.1.m4s"
#EXT-X-PART:DURATION=0.15,URI="12.2.m4s"
#EXTINF:2,
12.m4s
#EXT-X-PROGRAM-DATE-TIME:2022-12-18T16:00:02.000Z
#EXT-X-PART:DURATION=1,URI="13.0.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=1,URI="13.1.m4s"
#EXTINF:2,
13.m4s
#EXT-X-PART:DURATION=1,URI="14.0.m4s",INDEPENDENT=YES
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="14.1.m4s"
#EXT-X-RENDITION-REPORT:URI="b.m3u8",LAST-MSN=14,LAST-PART=0
`

// simple is a playlist of the old kind.
const simple = `#EXTM3U
#EXT-X-VERSION:4
#EXT-X-TARGETDURATION:1
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-KEY:METHOD=AES-128,URI="k",IV=0x00000000000000000000000000000001
#EXT-X-BYTERANGE:10@0
#EXTINF:0.5,
a.ts
#EXT-X-BYTERANGE:20
#EXTINF:1,
a.ts
#EXTINF:1,title
b.ts
#EXT-X-ENDLIST
`

// delta leaves out segment 10 of a like playlist.
const delta = `#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:1
#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=6
#EXT-X-MEDIA-SEQUENCE:10
#EXT-X-SKIP:SKIPPED-SEGMENTS=1
#EXTINF:1,
11.m4s
#EXTINF:1,
12.m4s
#EXTINF:1,
13.m4s
#EXTINF:1,
14.m4s
#EXTINF:1,
15.m4s
#EXTINF:1,
16.m4s
`

const multivariant = `#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-CONTENT-STEERING:SERVER-URI="/steering",PATHWAY-ID="n"
#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://1",KEYFORMAT="f"
#EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="skd://2",KEYFORMAT="f"
#EXT-X-SESSION-DATA:DATA-ID="d",VALUE="v"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="low",NAME="en",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="low.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="low",NAME="es",LANGUAGE="es",AUTOSELECT=YES,URI="low-es.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="high",NAME="en",LANGUAGE="en",DEFAULT=YES,AUTOSELECT=YES,URI="high.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="high",NAME="es",LANGUAGE="es",AUTOSELECT=YES,URI="high-es.m3u8"
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="south",NAME="other",URI="s.m3u8"
#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="s",NAME="en",FORCED=NO,URI="s.m3u8"
#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="cc",NAME="en",INSTREAM-ID="SERVICE63"
#EXT-X-STREAM-INF:BANDWIDTH=2,AVERAGE-BANDWIDTH=1,CODECS="a",RESOLUTION=1280x720,FRAME-RATE=25.000,VIDEO-RANGE=SDR,HDCP-LEVEL=TYPE-0,AUDIO="low",SUBTITLES="s",CLOSED-CAPTIONS="cc",PATHWAY-ID="n"
v.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=3,CODECS="a",AUDIO="high",PATHWAY-ID="n"
w.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=3,CODECS="a",AUDIO="south",PATHWAY-ID="s"
x.m3u8
#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,CODECS="a",URI="i.m3u8"
`

// planted is a change of a text without faults, and the fault that it is.
type planted struct{ was, is, want string }

func TestWithoutFault(t *testing.T) {
	for _, text := range []string{media, simple, delta, multivariant, strings.ReplaceAll(media, "\n", "\r\n")} {
		for _, f := range rfc.Check(text) {
			t.Errorf("%v\n%s", f, text)
		}
		for _, f := range rfc.CheckUpdate(text, text) {
			t.Errorf("without a change: %v\n%s", f, text)
		}
	}
}

func checkPlanted(t *testing.T, text string, all []planted) {
	t.Helper()
	for _, p := range all {
		if !strings.Contains(text, p.was) {
			t.Errorf("no %q to change", p.was)
			continue
		}
		faults(t, p.is, rfc.Check(strings.Replace(text, p.was, p.is, 1)), strings.Split(p.want, "\n")...)
	}
}

// faults checks that there is one fault, and which.
func faults(t *testing.T, name string, got []rfc.Fault, want ...string) {
	t.Helper()
	var texts []string
	for _, f := range got {
		texts = append(texts, f.String())
	}
	for i, w := range want {
		must := "must"
		if rest, should := strings.CutPrefix(w, "should "); should {
			w, must = rest, "should"
		}
		section, text, _ := strings.Cut(w, " ")
		at, text, _ := strings.Cut(text, " ")
		want[i] = "line " + at + ": " + text + " (RFC 8216bis, section " + section + ", " + must + ")"
	}
	if !slices.Equal(texts, want) {
		t.Errorf("%q:\n got %s\nwant %s", name, strings.Join(texts, "\n     "), strings.Join(want, "\n     "))
	}
}
