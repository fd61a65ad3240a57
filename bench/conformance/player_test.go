package conformance

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"testing"
	"time"
)

// session is what play.mjs is told of one player.
type session struct {
	Player  string `json:"player"`
	URL     string `json:"url"`
	Seconds int    `json:"seconds"`
	License string `json:"license,omitempty"`
	Token   string `json:"token,omitempty"`
	Clock   string `json:"clock,omitempty"`
	Size    string `json:"size,omitempty"`

	Subtitles bool `json:"subtitles,omitempty"` // shown
}

// report is what it says came of it; times are seconds from the start of loading, on
// the player's own timeline where they are called position or start.
type report struct {
	Player     string   `json:"player"`
	Version    string   `json:"version"`
	URL        string   `json:"url"`
	Broken     string   `json:"broken"`
	Wall       float64  `json:"wall"`
	Played     float64  `json:"played"`
	FirstFrame *float64 `json:"firstFrame"`
	Stalls     []pause  `json:"stalls"`
	Freezes    []pause  `json:"freezes"`
	Jumps      []struct {
		At, From, To float64
	} `json:"jumps"`
	PlayerStalls []struct {
		At, Position float64
	} `json:"playerStalls"`
	Latency []struct {
		At      float64  `json:"at"`
		Latency *float64 `json:"latency"`
		Target  *float64 `json:"target"`
		Behind  *float64 `json:"behind"`
	} `json:"latency"`
	Timeline []struct {
		Position float64   `json:"position"`
		Date     time.Time `json:"date"`
	} `json:"timeline"`
	Switches []struct {
		At        float64 `json:"at"`
		Height    int     `json:"height"`
		Bandwidth float64 `json:"bandwidth"`
	} `json:"switches"`
	Ways []struct {
		At  float64 `json:"at"`
		Way string  `json:"way"`
	} `json:"ways"`
	Frames struct {
		Total   int `json:"total"`
		Dropped int `json:"dropped"`
		Width   int `json:"width"`
		Height  int `json:"height"`
	} `json:"frames"`
	Errors []struct {
		At      float64 `json:"at"`
		Fatal   bool    `json:"fatal"`
		Type    string  `json:"type"`
		Code    string  `json:"code"`
		Message string  `json:"message"`
	} `json:"errors"`
	Metadata []metadata `json:"metadata"`
	Keys     struct {
		Statuses map[string]string `json:"statuses"`
		Sessions int               `json:"sessions"`
		Requests []string          `json:"requests"`
	} `json:"keys"`
	Console []string `json:"console"`
}

type pause struct {
	At, Position, Seconds float64
}

type metadata struct {
	Via        string            `json:"via"`
	ID         string            `json:"id"`
	Scheme     string            `json:"scheme"`
	Start      float64           `json:"start"`
	Heard      float64           `json:"heard"`
	Reached    *float64          `json:"reached"`
	Date       *time.Time        `json:"date"`
	Duration   *float64          `json:"duration"`
	Attributes map[string]string `json:"attributes"`
}

// play plays all sessions at once, each in a page of one browser.
func play(t testing.TB, sessions ...session) []report {
	t.Helper()
	chromium := program(t, "chromium", "chromium")
	plan, err := json.Marshal(sessions)
	if err != nil {
		t.Fatal(err)
	}
	cmd := nodeTool(t, "play.mjs", "--plan", "-", "--chromium", chromium)
	cmd.Stdin = bytes.NewReader(plan)
	reports := lines[report](t, cmd)
	if len(reports) != len(sessions) {
		t.Fatalf("%d reports of %d sessions", len(reports), len(sessions))
	}
	for i := range reports {
		t.Logf("%s", summary(&reports[i]))
	}
	return reports
}

func summary(r *report) string {
	latency, target, behind := settled(r)
	line := map[string]any{
		"player": r.Player + " " + r.Version, "url": r.URL, "played": r.Played, "first": r.FirstFrame,
		"stalls": r.Stalls, "freezes": r.Freezes, "jumps": len(r.Jumps), "playerStalls": len(r.PlayerStalls),
		"latency": latency, "target": target, "behind": behind,
		"frames": r.Frames, "switches": len(r.Switches), "errors": r.Errors, "metadata": len(r.Metadata),
		"keys": r.Keys.Statuses, "broken": r.Broken,
	}
	text, err := json.Marshal(line)
	if err != nil {
		return err.Error()
	}
	return string(text)
}

// settled gives the latency that a player kept over its last seconds and what it
// meant to keep (its own figures), and how far it was behind the clock of the media;
// -1 where it said nothing.
func settled(r *report) (latency, target, behind float64) {
	latency, target, behind = -1, -1, -1
	from := max(10, r.Wall-5)
	var n, m float64
	var sumLatency, sumBehind float64
	for _, s := range r.Latency {
		if s.At < from {
			continue
		}
		if s.Latency != nil && s.Target != nil {
			sumLatency += *s.Latency
			target = *s.Target
			n++
		}
		if s.Behind != nil {
			sumBehind += *s.Behind
			m++
		}
	}
	round := func(x float64) float64 { return math.Round(x*1000) / 1000 }
	if n > 0 {
		latency = round(sumLatency / n)
	}
	if m > 0 {
		behind = round(sumBehind / m)
	}
	return latency, target, behind
}

// startup is how long after its first frame a player may still be starting.
const startup = 2.0

// faults lists what is not as undisturbed play should be; none for a good one.
func faults(r *report, seconds int) (found []string) {
	fault := func(is bool, text string) {
		if is {
			found = append(found, text)
		}
	}
	fault(r.Broken != "", "the page broke: "+r.Broken)
	fault(r.FirstFrame == nil, "no frame was shown")
	for _, e := range r.Errors {
		fault(e.Fatal, "fatal error "+e.Type+" "+e.Code+": "+e.Message)
	}
	// A player may show the first frames of its first segment while it still waits for
	// the second: that is starting, not stalling.
	started := startup
	if r.FirstFrame != nil {
		started += *r.FirstFrame
	}
	for _, p := range r.Stalls {
		fault(p.At > started, fmt.Sprintf("stalled for %v s after %v s", p.Seconds, p.At))
	}
	for _, p := range r.Freezes {
		fault(p.At > started, fmt.Sprintf("the picture stood for %v s after %v s", p.Seconds, p.At))
	}
	for _, p := range r.PlayerStalls {
		fault(p.At > started, fmt.Sprintf("the player reported a stall after %v s", p.At))
	}
	// Players may begin with one seek to where they want to be; they catch up or fall
	// back by a twentieth in speed, for a while.
	fault(r.Played < 0.9*float64(seconds), "played less than was asked for")
	return found
}
