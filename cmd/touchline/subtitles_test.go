package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"touchline/systems/manifest/hls"
)

// said is a commentary of a match, with what HTML and WebVTT take for their own.
const said = `{"v":1,"sport":"football","home":"A & B","away":"C","kickoff":"2030-02-02T15:00:00Z"}
{"t":0,"p":1,"k":"period_start"}
{"t":2000,"k":"goal","team":"home"}
{"t":20000,"k":"caption","player":"<b>Corner</b> & no goal -->","dur":3000,"late":3000}
{"t":24000,"k":"goal","team":"away"}
{"t":30000,"k":"caption","player":"Oh!","dur":200,"late":200}
{"t":35000,"k":"caption","player":"nobody said that","flags":["void"]}
{"t":36000,"k":"caption","player":"  "}
{"t":61000,"k":"goal","team":"home"}
{"t":80000,"p":1,"k":"period_end"}
`

var cueText = regexp.MustCompile(`(?m)^(\d+)\n(\S+) --> (\S+)\n(.+)\n\n`)

// TestSubtitles: what is said, and the goals where nobody comments, are in the segments
// that they are shown in, from when viewers may know.
func TestSubtitles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	match := filepath.Join(t.TempDir(), "said.ndjson")
	if err := os.WriteFile(match, []byte(said), 0o600); err != nil {
		t.Fatal(err)
	}
	var errs bytes.Buffer
	if code := Main(t.Context(), []string{"replay", "--out", dir, "--media", "--renditions", "1", "--viewers", "1", match}, nil, io.Discard, &errs); code != 0 {
		t.Fatalf("exit code %d\n%s", code, errs.String())
	}
	read := func(name string) string {
		text, err := os.ReadFile(filepath.Join(dir, "stream-0001", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	m, err := hls.ParseMedia(read("hls/subtitles.m3u8"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{} // where each is
	for i, s := range m.Segments {
		text := read("hls/" + s.URI)
		at := int64(i) * 2000
		if want := fmt.Sprintf("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:%s,MPEGTS:%d\n\n", vttTime(at), at*90); !strings.HasPrefix(text, want) {
			t.Errorf("%s begins %.60q, want %q", s.URI, text, want)
		}
		for _, c := range cueText.FindAllStringSubmatch(text, -1) {
			found[strings.Join(c[1:], " ")] += fmt.Sprintf(" %d", m.Sequence+uint64(i))
		}
	}
	// A goal is told 6 s after the moment, when the slowest viewer has seen it; what is
	// said, as it is heard, for a second at least.
	want := map[string]string{
		"1 00:00:08.000 00:00:14.000 Goal, A &amp; B 1-0 C":                          " 5 6 7",
		"2 00:00:23.000 00:00:26.000 &lt;b&gt;Corner&lt;/b&gt; &amp; no goal --&gt;": " 12 13",
		"3 00:00:30.200 00:00:31.200 Oh!":                                            " 16",
		"4 00:01:07.000 00:01:13.000 Goal, A &amp; B 2-1 C":                          " 34 35 36 37",
	}
	for cue, where := range want {
		if found[cue] != where {
			t.Errorf("%s is in%s, want in%s", cue, found[cue], where)
		}
	}
	if len(found) != len(want) {
		t.Errorf("%d cues, want %d: %v", len(found), len(want), found)
	}
	for line := range strings.Lines(read("wagering.ndjson")) {
		var d decision
		if err := json.Unmarshal([]byte(line), &d); err != nil {
			t.Fatal(err)
		}
		if d.Op == "event" && d.of("goal") && d.Release < d.Occurred+6*90_000 {
			t.Errorf("a goal at %d is released at %d", d.Occurred, d.Release)
		}
	}
}

// vttTime is a time in milliseconds as WebVTT has it.
func vttTime(ms int64) string {
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, ms%1000)
}
