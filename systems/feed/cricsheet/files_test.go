package cricsheet_test

import (
	"encoding/json"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/cricsheet"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/internal/recorded"
)

// document is what the tests take from a file, with the standard library.
type document struct {
	Info struct {
		Outcome struct {
			Winner, Result, Eliminator string
			By                         struct{ Runs, Wickets int }
		}
		Teams []string
	}
	Innings []struct {
		Team   string
		Target struct{ Runs int }
		Super  bool `json:"super_over"`
		Overs  []struct {
			Deliveries []struct {
				Runs    struct{ Total int }
				Wickets []struct{ Kind string }
			}
		}
	}
}

// TestFiles is what makes the reader right: innings, target and outcome are the
// file's own.
func TestFiles(t *testing.T) {
	for _, tt := range []struct {
		name    string
		innings []recording.Innings
		outcome recording.Outcome
		balls   int
	}{
		{"1144530.json", []recording.Innings{
			{Team: components.Away, Runs: 241, Wickets: 8}, {Team: components.Home, Runs: 241, Wickets: 10},
			{Team: components.Home, Runs: 15, Super: true}, {Team: components.Away, Runs: 15, Wickets: 1, Super: true},
		}, recording.Tie, 635},
		{"1254095.json", []recording.Innings{{Team: components.Home, Runs: 141, Wickets: 7}, {Team: components.Away, Runs: 137, Wickets: 6}}, recording.HomeWin, 246},
		{"1359541.json", []recording.Innings{{Team: components.Home, Runs: 223, Wickets: 3}, {Team: components.Away, Runs: 146, Wickets: 9}}, recording.HomeWin, 256},
		{"829813.json", []recording.Innings{{Team: components.Away, Runs: 187, Wickets: 5}, {Team: components.Home, Runs: 2}}, recording.NoResult, 130},
	} {
		t.Run(tt.name, func(t *testing.T) {
			data := recorded.File(t, "cricsheet", tt.name)
			m, err := recording.Read(cricsheet.Read, data, ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			recordingtest.Sound(t, m)
			r := m.Result()
			if len(r.Innings) != len(tt.innings) || r.Outcome != tt.outcome || m.Records != tt.balls || len(m.Warnings) > 0 {
				t.Fatalf("innings %+v, outcome %s, %d balls, warnings %v", r.Innings, r.Outcome, m.Records, m.Warnings)
			}
			for i, want := range tt.innings {
				if r.Innings[i] != want {
					t.Errorf("innings %d: %+v, want %+v", i+1, r.Innings[i], want)
				}
			}
			var d document
			if err := json.Unmarshal(data, &d); err != nil {
				t.Fatal(err)
			}
			own(t, m, &r, &d)
		})
	}
}

// own holds what was read against what the file says of itself.
func own(t *testing.T, m *recording.Match, r *recording.Result, d *document) {
	side := map[string]components.Team{d.Info.Teams[0]: components.Home, d.Info.Teams[1]: components.Away}
	if m.Eliminator != side[d.Info.Outcome.Eliminator] {
		t.Errorf("eliminator %v, want %s", m.Eliminator, d.Info.Outcome.Eliminator)
	}
	for i, in := range d.Innings {
		runs, wickets := 0, 0
		for _, over := range in.Overs {
			for _, ball := range over.Deliveries {
				runs += ball.Runs.Total
				wickets += len(ball.Wickets)
			}
		}
		got := r.Innings[i]
		if got != (recording.Innings{Team: side[in.Team], Runs: runs, Wickets: wickets, Super: in.Super}) {
			t.Errorf("innings %d: %+v, the file has %d for %d", i+1, got, runs, wickets)
		}
		if in.Target.Runs != 0 && in.Target.Runs != r.Innings[i-1].Runs+1 {
			t.Errorf("innings %d: the target is %d, after %d", i+1, in.Target.Runs, r.Innings[i-1].Runs)
		}
	}
	if by := d.Info.Outcome.By.Runs; by != 0 && r.Innings[0].Runs-r.Innings[1].Runs != by {
		t.Errorf("won by %d runs, want %d", r.Innings[0].Runs-r.Innings[1].Runs, by)
	}
}
