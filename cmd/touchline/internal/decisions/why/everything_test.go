package why_test

import (
	"fmt"
	"strings"
	"testing"

	. "touchline/cmd/touchline/internal/decisions/decisionstest"
	"touchline/cmd/touchline/internal/decisions/why"
)

// cut is a row of a cut. More are further fields.
func cut(tick, from, to int, reason string, score, against int, more string) string {
	return Row("cut", tick, fmt.Sprintf(`"from":%d,"from_role":"wide","to":%d,"to_role":"tight","reason":%q,"score":%d,"against":%d,"shot_ms":8040%s`, from, to, reason, score, against, more))
}

// TestCamera: the cut that brought the camera on air, the one before and the next.
func TestCamera(t *testing.T) {
	lines := []string{
		Row("segment-entry", 10, `"sequence":0,"start":0,"duration":180000,"key_period":0,"discontinuity":false,"gap":false`),
		cut(100, 0, 1, "better", 515, 397, ""),
		cut(200, 1, 2, "long", 369, 569, ""),
		told(290, "goal", 16, "home", "1-0"),
		cut(300, 2, 3, "event", 646, 541, `,"occurred":1305000,"received":1305000,"release":1350900,`+Cause("goal", 16, 0)),
		cut(400, 3, 0, "lost", 275, 148, `,"cause":{"source":"control","event":"camera_lost","sequence":34,"revision":0}`),
		cut(500, 0, 1, "operator", 400, 400, `,"cause":{"source":"control","event":"take","sequence":35,"revision":0}`),
		cut(600, 1, 0, "integrity", 1, 2, `,"cause":{"source":"detector","event":"other","sequence":0,"revision":0}`),
	}
	const (
		old      = " which had been on air for 8.0 s."
		first    = "1@00:05 - Cut from camera 0 (wide) to camera 1 (tight): it scored better by enough. It scored 515, a lead of 118 over the 397 of the old one," + old
		second   = "1@00:10 - Cut from camera 1 (wide) to camera 2 (tight): the shot had reached its greatest length. It scored 369, 200 less than the 569 of the old one," + old
		third    = "1@00:15 16 Cut from camera 2 (wide) to camera 3 (tight): the match asked for it (a goal for home, 0.5 s after it). It scored 646, a lead of 105 over the 541 of the old one," + old
		fourth   = "1@00:20 34 Cut from camera 3 (wide) to camera 0 (tight): the camera on air gives no picture (the loss of the camera). It scored 275, a lead of 127 over the 148 of the old one," + old
		operator = "1@00:25 35 Cut from camera 0 (wide) to camera 1 (tight): an operator took it. It scored 400, a lead of 0 over the 400 of the old one," + old
		suspect  = "1@00:30 0 Cut from camera 1 (wide) to camera 0 (tight): the picture is under suspicion (the detectors). It scored 1, 1 less than the 2 of the old one," + old
	)
	for _, tt := range []struct {
		at, state, text string
		why, later      []string
	}{
		{"00:01", "camera 0", "Camera 0 (wide) is on air since the run began: no cut was made until 1@00:05.", nil, []string{first}},
		{"00:06", "camera 1", "Camera 1 (tight) is on air since 1@00:05, for 1 s.", []string{first}, []string{second}},
		{"00:15", "camera 3", "Camera 3 (tight) is on air since 1@00:15.", []string{second, third}, []string{fourth}},
		{"00:22", "camera 0", "Camera 0 (tight) is on air since 1@00:20, for 2 s.", []string{third, fourth}, []string{operator}},
		{"00:30", "camera 0", "Camera 0 (tight) is on air since 1@00:30.", []string{operator, suspect}, nil},
	} {
		t.Run(tt.at, func(t *testing.T) {
			p := ask(t, why.Question{At: at(t, tt.at), Camera: true}, lines...).Parts[0]
			if p.State != tt.state || p.Text != tt.text {
				t.Errorf("%s: %s\nwant %s: %s", p.State, p.Text, tt.state, tt.text)
			}
			same(t, "why", p.Why, tt.why)
			same(t, "later", p.Later, tt.later)
		})
	}
	p := ask(t, why.Question{At: at(t, "tick 10"), Camera: true}, lines[0]).Parts[0]
	if p.State != "not known" || p.Why != nil || p.Later != nil {
		t.Errorf("without a cut: %+v", p)
	}
}

// TestEverything: each module has its part, and what came after the moment is in
// none.
func TestEverything(t *testing.T) {
	segment := func(tick, sequence int, discontinuity, gap bool) string {
		return Row("segment-entry", tick, fmt.Sprintf(`"sequence":%d,"start":%d,"duration":180000,"key_period":4,"discontinuity":%t,"gap":%t`, sequence, 4500*tick, discontinuity, gap))
	}
	grant := func(tick, viewer int, result string) string {
		return Row("grant", tick, fmt.Sprintf(`"viewer":%d,"result":%q,"tier":"hd"`, viewer, result))
	}
	alert := func(tick int, name string, raised bool) string {
		return Row("alert", tick, fmt.Sprintf(`"alert":%q,"raised":%t,"risk":1,"value":2`, name, raised))
	}
	lines := []string{
		segment(0, 0, false, false), grant(0, 1, "granted"), grant(0, 2, "granted"), grant(0, 3, "granted"), grant(0, 4, "refused-window"),
		alert(20, "threshold", true), alert(20, "spike", true), segment(40, 1, true, false), Row("clip", 50, Cause("goal", 3, 0)),
		alert(60, "spike", false), grant(60, 1, "renewed"), segment(80, 2, false, true), grant(80, 2, "left"), grant(81, 3, "revoked"),
		segment(120, 3, false, false), Row("clip", 125, ""),
		segment(160, 4, true, true), grant(160, 9, "granted"), alert(160, "spike", true), Row("clip", 160, ""),
	}
	parts := map[string]string{}
	a := ask(t, why.Question{At: at(t, "0:06")}, lines...)
	for _, p := range a.Parts {
		var rows []string
		for _, s := range p.Why {
			rows = append(rows, fmt.Sprint(s.Row.Line))
		}
		parts[p.About] = p.State + ". " + p.Text + " " + strings.Join(rows, ",")
	}
	for about, want := range map[string]string{
		"camera":   "not known. What is on air is in no decision: the run has no cut. ",
		"result":   "not offered. Market result has no records: the run has none of wagering. ",
		"alerts":   "threshold. The picture is under suspicion: threshold. 6",
		"licenses": "1 held. Licenses held: 1. Answers since the run began: 3 granted, 1 left, 1 refused-window, 1 renewed, 1 revoked. 14",
		"segments": "segment 3. Segment 3 is the newest in the playlists. The last break was before segment 1, at 1@00:02. The last gap is segment 2, at 1@00:04. 8,12,15",
		"splices":  "none. The run has no splice points. ",
		"clip":     "2. 2 of the kind clip since the run began, the last at 1@00:06. 16",
	} {
		if parts[about] != want {
			t.Errorf("%s: %q\nwant %q", about, parts[about], want)
		}
	}
	if len(parts) != 11 {
		t.Errorf("%d parts, want those of camera, five markets, alerts, licenses, segments, splices and clips", len(parts))
	}
	same(t, "made", a.Made, []string{
		"1@00:06 - Segment 3 enters the playlists: 2.0 s from PTS 540000, key period 4.",
		"1@00:06 - A clip of the module a module.",
	})
	same(t, "made", ask(t, why.Question{At: at(t, "0:02")}, lines...).Made, []string{
		"1@00:02 - Segment 1 enters the playlists: 2.0 s from PTS 180000, key period 4, after a break.",
		"1@00:02 3 A clip of the module a module, which goes back to a goal.",
	})
}
