package webvtt_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/internal/golden"
	"touchline/systems/manifest/webvtt"
)

const second = components.PTSPerSecond

func TestSegment(t *testing.T) {
	b := webvtt.AppendHead(nil, 1<<33+900_000, 3600*second)
	for _, c := range []webvtt.Cue{
		{ID: 7, Start: 3600 * second, End: 3605 * second, Text: "Goal, Argentina 1-0 France"},
		{ID: 8, Start: 3601*second + 89, End: 100*3600*second + 1, Text: "¡Qué <b>golazo</b> & gol -->!\r\n\r\n\nMessi\n"},
		{ID: 9, Start: 3602 * second, End: 3602 * second, Text: "\nnul \x00 and \xff\r"},
	} {
		b = webvtt.AppendCue(b, &c)
	}
	golden.Check(t, "segment.vtt", b)
	golden.Check(t, "empty.vtt", webvtt.AppendHead(nil, 0, 0))
}

// TestHead: the time that cues are told in is that of the media, to the step of its
// clock, over the wrap of 33 bits and on both sides of it.
func TestHead(t *testing.T) {
	for _, tt := range []struct {
		start, at components.PTS
		want      string
	}{
		{0, 0, "LOCAL:00:00:00.000,MPEGTS:0"},
		{900_000, 180_000, "LOCAL:00:00:02.000,MPEGTS:900000"},
		{900_000, 180_089, "LOCAL:00:00:02.000,MPEGTS:899911"},
		{900_001, 180_090, "LOCAL:00:00:02.001,MPEGTS:900001"},
		{1<<33 - 1, 90, "LOCAL:00:00:00.001,MPEGTS:8589934591"},
		{1 << 33, 90, "LOCAL:00:00:00.001,MPEGTS:0"},
		{1<<33 + 5, 100, "LOCAL:00:00:00.001,MPEGTS:8589934587"},
		{5, 100, "LOCAL:00:00:00.001,MPEGTS:8589934587"},
		{77, 100 * 3600 * second, "LOCAL:100:00:00.000,MPEGTS:77"},
	} {
		want := "WEBVTT\nX-TIMESTAMP-MAP=" + tt.want + "\n\n"
		if got := string(webvtt.AppendHead(nil, tt.start, tt.at)); got != want {
			t.Errorf("start %d at %d: %q, want %q", tt.start, tt.at, got, want)
		}
	}
}

// TestText: whatever is said, a cue stays one: no empty line, no arrow, no markup.
func TestText(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	const letters = "a<>&-\r\n\x00\xffé "
	for range 20_000 {
		var b strings.Builder
		for range rng.IntN(12) {
			b.WriteByte(letters[rng.IntN(len(letters))])
		}
		c := webvtt.Cue{ID: 1, End: second, Text: "x" + b.String()}
		got := string(webvtt.AppendCue(nil, &c))
		body, ok := strings.CutPrefix(got, "1\n00:00:00.000 --> 00:00:01.000\nx")
		text, end := strings.CutSuffix(body, "\n\n")
		if !ok || !end || strings.Contains(text, "\n\n") || strings.HasSuffix(text, "\n") || strings.ContainsAny(text, "<>\r\x00") ||
			strings.ToValidUTF8(got, "") != got {
			t.Fatalf("%q is written as %q", c.Text, got)
		}
	}
}

func TestAllocates(t *testing.T) {
	c := webvtt.Cue{ID: 1, Start: second, End: 2 * second, Text: "¡Gol! <1-0> & más\nMessi"}
	b := make([]byte, 0, 1024)
	if n := testing.AllocsPerRun(100, func() { b = webvtt.AppendCue(webvtt.AppendHead(b[:0], 9, 9), &c) }); n != 0 {
		t.Errorf("allocates %v times, want 0", n)
	}
}
