package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"touchline/components"
)

// explained is what explain --json says, read back.
type explained struct {
	Answers []struct {
		About, State string
		Why, Later   []explainedRow
	}
	Made []explainedRow
}

type explainedRow struct {
	Text string
	Line int
	Row  json.RawMessage
}

// TestExplain asks about moments of the two matches that are built in. What is said
// to be in force is what the last row before the end of the moment says, found by
// code that shares nothing with what is tested, and each row that is cited is the
// line of the file that it is said to be.
func TestExplain(t *testing.T) {
	for _, tt := range []struct {
		match string
		every int // ticks from one moment to the next
		least int // moments
	}{{"drill", 601, 50}, {"final", 20_011, 10}} {
		t.Run(tt.match, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "out")
			stdout(t, "replay", "--quiet", "--viewers", "20", "--out", dir, tt.match)
			data, err := os.ReadFile(filepath.Join(dir, "stream-0001", "decisions.ndjson"))
			if err != nil {
				t.Fatal(err)
			}
			lines := bytes.Split(bytes.TrimSpace(data), []byte("\n"))
			rows := make([]decision, len(lines))
			for i, line := range lines {
				if err := json.Unmarshal(line, &rows[i]); err != nil {
					t.Fatal(err)
				}
			}
			moments := 0
			for tick := int64(0); tick < rows[len(rows)-1].Tick; tick += int64(tt.every) {
				var e explained
				if err := json.Unmarshal(stdout(t, "explain", dir, "--tick", fmt.Sprint(tick), "--json"), &e); err != nil {
					t.Fatal(err)
				}
				explainedRight(t, tick, &e, rows, lines)
				moments++
			}
			if moments < tt.least {
				t.Errorf("only %d moments were asked about", moments)
			}
		})
	}
}

func explainedRight(t *testing.T, tick int64, e *explained, rows []decision, lines [][]byte) {
	t.Helper()
	want := inForce(rows, tick)
	made := 0
	for i := range rows {
		if rows[i].Tick == tick {
			made++
		}
	}
	if len(e.Made) != made {
		t.Errorf("tick %d: %d decisions made in it, want %d", tick, len(e.Made), made)
	}
	cited := e.Made
	for _, a := range e.Answers {
		if state, ok := want[a.About]; ok && state != a.State {
			t.Errorf("tick %d: %s is %q, want %q", tick, a.About, a.State, state)
		}
		delete(want, a.About)
		cited = append(cited, append(a.Why, a.Later...)...)
	}
	if len(want) > 0 {
		t.Errorf("tick %d: no answer about %v", tick, want)
	}
	for _, c := range cited {
		if c.Text == "" || c.Line < 1 || c.Line > len(lines) || !bytes.Equal(c.Row, lines[c.Line-1]) {
			t.Errorf("tick %d: %q cites line %d as %s", tick, c.Text, c.Line, c.Row)
		}
	}
}

// inForce says what is in force at the end of a tick.
func inForce(rows []decision, tick int64) map[string]string {
	states := map[string]string{"camera": "camera 0", "alerts": "none"}
	for g := range components.Groups {
		states[g.String()] = "not offered"
	}
	held := map[uint64]bool{}
	raised := map[string]bool{}
	for i := range rows {
		d := &rows[i]
		switch {
		case d.Tick > tick:
			continue
		case d.Kind == "wager" && d.Market != "":
			states[d.Market] = d.Status
			if d.Status == "active" {
				states[d.Market] = "open"
			}
		case d.Kind == "cut":
			states["camera"] = fmt.Sprint("camera ", d.To)
		case d.Kind == "segment-entry":
			states["segments"] = fmt.Sprint("segment ", d.Sequence)
		case d.Kind == "alert":
			raised[d.Alert] = d.Raised
		case d.Kind == "grant" && (d.Result == "granted" || d.Result == "renewed"):
			held[d.Viewer] = true
		case d.Kind == "grant" && (d.Result == "left" || d.Result == "expired" || d.Result == "revoked"):
			delete(held, d.Viewer)
		}
	}
	states["licenses"] = fmt.Sprint(len(held), " held")
	for _, name := range []string{"threshold", "spike", "sustained"} {
		switch {
		case raised[name] && states["alerts"] == "none":
			states["alerts"] = name
		case raised[name]:
			states["alerts"] += ", " + name
		}
	}
	return states
}
