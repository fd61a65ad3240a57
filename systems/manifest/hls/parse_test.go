package hls_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/hls"
)

// TestRoundTrip checks that what is written can be read. Places that a folder
// stood for come back as URIs.
func TestRoundTrip(t *testing.T) {
	want := live()
	want.Folder, want.Map = "", "720p/init.mp4"
	for i, uri := range []string{"720p/2680.m4s", "720p/2681.m4s", "720p/2682.m4s", "720p/2683.m4s", "ad/0.m4s"} {
		want.Segments[i].URI = uri
	}
	got, err := hls.ParseMedia(string(hls.AppendMedia(nil, live())))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("media\n got %+v\nwant %+v", got, want)
	}

	wantMaster := ladder()
	wantMaster.Audio[0].URI, wantMaster.Audio[0].Folder = "audio.m3u8", ""
	for i := range wantMaster.Variants {
		v := &wantMaster.Variants[i]
		v.URI, v.Folder = v.Folder+".m3u8", ""
		if v.Frames.Num != 0 {
			v.Frames = components.Rate{Num: 29_970, Den: 1000}
		}
	}
	gotMaster, err := hls.ParseMaster(string(hls.AppendMaster(nil, ladder())))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(gotMaster, wantMaster) {
		t.Errorf("master\n got %+v\nwant %+v", gotMaster, wantMaster)
	}
}

// TestParseOthers reads what others write: their line ends, comments, tags,
// decimals and time zones.
func TestParseOthers(t *testing.T) {
	text := strings.Join([]string{
		"#EXTM3U", "# made by hand", "", "#EXT-X-VERSION:9", "#EXT-X-TARGETDURATION:7", "#EXT-X-UNHEARD-OF:A=1",
		`#EXT-X-MAP:BYTERANGE="720@0",URI="i,n;i=t.mp4"`,
		"#EXT-X-PROGRAM-DATE-TIME:2022-12-18T18:00:00.0019+03:00", "#EXTINF:6.006,title, with comma", "a.m4s",
		"#EXTINF:6", "b.m4s", "#EXTINF:0.000016666666", "c.m4s", "#EXTINF:0.0000166666667,", "d.m4s", "",
	}, "\r\n")
	got, err := hls.ParseMedia(text)
	if err != nil {
		t.Fatal(err)
	}
	want := &hls.Media{Target: 7, Map: "i,n;i=t.mp4", Segments: []hls.Segment{
		{URI: "a.m4s", Duration: 540_540, Date: kickoff + 1},
		{URI: "b.m4s", Duration: 540_000},
		{URI: "c.m4s", Duration: 1}, // just below one and a half steps
		{URI: "d.m4s", Duration: 1},
	}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("media\n got %+v\nwant %+v", got, want)
	}
}

func TestParseMediaErrors(t *testing.T) {
	const head = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n"
	tests := []struct {
		name, text string
		want       error
		message    string
	}{
		{"empty", "", hls.ErrNotPlaylist, "line 1: #EXTM3U: not a playlist"},
		{"other text", "<html>", hls.ErrNotPlaylist, "line 1: #EXTM3U: not a playlist"},
		{"segment first", head + "a.m4s\n", hls.ErrNoDuration, "line 3: URI: segment without a duration"},
		{"second segment", head + "#EXTINF:6,\na\nb\n", hls.ErrNoDuration, "line 5: URI: segment without a duration"},
		{"cut off", head + "#EXTINF:6,\n", hls.ErrNoURI, "line 3: end: no URI follows"},
		{"cut off after a break", head + "#EXT-X-DISCONTINUITY\n", hls.ErrNoURI, "line 3: end: no URI follows"},
		{"no target", "#EXTM3U\n\n", hls.ErrNoTarget, "line 2: #EXT-X-TARGETDURATION: no target duration"},
		{
			"exponent", head + "#EXTINF:1e9,\na\n", hls.ErrSyntax,
			`line 3: #EXTINF: "1e9": must be a decimal number: not understood`,
		},
		{
			"negative", head + "#EXTINF:-1,\na\n", hls.ErrSyntax,
			`line 3: #EXTINF: "-1": must be a decimal number: not understood`,
		},
		{
			"no decimals after the point", head + "#EXTINF:1.,\na\n", hls.ErrSyntax,
			`line 3: #EXTINF: "1.": must be a decimal number: not understood`,
		},
		{
			"endless segment", head + "#EXTINF:86401,\na\n", hls.ErrRange,
			"line 3: #EXTINF: 86401: must be at most 86400: out of range",
		},
		{
			"target too large", "#EXTM3U\n#EXT-X-TARGETDURATION:65536\n", hls.ErrRange,
			"line 2: #EXT-X-TARGETDURATION: 65536: must be at most 65535: out of range",
		},
		{
			"sequence too large", head + "#EXT-X-MEDIA-SEQUENCE:18446744073709551616\n", hls.ErrRange,
			"line 3: #EXT-X-MEDIA-SEQUENCE: 18446744073709551616: must be at most 18446744073709551615: out of range",
		},
		{
			"type", head + "#EXT-X-PLAYLIST-TYPE:LIVE\n", hls.ErrSyntax,
			`line 3: #EXT-X-PLAYLIST-TYPE: "LIVE": must be EVENT or VOD: not understood`,
		},
		{
			"date", head + "#EXT-X-PROGRAM-DATE-TIME:2022-02-30T00:00:00Z\n", hls.ErrSyntax,
			`line 3: #EXT-X-PROGRAM-DATE-TIME: "2022-02-30T00:00:00Z": must be a date and time as RFC 3339 has it: not understood`,
		},
		{
			"date before year 0", head + "#EXT-X-PROGRAM-DATE-TIME:0000-01-01T00:00:00+01:00\n", hls.ErrRange,
			"line 3: #EXT-X-PROGRAM-DATE-TIME: 0000-01-01T00:00:00+01:00: must be in the years 0 to 9999 of UTC: out of range",
		},
		{
			"space in a URI", head + "#EXTINF:6,\na b\n", hls.ErrSyntax,
			`line 4: URI: "a b": must hold neither a space nor a quote: not understood`,
		},
		{
			"open quote", head + "#EXT-X-MAP:URI=\"a\n", hls.ErrSyntax,
			"line 3: #EXT-X-MAP: attribute URI: the closing quote is missing: not understood",
		},
		{
			"after the quote", head + "#EXT-X-MAP:URI=\"a\"b\n", hls.ErrSyntax,
			`line 3: #EXT-X-MAP: attribute URI: "b" follows its value: must be a comma: not understood`,
		},
		{
			"stray quote", head + "#EXT-X-MAP:URI=a\"b\n", hls.ErrSyntax,
			`line 3: #EXT-X-MAP: attribute URI: a quote within a"b: not understood`,
		},
		{
			"no attribute", head + "#EXT-X-MAP:a.mp4\n", hls.ErrSyntax,
			`line 3: #EXT-X-MAP: attribute "a.mp4": must be NAME=value: not understood`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := hls.ParseMedia(tt.text)
			checkError(t, err, tt.want, tt.message)
		})
	}
}

func TestParseMasterErrors(t *testing.T) {
	tests := []struct {
		name, text string
		want       error
		message    string
	}{
		{"no playlist", "#EXTM3U8\n", hls.ErrNotPlaylist, "line 1: #EXTM3U: not a playlist"},
		{"cut off", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n", hls.ErrNoURI, "line 2: end: no URI follows"},
		{
			"two in a row", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n#EXT-X-STREAM-INF:BANDWIDTH=1\na\n", hls.ErrNoURI,
			"line 3: #EXT-X-STREAM-INF: the one before it: no URI follows",
		},
		{
			"URI alone", "#EXTM3U\na\n", hls.ErrSyntax,
			`line 2: URI: "a": no #EXT-X-STREAM-INF before it: not understood`,
		},
		{
			"no bandwidth", "#EXTM3U\n#EXT-X-STREAM-INF:CODECS=\"a\"\na\n", hls.ErrSyntax,
			"line 2: #EXT-X-STREAM-INF: BANDWIDTH is missing or 0: not understood",
		},
		{
			"bandwidth", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=4294967296\na\n", hls.ErrRange,
			"line 2: #EXT-X-STREAM-INF: BANDWIDTH 4294967296: must be at most 4294967295: out of range",
		},
		{
			"resolution", "#EXTM3U\n#EXT-X-STREAM-INF:RESOLUTION=1080p\na\n", hls.ErrSyntax,
			`line 2: #EXT-X-STREAM-INF: RESOLUTION "1080p": must be WIDTHxHEIGHT: not understood`,
		},
		{
			"width", "#EXTM3U\n#EXT-X-STREAM-INF:RESOLUTION=-1x1\na\n", hls.ErrSyntax,
			`line 2: #EXT-X-STREAM-INF: RESOLUTION "-1": must be a decimal number: not understood`,
		},
		{
			"frame rate", "#EXTM3U\n#EXT-X-STREAM-INF:FRAME-RATE=1001\na\n", hls.ErrRange,
			"line 2: #EXT-X-STREAM-INF: FRAME-RATE 1001: must be at most 1000: out of range",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := hls.ParseMaster(tt.text)
			checkError(t, err, tt.want, tt.message)
		})
	}
}

func checkError(t *testing.T, err, want error, message string) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Fatalf("error = %v, want one that is %v", err, want)
	}
	if err.Error() != message {
		t.Errorf("message %s\n   want %s", err, message)
	}
}

// FuzzParseMedia checks that no input breaks the parser, and that what it accepts
// can be written and read again unchanged.
func FuzzParseMedia(f *testing.F) {
	f.Add("#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:7\n#EXTINF:6.006,\na.m4s\n#EXT-X-ENDLIST\n")
	f.Add("#EXTM3U\r\n#EXT-X-TARGETDURATION:1\r\n#EXTINF:0.00001,title, with comma\r\nb.m4s\r\n")
	f.Add("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-PROGRAM-DATE-TIME:9999-12-31T23:59:59.999-00:01\n#EXTINF:1\na\n")
	f.Add(string(hls.AppendMedia(nil, live())))
	f.Add(string(hls.AppendMedia(nil, everything())))
	f.Fuzz(func(t *testing.T, text string) {
		checkFixpoint(t, text, hls.ParseMedia, hls.AppendMedia)
	})
}

// FuzzParseMaster is the same for multivariant playlists.
func FuzzParseMaster(f *testing.F) {
	f.Add("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,FRAME-RATE=0.0009,RESOLUTION=0x1\na\n")
	f.Add("#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=a,NAME=\"b\",URI=\"\"\n#EXT-X-MEDIA:TYPE=SUBTITLES\n")
	f.Add(string(hls.AppendMaster(nil, ladder())))
	f.Add(string(hls.AppendMaster(nil, choices())))
	f.Fuzz(func(t *testing.T, text string) {
		checkFixpoint(t, text, hls.ParseMaster, hls.AppendMaster)
	})
}

func checkFixpoint[T any](t *testing.T, text string, parse func(string) (*T, error), write func([]byte, *T) []byte) {
	first, err := parse(text)
	if err != nil {
		if _, ok := errors.AsType[*hls.SyntaxError](err); !ok {
			t.Fatalf("error %v does not say where", err)
		}
		return
	}
	written := string(write(nil, first))
	second, err := parse(written)
	if err != nil {
		t.Fatalf("cannot read back: %v\n%s", err, written)
	}
	if !reflect.DeepEqual(first, second) {
		t.Errorf("first  %+v\nsecond %+v\n%s", first, second, written)
	}
}
