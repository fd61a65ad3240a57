package hls_test

import (
	"strings"
	"testing"

	"touchline/systems/manifest/hls"
)

// TestParseTagErrors: of every tag, what is not understood is said, in few words.
func TestParseTagErrors(t *testing.T) {
	id := strings.Repeat("0A", 16)
	for _, tt := range []struct {
		line    string
		want    error
		message string // after the line's number
	}{
		{"#EXT-X-VERSION:six", hls.ErrSyntax, `#EXT-X-VERSION: "six": must be a decimal number`},
		{"#EXT-X-START:TIME-OFFSET=--1", hls.ErrSyntax, `#EXT-X-START: TIME-OFFSET "-1": must be a decimal number`},
		{`#EXT-X-MAP:BYTERANGE="1@0"`, hls.ErrSyntax, "#EXT-X-MAP: URI is missing or empty"},
		{`#EXT-X-KEY:URI="a"`, hls.ErrSyntax, "#EXT-X-KEY: METHOD is missing or empty"},
		{"#EXT-X-KEY:METHOD=AES-128", hls.ErrSyntax, "#EXT-X-KEY: URI is missing or empty"},
		{`#EXT-X-KEY:METHOD="A B"`, hls.ErrSyntax, `#EXT-X-KEY: METHOD "A B": must be a word`},
		{"#EXT-X-KEY:METHOD=NONE,KEYID=" + id, hls.ErrSyntax, `#EXT-X-KEY: KEYID "` + id + `": must be 0x and an even number of hexadecimal digits`},
		{"#EXT-X-KEY:METHOD=NONE,KEYID=0xABC", hls.ErrSyntax, `#EXT-X-KEY: KEYID "0xABC": must be 0x and an even number of hexadecimal digits`},
		{"#EXT-X-KEY:METHOD=NONE,KEYID=0xABCD", hls.ErrSyntax, "#EXT-X-KEY: KEYID 0xABCD: must be 16 bytes"},
		{"#EXT-X-KEY:METHOD=NONE,KEYID=0x00" + id, hls.ErrRange, "#EXT-X-KEY: KEYID 34 hexadecimal digits: must be at most 32"},
		{`#EXT-X-PART:DURATION=1,URI="a",GAP=yes`, hls.ErrSyntax, `#EXT-X-PART: GAP "yes": must be YES or NO`},
		{`#EXT-X-PART:DURATION=86401,URI="a"`, hls.ErrRange, "#EXT-X-PART: DURATION 86401: must be at most 86400"},
		{`#EXT-X-PART:URI="a"`, hls.ErrSyntax, "#EXT-X-PART: DURATION is missing or empty"},
		{`#EXT-X-PART:DURATION=1,URI=""`, hls.ErrSyntax, "#EXT-X-PART: URI is missing or empty"},
		{"#EXT-X-PART-INF:PART-TARGET=.5", hls.ErrSyntax, `#EXT-X-PART-INF: PART-TARGET ".5": must be a decimal number`},
		{"#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=1", hls.ErrSyntax, `#EXT-X-SERVER-CONTROL: CAN-BLOCK-RELOAD "1": must be YES or NO`},
		{"#EXT-X-SKIP:SKIPPED-SEGMENTS=4294967296", hls.ErrRange, "#EXT-X-SKIP: SKIPPED-SEGMENTS 4294967296: must be at most 4294967295"},
		{"#EXT-X-GAP\n#EXT-X-SKIP:SKIPPED-SEGMENTS=1", hls.ErrSyntax, "#EXT-X-SKIP: after a segment: must be before all"},
		{`#EXT-X-PRELOAD-HINT:URI="a"`, hls.ErrSyntax, "#EXT-X-PRELOAD-HINT: TYPE is missing or empty"},
		{"#EXT-X-PRELOAD-HINT:TYPE=PART", hls.ErrSyntax, "#EXT-X-PRELOAD-HINT: URI is missing or empty"},
		{"#EXT-X-RENDITION-REPORT:LAST-MSN=1", hls.ErrSyntax, "#EXT-X-RENDITION-REPORT: URI is missing or empty"},
		{`#EXT-X-RENDITION-REPORT:URI="a",LAST-PART=2147483648`, hls.ErrRange, "#EXT-X-RENDITION-REPORT: LAST-PART 2147483648: must be at most 2147483647"},
		{`#EXT-X-DATERANGE:START-DATE="2022-12-18T15:00:00Z"`, hls.ErrSyntax, "#EXT-X-DATERANGE: ID is missing or empty"},
		{`#EXT-X-DATERANGE:ID="a"`, hls.ErrSyntax, "#EXT-X-DATERANGE: START-DATE is missing or empty"},
		{`#EXT-X-DATERANGE:ID="a",START-DATE="now"`, hls.ErrSyntax, `#EXT-X-DATERANGE: START-DATE "now": must be a date and time as RFC 3339 has it`},
		{"#EXT-X-DATERANGE:SCTE35-OUT=0x" + strings.Repeat("00", 4099), hls.ErrRange, "#EXT-X-DATERANGE: SCTE35-OUT 8198 hexadecimal digits: must be at most 8196"},
		{"#EXT-X-DATERANGE:SCTE35-CMD=0x", hls.ErrSyntax, `#EXT-X-DATERANGE: SCTE35-CMD "0x": must be 0x and an even number of hexadecimal digits`},
		{"#EXT-X-MAP:" + strings.Repeat("a", 1000), hls.ErrSyntax, `#EXT-X-MAP: attribute "` + strings.Repeat("a", 60) + `": must be NAME=value`},
	} {
		_, err := hls.ParseMedia("#EXTM3U\n#EXT-X-TARGETDURATION:6\n" + tt.line)
		line := "line 3: "
		if strings.Contains(tt.line, "\n") {
			line = "line 4: "
		}
		checkError(t, err, tt.want, line+tt.message+": "+tt.want.Error())
	}
}

func TestParseMasterTagErrors(t *testing.T) {
	for _, tt := range []struct {
		line    string
		want    error
		message string
	}{
		{`#EXT-X-CONTENT-STEERING:PATHWAY-ID="a"`, hls.ErrSyntax, "#EXT-X-CONTENT-STEERING: SERVER-URI is missing or empty"},
		{"#EXT-X-SESSION-KEY:METHOD=AES-128", hls.ErrSyntax, "#EXT-X-SESSION-KEY: URI is missing or empty"},
		{`#EXT-X-MEDIA:GROUP-ID="a",NAME="b"`, hls.ErrSyntax, "#EXT-X-MEDIA: TYPE is missing or empty"},
		{`#EXT-X-MEDIA:TYPE=AUDIO,NAME="b"`, hls.ErrSyntax, "#EXT-X-MEDIA: GROUP-ID is missing or empty"},
		{`#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a"`, hls.ErrSyntax, "#EXT-X-MEDIA: NAME is missing or empty"},
		{"#EXT-X-MEDIA:TYPE=AUDIO,DEFAULT=1", hls.ErrSyntax, `#EXT-X-MEDIA: DEFAULT "1": must be YES or NO`},
		{"#EXT-X-STREAM-INF:RESOLUTION=720p", hls.ErrSyntax, `#EXT-X-STREAM-INF: RESOLUTION "720p": must be WIDTHxHEIGHT`},
		{`#EXT-X-STREAM-INF:VIDEO-RANGE="S,R"`, hls.ErrSyntax, `#EXT-X-STREAM-INF: VIDEO-RANGE "S,R": must be a word`},
		{"#EXT-X-STREAM-INF:HDCP-LEVEL=", hls.ErrSyntax, `#EXT-X-STREAM-INF: HDCP-LEVEL "": must be a word`},
		{"#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1", hls.ErrSyntax, "#EXT-X-I-FRAME-STREAM-INF: URI is missing or empty"},
		{`#EXT-X-I-FRAME-STREAM-INF:URI="a"`, hls.ErrSyntax, "#EXT-X-I-FRAME-STREAM-INF: BANDWIDTH is missing or 0"},
	} {
		_, err := hls.ParseMaster("#EXTM3U\n" + tt.line)
		checkError(t, err, tt.want, "line 2: "+tt.message+": "+tt.want.Error())
	}
}

// TestReportOfPlaylist: a report that leaves its number out has that of the playlist.
func TestReportOfPlaylist(t *testing.T) {
	const head = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:7\n#EXTINF:6,\na\n"
	for text, want := range map[string]uint64{
		head: 7,
		head + "#EXT-X-PART:DURATION=1,URI=\"b\"\n":    8,
		"#EXTM3U\n#EXT-X-TARGETDURATION:6\n":           0,
		head + "#EXTINF:6,\nb\n#EXTINF:6,\nc\n":        9,
		head + "#EXT-X-PRELOAD-HINT:TYPE=MAP,URI=a\n":  7,
		head + "#EXT-X-PRELOAD-HINT:TYPE=PART,URI=a\n": 7,
	} {
		m, err := hls.ParseMedia(text + "#EXT-X-RENDITION-REPORT:URI=\"r\"\n")
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Reports[0]; got != (hls.Report{URI: "r", MSN: want, Part: -1}) {
			t.Errorf("%q: report %+v, want number %d", text, got, want)
		}
	}
}
