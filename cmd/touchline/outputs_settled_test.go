package main

import (
	"maps"
)

// settled is what the markets of a match came to.
type settled struct {
	outcomes map[string]int // by market
	next     map[uint64]int // who scored next, by the goal's number; 0 at the end is nobody
	status   map[string]string
}

// checkSettlements holds what the markets came to, net of what was taken back,
// against the result of the match.
func checkSettlements(g *given, s *givenStream, fault fault) {
	got := settled{map[string]int{}, map[uint64]int{}, map[string]string{}}
	for i := range s.lines {
		d := &s.lines[i]
		if d.Market == "" {
			continue
		}
		got.status[d.Market] = d.Status
		switch {
		case d.Op == "settle" && d.NextGoal:
			got.settleNext(i+1, d, fault)
		case d.Op == "rollback" && d.NextGoal:
			if was, ok := got.next[d.Cause.Sequence]; !ok || was != d.Outcome {
				fault(i+1, "%s of %d for event %d, which was settled with %d, %v", d.name(), d.Outcome, d.Cause.Sequence, was, ok)
			}
			delete(got.next, d.Cause.Sequence)
		case d.Op == "settle":
			if was, ok := got.outcomes[d.Market]; ok {
				fault(i+1, "%s with %d, and it was with %d already", d.name(), d.Outcome, was)
			}
			got.outcomes[d.Market] = d.Outcome
		case d.Op == "rollback":
			if was, ok := got.outcomes[d.Market]; !ok || was != d.Outcome {
				fault(i+1, "%s of %d, and it was settled with %d, %v", d.name(), d.Outcome, was, ok)
			}
			delete(got.outcomes, d.Market)
		}
	}
	want := g.match.settled()
	if !maps.Equal(got.outcomes, want.outcomes) {
		fault(0, "settled with %v, want %v", got.outcomes, want.outcomes)
	}
	if !maps.Equal(got.next, want.next) {
		fault(0, "next goals settled with %v, want %v", got.next, want.next)
	}
	if !maps.Equal(got.status, want.status) {
		fault(0, "the markets end %v, want %v", got.status, want.status)
	}
}

func (s *settled) settleNext(line int, d *decision, fault fault) {
	if d.Cause == nil {
		fault(line, "%s of the next goal without a cause", d.name())
		return
	}
	if was, ok := s.next[d.Cause.Sequence]; ok {
		fault(line, "%s for event %d with %d, and it was with %d already", d.name(), d.Cause.Sequence, d.Outcome, was)
	}
	s.next[d.Cause.Sequence] = d.Outcome
}

// settled is what the markets of m should come to, from its events that stand.
func (m *told) settled() settled {
	w := settled{map[string]int{}, map[uint64]int{}, map[string]string{}}
	if m.cricket {
		m.won(&w)
		return w
	}
	half, regular, over := m.ends()
	all := []string{"result", "totals", "corners", "cards", "half"}
	for _, market := range all {
		w.status[market] = "settled"
		if m.abandoned && (market != "half" || !half) && (market == "result" || !regular) {
			w.status[market] = "cancelled"
		}
	}
	first, goals := [3]int{}, [3]int{} // nobody's, home, away
	corners, cards := 0, 0
	side := map[string]int{"home": 1, "away": 2}
	for i := range m.events {
		e := &m.events[i]
		switch {
		case e.void:
		case e.is("goal", "own_goal") && e.Period <= 4:
			w.next[e.Seq] = side[e.Team]
			if e.Period <= 2 {
				goals[side[e.Team]]++
			}
			if e.Period == 1 {
				first[side[e.Team]]++
			}
		case e.is("corner") && e.Period <= 2:
			corners++
		case e.is("card_yellow", "card_second", "card_red") && e.Period <= 2:
			cards++
		}
	}
	if over != 0 {
		w.next[over] = 0
	}
	if half {
		w.outcomes["half"] = winner(first)
	}
	if regular {
		w.outcomes["result"], w.outcomes["totals"] = winner(goals), goals[1]+goals[2]
		w.outcomes["corners"], w.outcomes["cards"] = corners, cards
	}
	return w
}

func winner(goals [3]int) int {
	switch {
	case goals[1] > goals[2]:
		return 1
	case goals[2] > goals[1]:
		return 2
	}
	return 0
}

// ends returns whether the first half and regular time were played to their end,
// and the number of the event after which nobody can score any more.
func (m *told) ends() (half, regular bool, over uint64) {
	for i := range m.events {
		e := &m.events[i]
		switch {
		case e.void:
		case e.is("abandoned"):
			return half, regular, over
		case e.is("period_end", "match_end"):
			half = true
			regular = regular || e.Period >= 2 || e.is("match_end")
		case e.is("period_start"):
			half = half || e.Period > 1
			regular = regular || e.Period > 2
		}
		if over == 0 && !e.void && (e.is("match_end") || e.is("period_start") && e.Period == 5) {
			over = e.Seq
		}
	}
	return half, regular, over
}
