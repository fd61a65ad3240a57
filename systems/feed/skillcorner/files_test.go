package skillcorner_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/skillcorner"
	"touchline/systems/internal/recorded"
)

// TestFile is what makes the reader right: the score that it derives is the
// match's own.
func TestFile(t *testing.T) {
	info := recorded.File(t, "skillcorner", "2015213_match.json")
	if !skillcorner.IsInfo(info) {
		t.Error("the file of the match is not known")
	}
	read, err := skillcorner.WithInfo(info)
	if err != nil {
		t.Fatal(err)
	}
	data := recorded.File(t, "skillcorner", "2015213_dynamic_events.csv")
	m, err := recording.Read(read, data, ecs.NewSymbols())
	if err != nil {
		t.Fatal(err)
	}
	recordingtest.Sound(t, m)
	r := m.Result()
	if r.Score != (recording.Tally{Home: 4, Away: 2}) || m.Home != "Western United" || m.Away != "Auckland FC" || m.Records != 4582 || r.Periods != 2 || len(m.Warnings) > 0 {
		t.Errorf("%s %v %s in %d periods of %d records, warnings\n%v", m.Home, r.Score, m.Away, r.Periods, m.Records, m.Warnings)
	}
	if got, want := m.Breaks[2], 924*components.PTSPerSecond; got != want {
		t.Errorf("half-time %v, want %v", got.Duration(), want.Duration())
	}
	for kind, want := range map[components.EventKind]int{
		components.KickOff: 8, components.Pass: 817, components.Shot: 22, components.Goal: 6, components.Foul: 6,
		components.BallOut: 69, components.Corner: 4, components.ThrowIn: 51, components.GoalKick: 14, // as many as went out
	} {
		if got := r.Kinds[kind]; got != want {
			t.Errorf("%d of %v, want %d", got, kind, want)
		}
	}

	// The table alone gives the same but for the sides, of which the first in it
	// is taken to be at home, and the end of the periods.
	alone, err := recording.Read(skillcorner.Read, data, ecs.NewSymbols())
	if err != nil {
		t.Fatal(err)
	}
	recordingtest.Sound(t, alone)
	if r := alone.Result(); r.Score != (recording.Tally{Home: 2, Away: 4}) || alone.Home != "Auckland FC" || len(alone.Warnings) != 1 || alone.Warnings.Count(recording.UnknownSides) != 1 {
		t.Errorf("alone: %s %v %s, warnings\n%v", alone.Home, r.Score, alone.Away, alone.Warnings)
	}
	if len(alone.Events) != len(m.Events) {
		t.Fatalf("%d events alone, %d with the file of the match", len(alone.Events), len(m.Events))
	}
	for i := range m.Events {
		if a, b := alone.Events[i], m.Events[i]; a.Kind != b.Kind || a.Clock != b.Clock && a.Kind != components.PeriodEnd && a.Kind != components.MatchEnd {
			t.Fatalf("event %d: %+v alone, %+v with the file of the match", i+1, a, b)
		}
	}
}
