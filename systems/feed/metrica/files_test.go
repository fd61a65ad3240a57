package metrica_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/metrica"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/internal/recorded"
)

// TestFiles checks what the files come to. The first has no score of its own. It
// has three goals of the home side, and a ball that the home side plays out "off
// the woodwork, goal" at its own end, after which that side kicks off: an own
// goal.
func TestFiles(t *testing.T) {
	for _, tt := range []struct {
		name, home, away string
		records          int
		score            recording.Tally
		kickOffs         int
		warnings         string
	}{
		{
			"Sample_Game_1_RawEventsData.csv", "Home", "Away", 1745, recording.Tally{Home: 3, Away: 1}, 6,
			"bad-place: 4 times, first line 32: End X 1.05, 0.17 is far off the pitch: not known",
		},
		{
			"Sample_Game_3_events.json", "Team A", "Team B", 3620, recording.Tally{Away: 2}, 4,
			"unknown-sides: the metadata say which side is at home: taken to be FIFATMA",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := recording.Read(metrica.Read, recorded.File(t, "metrica", tt.name), ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			recordingtest.Sound(t, m)
			r := m.Result()
			if r.Score != tt.score || m.Records != tt.records || m.Home != tt.home || m.Away != tt.away || r.Periods != 2 {
				t.Errorf("%s %v %s in %d periods of %d records, want %v", m.Home, r.Score, m.Away, r.Periods, m.Records, tt.score)
			}
			if got := m.Warnings.String(); got != tt.warnings {
				t.Errorf("warnings\n got %s\nwant %s", got, tt.warnings)
			}
			if got := r.Kinds[components.KickOff]; got != tt.kickOffs {
				t.Errorf("%d kick-offs, want %d", got, tt.kickOffs)
			}
		})
	}
}

// TestMetadata reads the match whose metadata have the score: 0-2.
func TestMetadata(t *testing.T) {
	info := recorded.File(t, "metrica", "Sample_Game_3_metadata.xml")
	if !metrica.IsInfo(info) {
		t.Error("the metadata are not known")
	}
	read, err := metrica.WithInfo(info)
	if err != nil {
		t.Fatal(err)
	}
	m, err := recording.Read(read, recorded.File(t, "metrica", "Sample_Game_3_events.json"), ecs.NewSymbols())
	if err != nil || m.Home != "Team A" || m.Away != "Team B" || len(m.Warnings) > 0 {
		t.Fatalf("%v, %+v", err, m)
	}
}
