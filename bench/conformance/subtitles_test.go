package conformance

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// titles is what webvtt-parser says of a segment of subtitles.
type titles struct {
	File   string   `json:"file"`
	Errors []string `json:"errors"`
	Cues   []struct {
		ID    string  `json:"id"`
		Start float64 `json:"start"`
		End   float64 `json:"end"`
		Text  string  `json:"text"`
	} `json:"cues"`
}

// spoken is a commentary that holds whatever WebVTT takes for its own.
const spoken = `{"v":1,"sport":"football","home":"A & B","away":"C <1904>","kickoff":"2030-02-02T15:00:00Z"}
{"t":0,"p":1,"k":"period_start"}
{"t":2000,"k":"goal","team":"home"}
{"t":10000,"k":"caption","player":"<v Ann>&amp; it's in --> \u00a1GOL! \u2028 <c.red>\u0000","dur":3500}
{"t":11000,"k":"caption","player":"00:01.000 --> 00:02.000\n\nNOTE x\r\nSTYLE","dur":3500}
{"t":30000,"p":1,"k":"period_end"}
`

// TestSubtitleSegments: segments of subtitles are WebVTT without a complaint; a parser
// sees in them what was said, and ffmpeg does, over the playlist.
func TestSubtitleSegments(t *testing.T) {
	match := filepath.Join(t.TempDir(), "spoken.ndjson")
	if err := os.WriteFile(match, []byte(spoken), 0o600); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "out")
	out, err := exec.Command(build(t), "replay", "--quiet", "--out", dir, "--media", "--renditions", "1", match).CombinedOutput()
	if err != nil {
		t.Fatalf("replay --media: %v\n%s", err, out)
	}
	hls := filepath.Join(dir, "stream-0001", "hls")
	files := below(t, hls, ".vtt")
	seen := map[string]int{}
	for _, s := range parsed[titles](t, "parse-vtt.mjs", files) {
		for _, e := range s.Errors {
			t.Errorf("%s: %s", s.File, e)
		}
		for _, c := range s.Cues {
			seen[fmt.Sprintf("%s %.3f %.3f %s", c.ID, c.Start, c.End, c.Text)]++
		}
	}
	for cue, segments := range map[string]int{
		"1 8.000 14.000 Goal, A & B 1-0 C <1904>":                             3,
		"2 10.000 13.500 <v Ann>&amp; it's in --> ¡GOL! \u2028 <c.red>\ufffd": 2,
		"3 11.000 14.500 00:01.000 --> 00:02.000\nNOTE x\nSTYLE":              3,
	} {
		if seen[cue] != segments {
			t.Errorf("%q is in %d segments, want %d", cue, seen[cue], segments)
		}
	}
	if len(seen) != 3 {
		t.Errorf("%d cues: %v", len(seen), seen)
	}
	t.Logf("%d segments", len(files))

	ffmpeg := program(t, "ffmpeg", "ffmpeg")
	text, err := exec.Command(ffmpeg, "-v", "error", "-allowed_extensions", "ALL", "-i", filepath.Join(hls, "subtitles.m3u8"), "-f", "webvtt", "-").CombinedOutput()
	if err != nil || strings.Count(string(text), "Goal, A & B 1-0 C <1904>") == 0 {
		t.Errorf("ffmpeg: %v\n%s", err, text)
	}
}

// TestSubtitleFaults plants faults in a segment and wants each one found.
func TestSubtitleFaults(t *testing.T) {
	const good = "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n1\n00:00:01.000 --> 00:00:02.000\nGoal &amp; more\n\n"
	for _, tt := range []struct{ old, new string }{
		{"", ""}, {"WEBVTT\n", "WEBVT\n"}, {"01.000 -->", "01.00 -->"}, {"-->", "->"}, {"00:00:02", "00:00:01"}, {"&amp;", "<b"}, {"\n\n1\n", "\n1\n"},
	} {
		file := filepath.Join(t.TempDir(), "1.vtt")
		if err := os.WriteFile(file, []byte(strings.Replace(good, tt.old, tt.new, 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		if s := parsed[titles](t, "parse-vtt.mjs", []string{file})[0]; len(s.Errors) > 0 != (tt.old != "") {
			t.Errorf("%q for %q: %q", tt.new, tt.old, s.Errors)
		}
	}
}

// TestSubtitles: players that show subtitles play without a stall, and have a goal at
// the media time at which viewers may know of it, once.
func TestSubtitles(t *testing.T) {
	goals := decided(t, goal...)
	persistently(t, func() (found []string) {
		s := serve(t, goal...)
		var sessions []session
		for _, player := range []string{"hls", "hls-ll", "shaka-hls"} {
			one := s.session(player, "/hls/master.m3u8")
			one.Subtitles = true
			sessions = append(sessions, one)
		}
		for _, r := range play(t, sessions...) {
			wrong := append(faults(&r, *seconds), titled(&r, goals)...)
			if len(wrong) > 0 {
				found = append(found, fmt.Sprintf("%s %s: %s", r.Player, r.URL, strings.Join(wrong, "; ")))
			}
		}
		return found
	})
}

// titled looks for the goal among the subtitles of a player.
func titled(r *report, goals []moment) (wrong []string) {
	var cues []metadata
	for _, m := range r.Metadata {
		if m.Via == "subtitle" && strings.HasPrefix(m.Attributes["text"], "Goal, Argentina 1-0 France") {
			cues = append(cues, m)
		}
	}
	if len(cues) != 1 {
		return []string{fmt.Sprintf("%d subtitles of the goal", len(cues))}
	}
	at, ok := dated(r, cues[0].Start)
	if !ok || !slices.ContainsFunc(goals, func(g moment) bool { return at.Sub(g.date(g.Release)).Abs() < 100*time.Millisecond }) {
		wrong = append(wrong, fmt.Sprintf("it stands at %v, where no goal is released", at))
	}
	return wrong
}
