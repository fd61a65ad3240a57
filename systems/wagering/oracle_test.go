package wagering_test

import (
	"touchline/components"
)

// An oracle says what the markets of a match should be, from the messages received
// so far in any order. It is written from the documentation, keeps everything, and
// looks through all of it for each answer: it shares no code and no data structure
// with the systems.
type oracle struct {
	sport     components.Sport
	heard     []message // everything, with repeats
	known     []message // of each incident the highest revision
	now       components.PTS
	quiet     components.PTS
	stale     bool
	operator  bool
	word      uint32 // number of the operator's newest
	integrity bool
}

var (
	oraclePlays = components.KindSet(components.Pass, components.Carry, components.ThrowIn, components.GoalKick,
		components.Corner, components.FreeKick, components.KickOff, components.DropBall)
	oracleIncidents = components.KindSet(components.MatchStart, components.PeriodStart, components.PeriodEnd,
		components.MatchEnd, components.Abandoned, components.KickOff, components.Goal, components.OwnGoal,
		components.GoalDisallowed, components.Corner, components.PenaltyAwarded, components.PenaltyNotAwarded,
		components.PenaltyKick, components.YellowCard, components.SecondYellow, components.RedCard,
		components.ReviewStart, components.ReviewEnd, components.Wicket)
	oracleNotReviewed = components.KindSet(components.MatchStart, components.PeriodStart, components.PeriodEnd,
		components.MatchEnd, components.Abandoned, components.KickOff, components.ReviewStart, components.ReviewEnd,
		components.Pass, components.Carry, components.ThrowIn, components.GoalKick, components.FreeKick,
		components.DropBall, components.Injury, components.Save, components.Foul, components.Score)
)

func (m *message) void() bool { return m.flags&components.Voided != 0 }

func (m *message) goal() bool { return m.kind == components.Goal || m.kind == components.OwnGoal }

func (m *message) bound() bool {
	return m.kind == components.PeriodStart || m.kind == components.PeriodEnd ||
		m.kind == components.MatchEnd || m.kind == components.Abandoned
}

func (m *message) red() bool {
	return m.kind == components.RedCard || m.kind == components.SecondYellow ||
		m.kind == components.YellowCard && m.flags&components.SecondCard != 0
}

// hear takes in a message.
func (o *oracle) hear(m message) {
	if m.kind == components.OperatorSuspend || m.kind == components.OperatorResume {
		if m.seq > o.word {
			o.word, o.operator = m.seq, m.kind == components.OperatorSuspend
		}
		return
	}
	o.heard = append(o.heard, m)
	if !m.kind.In(oracleIncidents) && m.rev == 0 && (m.kind != components.Shot || m.flags&components.FromPenalty == 0) {
		return
	}
	for i := range o.known {
		if o.known[i].seq == m.seq {
			if m.rev > o.known[i].rev {
				o.known[i] = m
			}
			return
		}
	}
	o.known = append(o.known, m)
}

// overturned reports whether a review has overturned m.
func (o *oracle) overturned(m *message) bool {
	if m.kind.In(oracleNotReviewed) {
		return false
	}
	for i := range o.known {
		e := &o.known[i]
		if e.kind == components.ReviewEnd && !e.void() && e.flags&components.Overturned != 0 && o.subject(e) == m.seq {
			return true
		}
	}
	return false
}

// subject is the number of the event that the review which e ends was about.
func (o *oracle) subject(e *message) uint32 {
	var nearest *message
	for i := range o.known {
		s := &o.known[i]
		if s.kind != components.ReviewStart || s.void() || s.seq >= e.seq {
			continue
		}
		if s.seq == e.ref {
			return s.ref
		}
		if nearest == nil || s.seq > nearest.seq {
			nearest = s
		}
	}
	if e.ref == 0 && nearest != nil {
		return nearest.ref
	}
	return e.ref
}

// stands reports whether m was neither taken back nor overturned nor disallowed.
func (o *oracle) stands(m *message) bool {
	if m.void() || o.overturned(m) {
		return false
	}
	if m.goal() {
		for i := range o.known {
			d := &o.known[i]
			if d.kind == components.GoalDisallowed && d.ref == m.seq && o.stands(d) {
				return false
			}
		}
	}
	return true
}

// open reports whether s is a review that has not ended.
func (o *oracle) open(s *message) bool {
	if s.kind != components.ReviewStart || s.void() {
		return false
	}
	for i := range o.known {
		e := &o.known[i]
		if e.kind == components.ReviewEnd && !e.void() && e.seq > s.seq &&
			(e.ref == 0 || s.ref == 0 || e.ref == s.seq || e.ref == s.ref) {
			return false
		}
	}
	return true
}

// after reports whether an incident that stands and that is accepted by ok comes
// after seq.
func (o *oracle) after(seq uint32, ok func(*message) bool) bool {
	for i := range o.known {
		if m := &o.known[i]; m.seq > seq && ok(m) && o.stands(m) {
			return true
		}
	}
	return false
}

func (o *oracle) played(seq uint32) bool {
	plays := oraclePlays
	if o.sport == components.Cricket {
		plays |= 1 << components.Score
	}
	for i := range o.heard {
		if m := &o.heard[i]; m.seq > seq && m.kind.In(plays) && !m.void() {
			return true
		}
	}
	return false
}

// resumed reports whether the ball was in play again after seq, or the period was
// over.
func (o *oracle) resumed(seq uint32) bool { return o.played(seq) || o.after(seq, (*message).bound) }

func (o *oracle) kickedOff(seq uint32) bool {
	return o.after(seq, func(m *message) bool { return m.kind == components.KickOff || m.bound() })
}

func (o *oracle) kick(m *message) bool {
	return m.period != components.Shootout && o.stands(m) && (m.kind == components.PenaltyKick ||
		(m.kind == components.Shot || m.kind == components.Goal) && m.flags&components.FromPenalty != 0)
}

// causes is what speaks against bets.
func (o *oracle) causes() (c components.Suspension) {
	for i := range o.known {
		m := &o.known[i]
		switch {
		case o.sport == components.Cricket:
			c |= o.bowled(m)
		case m.goal():
			if !o.kickedOff(m.seq) && (o.stands(m) || !o.played(m.seq)) {
				c |= components.PossibleGoal
			}
		case m.kind == components.PenaltyAwarded:
			if !o.kickedOff(m.seq) && o.pending(m) {
				c |= components.PossibleGoal | components.PossiblePenalty
			}
		case o.open(m):
			c |= components.UnderReview | components.PossibleGoal
		case m.red():
			if o.stands(m) && !o.resumed(m.seq) {
				c |= components.RedCardShown
			}
		case o.kick(m) && !o.resumed(m.seq):
			c |= components.PossibleGoal | components.PossiblePenalty
		}
	}
	var shot, injury *message // the newest of each
	for i := range o.heard {
		m := &o.heard[i]
		if m.void() {
			continue
		}
		if m.kind == components.Shot && m.flags&components.OnTarget != 0 && newer(m, shot) {
			shot = m
		}
		if m.kind == components.Injury && newer(m, injury) {
			injury = m
		}
	}
	if o.threat(shot) && o.sport == components.Football {
		c |= components.PossibleGoal
	}
	if o.threat(injury) {
		c |= components.PlayerInjured
	}
	if o.stale {
		c |= components.FeedStale
	}
	if o.integrity {
		c |= components.IntegrityAlert
	}
	if o.operator {
		c |= components.ByOperator
	}
	return c
}

func newer(m, than *message) bool {
	return than == nil || m.seq > than.seq || m.seq == than.seq && m.occurred > than.occurred
}

func (o *oracle) threat(m *message) bool {
	return m != nil && !o.resumed(m.seq) && (o.quiet == 0 || o.now < m.occurred+o.quiet)
}

// pending reports whether penalty p is neither taken nor called off.
func (o *oracle) pending(p *message) bool {
	if !o.stands(p) {
		return !o.played(p.seq)
	}
	var answer *message
	for i := range o.known {
		m := &o.known[i]
		if m.seq <= p.seq || answer != nil && m.seq > answer.seq {
			continue
		}
		if o.kick(m) || m.kind == components.PenaltyNotAwarded && o.stands(m) && (m.ref == 0 || m.ref == p.seq) {
			answer = m
		}
	}
	switch {
	case answer == nil:
		return true
	case answer.kind == components.PenaltyNotAwarded:
		return !o.played(answer.seq)
	default:
		return false // the kick is a threat of its own
	}
}

// first returns the lowest incident that stands and that ok accepts.
func (o *oracle) first(ok func(*message) bool) *message {
	var best *message
	for i := range o.known {
		if m := &o.known[i]; (best == nil || m.seq < best.seq) && ok(m) && o.stands(m) {
			best = m
		}
	}
	return best
}

// A market is what an oracle says that one should be.
type market struct {
	status  components.Status
	causes  components.Suspension
	outcome components.Outcome
}

// markets is what all should be, and over the incident that ends the goals.
func (o *oracle) markets() (all [components.Groups]market, over *message) {
	opened := o.first(func(m *message) bool {
		return m.kind == components.MatchStart || m.kind == components.PeriodStart || m.kind == components.KickOff
	}) != nil
	over = o.first(func(m *message) bool {
		return m.kind == components.MatchEnd || m.kind == components.PeriodStart && m.period == components.Shootout && o.sport == components.Football
	})
	abandoned := o.first(func(m *message) bool { return m.kind == components.Abandoned })
	if over != nil && abandoned != nil {
		if abandoned.seq < over.seq {
			over = nil
		} else {
			abandoned = nil
		}
	}
	review := o.first(o.open)
	final := func(end *message) bool { return end != nil && (review == nil || review.seq > end.seq) }
	if !opened {
		return all, nil
	}
	causes := o.causes()
	for g := range components.Groups {
		if o.sport == components.Cricket && g != components.ResultGroup {
			continue
		}
		until := components.SecondHalf
		if g == components.HalfGroup {
			until = components.FirstHalf
		}
		end := o.first(func(m *message) bool {
			return (abandoned == nil || m.seq < abandoned.seq) && (m.kind == components.MatchEnd ||
				o.sport == components.Football && (m.kind == components.PeriodEnd && m.period >= until || m.kind == components.PeriodStart && m.period > until))
		})
		m := &all[g]
		if final(end) {
			m.outcome = 1 + o.value(g)
			if o.sport == components.Cricket {
				m.outcome = 1 + o.winner(end)
			}
		}
		done := m.outcome != 0
		if g == components.ResultGroup {
			done = final(over)
		}
		switch {
		case done:
			m.status = components.Settled
		case abandoned != nil && (end == nil || g == components.ResultGroup):
			m.status = components.Cancelled
		default:
			m.status, m.causes = components.Active, causes&concern(g)
			if m.causes != 0 {
				m.status = components.Suspended
			}
		}
	}
	if !final(over) {
		over = nil
	}
	return all, over
}

// concern is the table of the documentation.
func concern(g components.Group) components.Suspension {
	const everything = components.UnderReview | components.FeedStale | components.IntegrityAlert | components.ByOperator
	const goal = components.PossibleGoal | components.PossiblePenalty | components.RedCardShown
	return [...]components.Suspension{
		components.ResultGroup:  everything | goal | components.PlayerInjured | components.WicketFell | components.DecisionReview,
		components.TotalsGroup:  everything | goal,
		components.CornersGroup: everything,
		components.CardsGroup:   everything | components.RedCardShown,
		components.HalfGroup:    everything | goal,
	}[g]
}

func (o *oracle) value(g components.Group) components.Outcome {
	var home, away, corners, cards components.Outcome
	until := components.SecondHalf
	if g == components.HalfGroup {
		until = components.FirstHalf
	}
	for i := range o.known {
		m := &o.known[i]
		if m.period > until || !o.stands(m) {
			continue
		}
		switch {
		case m.goal() && m.team == components.Home:
			home++
		case m.goal() && m.team == components.Away:
			away++
		case m.kind == components.Corner:
			corners++
		case m.kind == components.YellowCard || m.red():
			cards++
		}
	}
	switch {
	case g == components.TotalsGroup:
		return home + away
	case g == components.CornersGroup:
		return corners
	case g == components.CardsGroup:
		return cards
	case home > away:
		return 1
	case away > home:
		return 2
	}
	return 0
}

// next is what the next-goal market should be settled with for m, 0 for nothing.
func (o *oracle) next(m, over *message, opened bool) components.Outcome {
	switch {
	case !opened || o.sport == components.Cricket:
		return 0
	case over != nil && m.seq == over.seq:
		return 1
	case !m.goal() || m.period == components.Shootout || m.team == components.NoTeam || !o.stands(m):
		return 0
	}
	var restart, review *message
	for i := range o.known {
		k := &o.known[i]
		if k.seq <= m.seq {
			continue
		}
		if (k.kind == components.KickOff || k.bound()) && o.stands(k) && (restart == nil || k.seq < restart.seq) {
			restart = k
		}
		if o.open(k) && (review == nil || k.seq < review.seq) {
			review = k
		}
	}
	if restart == nil || review != nil && review.seq < restart.seq {
		return 0
	}
	return 1 + components.Outcome(m.team)
}
