package why

import (
	"strings"
	"testing"

	"touchline/components"
)

// TestPhrases: what opens, shuts and settles markets and what a director answers
// to is said in words, and nothing is said of a kind that there is not.
func TestPhrases(t *testing.T) {
	unsaid := []components.EventKind{ // which no decision goes back to
		components.Other, components.Offside, components.Foul, components.BallOut, components.Possession,
		components.Preset, components.DetectorDip, components.BitrateDrop, components.ViewerSpike, components.RightsExpire, components.Caption,
		components.Discontinuity, components.ProgramShot,
	}
	seen := map[string]components.EventKind{}
	for k := range components.EventKinds {
		said := event(k.String(), "home")
		if said == "" || strings.Contains(said, "_") {
			t.Errorf("%v is said to be %q", k, said)
		}
		if other, ok := seen[said]; ok {
			t.Errorf("%v and %v are both said to be %q", k, other, said)
		}
		seen[said] = k
		_, known := phrases[k]
		for _, u := range unsaid {
			if u == k {
				known = !known
			}
		}
		if !known {
			t.Errorf("%v: words for what no decision goes back to, or none for what one does", k)
		}
	}
	if got := event("hand_of_god", "away"); got != "hand of god of away" {
		t.Errorf("an event of another version is said to be %q", got)
	}
	for bit := range 16 {
		for _, name := range components.Suspension(1 << bit).AppendNames(nil) {
			if suspicions[name] == "" {
				t.Errorf("no words for the cause %s", name)
			}
		}
	}
	if got := causes([]string{"var", "wet_pitch"}); got != "review, wet pitch" {
		t.Errorf("causes %q", got)
	}
}

func TestLasted(t *testing.T) {
	for pts, want := range map[components.PTS]string{
		-1: "0.0 s", 0: "0.0 s", 8_999: "0.0 s", 9_000: "0.1 s", 5_399_999: "59.9 s", 5_400_000: "1 min 0 s",
		323_999_999: "59 min 59 s", 324_000_000: "1 h 0 min", 329_400_000: "1 h 1 min",
	} {
		if got := lasted(pts); got != want {
			t.Errorf("%d is %q, want %q", pts, got, want)
		}
	}
}
