package recording

import "touchline/components"

// Outcome is who won.
type Outcome string

// The outcomes.
const (
	HomeWin  Outcome = "home"
	AwayWin  Outcome = "away"
	Draw     Outcome = "draw"
	Tie      Outcome = "tie" // level when both sides had their innings, where a draw is something else
	NoResult Outcome = "no-result"
)

// Innings is what a side made of one.
type Innings struct {
	Team    components.Team
	Runs    int
	Wickets int
	Super   bool // of a super over
}

// innings folds the events that stand into the innings that were played.
func (m *Match) innings(spans []Span, stands []int, void map[uint32]bool) []Innings {
	var all []Innings
	place := make([]int, len(spans)) // in all, by period
	for p := range spans {
		place[p] = len(all)
		if p > 0 && spans[p].Played {
			all = append(all, Innings{Super: components.Period(p) >= components.SuperOver})
		}
	}
	for _, i := range stands {
		e := &m.Events[i]
		if e.Period == 0 {
			continue
		}
		in := &all[place[e.Period]]
		switch e.Kind {
		case components.PeriodStart:
			in.Team = e.Team
		case components.Score:
			in.Runs += int(e.Value)
		case components.Wicket:
			if !void[e.Seq] {
				in.Wickets++
			}
		}
	}
	return all
}

// word is what the end of a match says of who won, if it does.
func (r *Result) word(end *components.Event) {
	switch {
	case end.Flags&components.Tied != 0:
		r.Outcome, r.Eliminator = Tie, end.Team
	case end.Flags&components.Drawn != 0:
		r.Outcome = Draw
	case end.Team == components.Home:
		r.Outcome = HomeWin
	case end.Team == components.Away:
		r.Outcome = AwayWin
	}
}

// outcome returns who won: what the source says, or else what the score does. A
// shoot-out decides a match that is level.
func (m *Match) outcome(r *Result) Outcome {
	lead := r.Score.Home - r.Score.Away
	if lead == 0 && r.Kicks {
		lead = r.Shootout.Home - r.Shootout.Away
	}
	switch {
	case r.Abandoned:
		return NoResult
	case m.Outcome != "":
		return m.Outcome
	case r.Outcome != "":
		return r.Outcome
	case lead > 0:
		return HomeWin
	case lead < 0:
		return AwayWin
	case m.plays() == components.Cricket:
		return Tie
	}
	return Draw
}
