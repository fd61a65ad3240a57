package wagering_test

import "touchline/components"

// bowled is what incident m of a match of cricket says against bets.
func (o *oracle) bowled(m *message) components.Suspension {
	switch {
	case m.kind == components.Wicket && !o.resumed(m.seq) && (o.quiet == 0 || o.now < m.occurred+o.quiet):
		return components.WicketFell
	case m.kind == components.ReviewStart && o.open(m):
		return components.DecisionReview
	}
	return 0
}

// winner is what the match of cricket that end ends is settled with.
func (o *oracle) winner(end *message) components.Outcome {
	switch {
	case end.team != components.NoTeam:
		return components.Outcome(end.team)
	case end.flags&components.Drawn != 0:
		return 0
	case end.flags&components.Tied != 0:
		return 3
	}
	lead := o.runs(components.Home, 0, components.SuperOver-1) - o.runs(components.Away, 0, components.SuperOver-1)
	if newest := o.decider(); lead == 0 && newest >= components.SuperOver {
		first := newest - (newest-components.SuperOver)%2
		lead = o.runs(components.Home, first, first+1) - o.runs(components.Away, first, first+1)
	}
	switch {
	case lead > 0:
		return 1
	case lead < 0:
		return 2
	}
	return 3
}

// runs is what a side made in some innings, by the newest that was heard of each
// ball.
func (o *oracle) runs(team components.Team, from, to components.Period) (sum int32) {
	for i := range o.heard {
		m := &o.heard[i]
		if m.kind == components.Score && m.team == team && m.period >= from && m.period <= to && !m.void() && o.newest(i) {
			sum += m.value
		}
	}
	for i := range o.known { // a source that tells a goal has one more run
		if m := &o.known[i]; from == 0 && m.goal() && m.team == team && o.stands(m) {
			sum++
		}
	}
	return sum
}

// newest reports whether nothing newer was heard of the event of message i, nor the
// same after it.
func (o *oracle) newest(i int) bool {
	for k := range o.heard {
		if a, b := &o.heard[k], &o.heard[i]; a.seq == b.seq && (a.rev > b.rev || a.rev == b.rev && k > i) {
			return false
		}
	}
	return true
}

// decider is the newest innings.
func (o *oracle) decider() (period components.Period) {
	for i := range o.heard {
		if m := &o.heard[i]; o.newest(i) && (m.kind == components.Score ||
			(m.kind == components.PeriodStart || m.kind == components.Wicket) && o.stands(m)) {
			period = max(period, m.period)
		}
	}
	return period
}

// ball adds what happens at a ball of cricket, and now and then between them.
func (s *story) ball() {
	m := message{kind: components.Score, team: components.Team(1 + s.period%2), value: int32(s.rand.IntN(7))}
	switch s.rand.IntN(12) {
	case 0, 1, 2:
		m.kind = components.Wicket
	case 3:
		m.kind, m.ref = components.ReviewStart, s.earlier()
	case 4:
		m.kind, m.ref = components.ReviewEnd, s.earlier()
		m.flags = components.EventFlags(s.rand.IntN(2)) * components.Overturned
	case 5:
		m.kind = components.Injury
	case 6:
		s.add(message{kind: components.PeriodEnd})
		if s.period++; s.period == 3 {
			s.period = components.SuperOver
		}
		m = message{kind: components.PeriodStart, team: components.Team(1 + s.period%2)}
	case 7:
		m = message{kind: components.MatchEnd, team: components.Team(s.rand.IntN(3))}
		if m.team == components.NoTeam {
			m.flags = [...]components.EventFlags{0, 0, components.Tied, components.Drawn}[s.rand.IntN(4)]
		}
	}
	s.add(m)
}
