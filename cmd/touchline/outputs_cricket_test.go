package main

import (
	"fmt"
	"slices"
)

// won is what the one market of a match of cricket should come to.
func (m *told) won(w *settled) {
	side := map[string]int{"home": 1, "away": 2}
	for i := range m.events {
		e := &m.events[i]
		switch {
		case e.void:
		case e.is("abandoned"):
			w.status["result"] = "cancelled"
		case e.is("match_end"):
			w.status["result"] = "settled"
			switch home, away := m.made("home", 0), m.made("away", 0); {
			case e.Team != "":
				w.outcomes["result"] = side[e.Team]
			case slices.Contains(e.Flags, "drawn"):
				w.outcomes["result"] = 0
			case slices.Contains(e.Flags, "tied"), home == away:
				w.outcomes["result"] = 3
			case home > away:
				w.outcomes["result"] = 1
			default:
				w.outcomes["result"] = 2
			}
		}
	}
}

// made is what a side made in the match, without super overs, or what both made in
// a period.
func (m *told) made(team string, period int) (runs int) {
	for i := range m.events {
		e := &m.events[i]
		if e.is("score") && !e.void && (e.Team == team && e.Period < 11 || period != 0 && e.Period == period) {
			runs += e.Value
		}
	}
	return runs
}

// checkInnings holds score and innings of the records against the balls of the
// match: of each innings the last record that tells of one of its events, and where
// no ball was corrected, every record.
func checkInnings(g *given, s *givenStream, fault fault) {
	if !g.match.cricket {
		for i := range s.lines {
			if s.lines[i].Innings != nil {
				fault(i+1, "innings %+v of a match that has none", *s.lines[i].Innings)
			}
		}
		return
	}
	corrected := slices.ContainsFunc(g.match.events, func(e toldEvent) bool { return e.Rev > 0 || e.is("var_end") && e.Ref > 0 })
	var now givenInnings
	period := 0
	for i := 0; i < len(s.lines); {
		tick := s.lines[i].Tick
		k := i
		for ; k < len(s.lines) && s.lines[k].Tick == tick; k++ { // records say how it is at the end of their tick
			if d := &s.lines[k]; d.Op == "event" {
				e := g.match.find(d.Cause.Sequence)
				switch {
				case e.is("period_start"):
					period, now = e.Period, givenInnings{Team: e.Team}
				case e.is("score") && e.Period == period:
					now.Runs += e.Value
				case e.is("wicket") && e.Period == period:
					now.Wickets++
				}
			}
		}
		for ; i < k; i++ {
			d := &s.lines[i]
			switch {
			case d.Kind != "wager":
			case d.Innings == nil:
				fault(i+1, "%s without innings", d.name())
			case !corrected && *d.Innings != now:
				fault(i+1, "innings %+v in period %d, want %+v", *d.Innings, period, now)
			}
		}
	}
	s.checkLast(g, fault)
}

// checkLast holds the last record of a match against all that is known of it.
func (s *givenStream) checkLast(g *given, fault fault) {
	last, line := (*decision)(nil), 0
	for i := range s.lines {
		if s.lines[i].Kind == "wager" {
			last, line = &s.lines[i], i+1
		}
	}
	if last == nil || last.Innings == nil {
		fault(0, "no record has innings")
		return
	}
	if want := fmt.Sprintf("%d-%d", g.match.made("home", 0), g.match.made("away", 0)); last.Score != want {
		fault(line, "the score ends %s, want %s", last.Score, want)
	}
	want := givenInnings{}
	end := g.match.events[len(g.match.events)-1].Period
	for i := range g.match.events {
		e := &g.match.events[i]
		switch {
		case e.void || e.Period != end:
		case e.is("period_start"):
			want.Team = e.Team
		case e.is("wicket"):
			want.Wickets++
		case e.is("score"):
			want.Runs += e.Value
		}
	}
	if *last.Innings != want {
		fault(line, "the last innings end %+v, want %+v", *last.Innings, want)
	}
}

// cricketFaults are planted into the outputs of a match of cricket.
var cricketFaults = []struct {
	name  string
	check func(*given, *givenStream, fault)
	says  string
	fits  func(*decision) bool
	how   func(*decision)
}{
	{"the clock of football", checkClock, `shows 2@45:30, want 2@00:30`,
		func(d *decision) bool { return d.Clock == "2@00:30" }, func(d *decision) { d.Clock = "2@45:30" }},
	{"a period that is no digit", checkClock, `shows 1@00:30, want 11@00:30`,
		func(d *decision) bool { return d.Clock == "11@00:30" }, func(d *decision) { d.Clock = "1@00:30" }},
	{"a wicket does not suspend", checkWagers, `the result market is not suspended for wicket 7`,
		func(d *decision) bool { return d.Op == "suspend" }, func(d *decision) { d.Causes = []string{"injury"} }},
	{"open in a review", checkWagers, `the result market is active in review 11`,
		func(d *decision) bool { return d.Op == "suspend" && slices.Contains(d.Causes, "review") },
		func(d *decision) { d.Op, d.Status, d.Causes = "resume", "active", nil }},
	{"won by the other side", checkSettlements, `settled with map[result:2], want map[result:1]`,
		func(d *decision) bool { return d.Op == "settle" }, func(d *decision) { d.Outcome = 2 }},
	{"a market of football", checkSettlements, `the markets end map[corners:settled result:suspended], want map[result:settled]`,
		func(d *decision) bool { return d.Op == "settle" }, func(d *decision) { d.Market, d.Op = "corners", "deactivate" }},
	{"a run too many", checkInnings, `the score ends 17-16, want 16-16`,
		func(d *decision) bool { return d.Op == "settle" }, func(d *decision) { d.Score = "17-16" }},
	{"a wicket too many", checkInnings, `the last innings end {Team:away Runs:5 Wickets:2}`,
		func(d *decision) bool { return d.Op == "settle" }, func(d *decision) { d.Innings = &givenInnings{"away", 5, 2} }},
	{"no innings", checkInnings, `wager activate result without innings`,
		func(d *decision) bool { return d.Op == "activate" }, func(d *decision) { d.Innings = nil }},
}
