package recording

import "touchline/components"

// Result is what a match came to, folded from its events without the engine: the
// yardstick that the engine's own fold is held against.
type Result struct {
	Score      Tally
	Shootout   Tally // kicks scored
	Kicks      bool  // there was a shoot-out
	Abandoned  bool
	Outcome    Outcome
	Eliminator components.Team            // who won what decided a tie
	Innings    []Innings                  // of cricket, in the order of play
	Periods    int                        // periods played, the shoot-out among them
	Events     int                        // events that stand
	Kinds      [components.EventKinds]int // of them, by kind
	Played     components.PTS             // the periods' lengths together
}

// Tally counts for the two sides.
type Tally struct {
	Home int `json:"home"`
	Away int `json:"away"`
}

func (t *Tally) add(team components.Team, n int) {
	switch team {
	case components.Home:
		t.Home += n
	case components.Away:
		t.Away += n
	}
}

// PerMinute returns how many events there were in a minute of play.
func (r *Result) PerMinute() float64 {
	if r.Played <= 0 {
		return 0
	}
	return float64(r.Events) * 60 * float64(components.PTSPerSecond) / float64(r.Played)
}

// event names an event of a source over its revisions.
type event struct {
	source components.Input
	seq    uint32
}

// Result folds the events that stand: of each the highest revision, unless that
// takes it back. It does not depend on their order, so that it is the same
// before and after [Match.Lay].
//
// A goal does not count if a GoalDisallowed, or a ReviewEnd that overturns,
// refers to it; nor does a wicket. An own goal counts for the Team it gives. Kicks
// of the shoot-out and super overs are counted apart.
func (m *Match) Result() Result {
	stands := m.standing()
	void := make(map[uint32]bool)
	for _, i := range stands {
		e := &m.Events[i]
		if e.Kind == components.GoalDisallowed ||
			e.Kind == components.ReviewEnd && e.Flags&components.Overturned != 0 {
			void[e.Ref] = true
		}
	}
	var r Result
	spans, sport := m.spans(), m.plays()
	for _, span := range spans {
		if span.Played {
			r.Periods++
			r.Played += span.Length
		}
	}
	for _, i := range stands {
		e := &m.Events[i]
		r.Events++
		r.Kinds[e.Kind]++
		switch e.Kind {
		case components.Goal, components.OwnGoal:
			if !void[e.Seq] && e.Period != components.Shootout {
				r.Score.add(e.Team, 1)
			}
		case components.Score:
			if sport != components.Cricket || e.Period < components.SuperOver {
				r.Score.add(e.Team, int(e.Value))
			}
		case components.PenaltyKick:
			if e.Period == components.Shootout {
				r.Kicks = true
				if e.Flags&components.Scored != 0 {
					r.Shootout.add(e.Team, 1)
				}
			}
		case components.MatchEnd:
			if sport == components.Cricket {
				r.word(e)
			}
		case components.Abandoned:
			r.Abandoned = true
		}
	}
	if sport == components.Cricket {
		r.Innings = m.innings(spans, stands, void)
	}
	r.Eliminator = max(r.Eliminator, m.Eliminator)
	r.Outcome = m.outcome(&r)
	return r
}

// standing returns the places in m.Events of the events that stand.
func (m *Match) standing() []int {
	newest := make(map[event]int, len(m.Events))
	for i := range m.Events {
		e := &m.Events[i]
		key := event{e.Source, e.Seq}
		if j, ok := newest[key]; !ok || e.Rev > m.Events[j].Rev {
			newest[key] = i
		}
	}
	stands := make([]int, 0, len(newest))
	for i := range m.Events {
		e := &m.Events[i]
		if newest[event{e.Source, e.Seq}] == i && e.Flags&components.Voided == 0 {
			stands = append(stands, i)
		}
	}
	return stands
}
