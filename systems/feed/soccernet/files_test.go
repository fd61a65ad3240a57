package soccernet_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/soccernet"
	"touchline/systems/internal/recorded"
)

// files returns the recorded files that pattern matches, by name, and skips the
// test where there are none.
func files(t *testing.T, pattern string) map[string][]byte {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(recorded.Folder(t), "soccernet", pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Skipf("no recorded matches soccernet/%s", pattern)
	}
	all := map[string][]byte{}
	for _, path := range paths {
		if all[path], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestReplays reads the replays of all matches: the shots are those of the file,
// and fill each half from its beginning to the last label.
func TestReplays(t *testing.T) {
	all := map[string]int{}
	matches := files(t, "*/*/*/Labels-replays.json")
	for path, data := range matches {
		var reference struct {
			UrlLocal, GameHomeTeam, GameAwayTeam string
			Annotations                          []struct{ GameTime, Position, Replay string }
		}
		if err := json.Unmarshal(data, &reference); err != nil {
			t.Fatal(err)
		}
		m, err := recording.Read(soccernet.Read, data, ecs.NewSymbols())
		if err != nil || !soccernet.Is(data) || soccernet.IsText(data) {
			t.Fatalf("%s: %v", path, err)
		}
		recordingtest.Sound(t, m)
		if m.Home != reference.GameHomeTeam || m.Away != reference.GameAwayTeam || m.Kickoff == 0 || !m.Unscored || len(m.Warnings) > 0 || m.Records != len(reference.Annotations) {
			t.Errorf("%s: %s - %s at %d, %d records, warnings %v", path, m.Home, m.Away, m.Kickoff, m.Records, m.Warnings)
		}
		names := map[int32]string{components.ShownLive: "real-time", components.ShownReplay: "replay", components.ShownOther: "other"}
		var filled, last [3]int
		n := 0
		for _, e := range m.Events {
			if e.Kind != components.ProgramShot {
				continue
			}
			a := reference.Annotations[n]
			end, _ := strconv.Atoi(a.Position)
			if got := int(e.Clock/90) + int(e.Duration); got != end || names[e.Value] != a.Replay || e.Period != components.Period(a.GameTime[0]-'0') {
				t.Errorf("%s: shot %d: %+v, want the end of %+v", path, n+1, e, a)
			}
			filled[e.Period] += int(e.Duration)
			last[e.Period] = end
			all[a.Replay]++
			n++
		}
		if n != len(reference.Annotations) || filled != last {
			t.Errorf("%s: %d shots of %v ms, want %d of %v", path, n, filled, len(reference.Annotations), last)
		}

		// Without its own members, the file's header is in the name of its folder.
		var members map[string]json.RawMessage
		if err := json.Unmarshal(data, &members); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"gameHomeTeam", "gameAwayTeam", "gameDate", "gameScore"} {
			delete(members, name)
		}
		short, _ := json.Marshal(members)
		again, err := recording.Read(soccernet.Read, short, ecs.NewSymbols())
		if err != nil || again.Home != m.Home || again.Away != m.Away || again.Kickoff != m.Kickoff {
			t.Errorf("%s: %+v, %v, want %s - %s at %d", path, again, err, m.Home, m.Away, m.Kickoff)
		}
	}
	t.Logf("%d matches: %v", len(matches), all)
	if len(matches) == 26 && (all["replay"] != 1648 || all["real-time"] != 1039 || all["other"] != 281) {
		t.Errorf("%v, want 1648 replays, 1039 in real time, 281 others", all)
	}
}

// TestTranscripts reads all transcripts: every segment is a caption, at its time.
func TestTranscripts(t *testing.T) {
	repeated := 0
	transcripts := files(t, "echoes/*/*_asr.json")
	for path, data := range transcripts {
		var reference struct{ Segments map[string][3]any }
		if err := json.Unmarshal(data, &reference); err != nil {
			t.Fatal(err)
		}
		names := ecs.NewSymbols()
		m, err := recording.Read(whole(soccernet.Texts(components.FirstHalf)), data, names)
		if err != nil || soccernet.Is(data) || !soccernet.IsText(data) {
			t.Fatalf("%s: %v", path, err)
		}
		recordingtest.Sound(t, m)
		n, again := 0, 0
		for _, e := range m.Events {
			if e.Kind != components.Caption {
				continue
			}
			s := reference.Segments[strconv.Itoa(n)]
			start, end := int(math.Round(s[0].(float64)*1000)), int(math.Round(s[1].(float64)*1000))
			if int(e.Clock/90) != start || int(e.Duration) != end-start || names.Text(e.Player) != s[2].(string) || e.Flags != 0 {
				t.Errorf("%s: caption %d: %+v, want %v", path, n, e, s)
			}
			if n > 0 && s[2] == reference.Segments[strconv.Itoa(n-1)][2] {
				again++
			}
			n++
		}
		if n != len(reference.Segments) || m.Warnings.Count(recording.RepeatedText) != again || len(m.Warnings) > 1 {
			t.Errorf("%s: %d captions of %d segments, %d said again: %v", path, n, len(reference.Segments), again, m.Warnings)
		}
		repeated += again
	}
	t.Logf("%d transcripts, %d segments said again", len(transcripts), repeated)
	if len(transcripts) == 12 && repeated != 5997 {
		t.Errorf("%d segments said again, want 5997", repeated)
	}
}
