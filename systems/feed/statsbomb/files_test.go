package statsbomb_test

import (
	"encoding/json"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/statsbomb"
	"touchline/systems/internal/recorded"
)

// file returns a recorded match, which is not part of this repository.
func file(t testing.TB, name string) []byte {
	t.Helper()
	return recorded.File(t, "statsbomb", name)
}

var files = []struct {
	name, home, away string
	records          int
	score            recording.Tally
	warnings         map[recording.Class]int
}{
	{"7584_events.json", "Belgium", "Japan", 3715, recording.Tally{Home: 3, Away: 2}, nil},
	{"15946_events_pristine.json", "Barcelona", "Deportivo Alavés", 4002, recording.Tally{Home: 3}, nil},
	{"15986_events.json", "Barcelona", "Girona", 4027, recording.Tally{Home: 2, Away: 2}, map[recording.Class]int{recording.ClockRollover: 1}},
}

// TestFiles is what makes the reader right: the score that it derives is the
// match's own.
func TestFiles(t *testing.T) {
	for _, tt := range files {
		t.Run(tt.name, func(t *testing.T) {
			m, err := recording.Read(statsbomb.Read, file(t, tt.name), ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			if m.Home != tt.home || m.Away != tt.away || m.Records != tt.records {
				t.Errorf("%s - %s of %d records, want %s - %s of %d", m.Home, m.Away, m.Records, tt.home, tt.away, tt.records)
			}
			r := m.Result()
			if r.Score != tt.score || r.Periods != 2 || r.Kicks {
				t.Errorf("result %+v, want %+v in 2 periods", r, tt.score)
			}
			for _, w := range m.Warnings {
				t.Log(w)
				if w.Count != tt.warnings[w.Class] {
					t.Errorf("warning %v, want %v", w, tt.warnings)
				}
			}
			if len(m.Warnings) != len(tt.warnings) {
				t.Errorf("warnings:\n%v\nwant %v", m.Warnings, tt.warnings)
			}
			for k, n := range r.Kinds {
				if n > 0 {
					t.Logf("%4d %v", n, components.EventKind(k))
				}
			}
		})
	}
}

// BenchmarkRead measures a match of 3,715 events, read whole.
func BenchmarkRead(b *testing.B) {
	data := file(b, "7584_events.json")
	names := ecs.NewSymbols()
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := recording.Read(statsbomb.Read, data, names); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReference measures what encoding/json needs for the same fields,
// without making anything of them.
func BenchmarkReference(b *testing.B) {
	type ref struct {
		ID   int
		Name string
	}
	type record struct {
		ID             string
		Index          int
		Period         int
		Timestamp      string
		Type           ref
		PossessionTeam ref `json:"possession_team"`
		Team           ref
		Player         ref
		Location       []float64
		Duration       float64
		Pass           *struct {
			Recipient     ref
			Type, Outcome ref
			EndLocation   []float64 `json:"end_location"`
		}
		Carry *struct {
			EndLocation []float64 `json:"end_location"`
		}
		Shot *struct {
			Type, Outcome ref
			EndLocation   []float64 `json:"end_location"`
			Chance        float64   `json:"statsbomb_xg"`
		}
		Goalkeeper    *struct{ Type ref }
		FoulCommitted *struct {
			Penalty bool
			Card    ref
		} `json:"foul_committed"`
		BadBehaviour *struct{ Card ref } `json:"bad_behaviour"`
		Substitution *struct{ Replacement ref }
	}
	data := file(b, "7584_events.json")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var records []record
		if err := json.Unmarshal(data, &records); err != nil {
			b.Fatal(err)
		}
	}
}
