package main

import (
	"maps"
	"os"
	"testing"
)

// TestLateEntries plays a match whose record was completed when it was over: a card is
// entered after the final whistle. The markets that it touches are settled anew, with
// one rollback each, and come to what the file has at its end.
func TestLateEntries(t *testing.T) {
	const match = "../../../shared/matches/sportec"
	if _, err := os.Stat(match); err != nil {
		t.Skip("the recorded match is not here")
	}
	g := replayed(t, match, tick, world)
	rollbacks, outcomes := map[string]int{}, map[string]int{}
	for _, d := range g.streams[0].lines {
		switch {
		case d.NextGoal:
		case d.Op == "rollback":
			rollbacks[d.Market]++
		case d.Op == "settle":
			outcomes[d.Market] = d.Outcome
		}
	}
	if want := map[string]int{"cards": 1}; !maps.Equal(rollbacks, want) {
		t.Errorf("rollbacks %v, want %v", rollbacks, want)
	}
	late := 0
	for _, e := range g.match.events {
		if e.is("card_yellow") && e.Late > 60*60_000 {
			late++
		}
	}
	if late != 1 {
		t.Errorf("%d cards were entered an hour late, want 1", late)
	}
	want := g.match.settled().outcomes
	if !maps.Equal(outcomes, want) || want["totals"] != 1 || want["cards"] != 9 {
		t.Errorf("the markets come to %v, the match to %v", outcomes, want)
	}
}
