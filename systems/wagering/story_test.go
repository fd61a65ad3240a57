package wagering_test

import (
	"math/rand/v2"

	"touchline/components"
)

// A story makes a match up, as its source would tell it if all went well, and then
// what arrives of it: late, twice, corrected, and with gaps.
type story struct {
	rand   *rand.Rand
	sport  components.Sport
	events []message
	seq    uint32
	word   uint32
	period components.Period
}

// tell returns up to limit messages of a match of sport in the order of their
// arrival.
func (s *story) tell(sport components.Sport, limit int) []message {
	*s = story{rand: s.rand, sport: sport, events: s.events[:0], period: 1}
	s.opening()
	for n := 3 + s.rand.IntN(limit*2/3); len(s.events) < n; {
		s.event()
	}
	s.correct()
	s.spoil()
	if len(s.events) > limit {
		s.events = s.events[:limit]
	}
	return s.events
}

func (s *story) opening() {
	for _, k := range []components.EventKind{components.MatchStart, components.PeriodStart, components.KickOff} {
		if s.rand.IntN(10) > 0 {
			s.add(message{kind: k})
		}
	}
}

func (s *story) add(m message) {
	s.seq += 1 + uint32(s.rand.IntN(8)/7)
	m.seq, m.period = s.seq, s.period
	m.occurred = components.PTS(len(s.events)) * 4500
	s.events = append(s.events, m)
}

// choices are the events of a story, by weight.
var choices = []struct {
	weight int
	kind   components.EventKind
}{
	{7, components.Pass}, {3, components.ThrowIn}, {3, components.GoalKick}, {3, components.FreeKick}, {3, components.DropBall},
	{4, components.Corner}, {12, components.Shot}, {3, components.Save}, {12, components.Goal}, {3, components.OwnGoal},
	{12, components.KickOff}, {6, components.GoalDisallowed}, {8, components.ReviewStart}, {9, components.ReviewEnd},
	{5, components.PenaltyAwarded}, {2, components.PenaltyNotAwarded}, {4, components.PenaltyKick},
	{3, components.YellowCard}, {2, components.SecondYellow}, {3, components.RedCard}, {4, components.Injury},
	{5, components.PeriodEnd}, {2, components.MatchEnd}, {1, components.Abandoned},
	{2, components.OperatorSuspend}, {3, components.OperatorResume}, {2, components.Foul},
}

var weights = func() (sum int) {
	for _, c := range choices {
		sum += c.weight
	}
	return sum
}()

func (s *story) event() {
	if s.sport == components.Cricket && s.rand.IntN(5) > 0 {
		s.ball()
		return
	}
	n := s.rand.IntN(weights)
	i := 0
	for ; n >= choices[i].weight; i++ {
		n -= choices[i].weight
	}
	m := message{kind: choices[i].kind, team: components.Team(1 + s.rand.IntN(2))}
	switch m.kind {
	case components.OperatorSuspend, components.OperatorResume:
		s.word++
		m.seq = s.word
		s.events = append(s.events, m)
		return
	case components.Shot:
		m.flags = components.EventFlags(s.rand.IntN(2)) * components.OnTarget
		if s.rand.IntN(5) == 0 {
			m.flags |= components.FromPenalty
		}
	case components.Goal:
		if s.rand.IntN(6) == 0 {
			m.flags = components.FromPenalty
		}
	case components.YellowCard:
		m.flags = components.EventFlags(s.rand.IntN(2)) * components.SecondCard
	case components.PenaltyKick:
		m.flags = components.EventFlags(s.rand.IntN(2)) * components.Scored
	case components.GoalDisallowed, components.PenaltyNotAwarded, components.ReviewStart:
		m.ref = s.earlier()
	case components.ReviewEnd:
		m.ref = s.earlier()
		m.flags = components.EventFlags(s.rand.IntN(2)) * components.Overturned
	}
	s.add(m)
	if m.kind == components.PeriodEnd && s.sport == components.Football && s.period < components.Shootout && s.rand.IntN(8) > 0 {
		s.period++
		s.add(message{kind: components.PeriodStart})
		if s.rand.IntN(8) > 0 {
			s.add(message{kind: components.KickOff})
		}
	}
}

// earlier is the number of an event that another may speak of: most often a goal,
// a penalty or a review, and sometimes none.
func (s *story) earlier() uint32 {
	const often = 1<<components.Goal | 1<<components.PenaltyAwarded | 1<<components.ReviewStart |
		1<<components.GoalDisallowed | 1<<components.PenaltyKick | 1<<components.Wicket
	if s.rand.IntN(5) == 0 || len(s.events) == 0 {
		return 0
	}
	for i := len(s.events) - 1; i >= 0 && s.rand.IntN(5) > 0; i-- {
		if s.events[i].kind.In(often) {
			return s.events[i].seq
		}
	}
	return s.events[s.rand.IntN(len(s.events))].seq
}

// correct adds revisions of some events.
func (s *story) correct() {
	for _, m := range s.events[:len(s.events):len(s.events)] {
		for m.rev < 2 && s.rand.IntN(7) == 0 && !m.kind.Control() {
			m.rev++
			switch s.rand.IntN(5) {
			case 0, 1:
				m.flags ^= components.Voided
			case 2:
				m.team, m.value = m.team.Opponent(), int32(s.rand.IntN(7))
			case 3:
				m.flags ^= components.OnTarget | components.Overturned
			case 4:
				m.kind = []components.EventKind{
					components.Goal, components.Shot, components.RedCard, components.Pass, components.KickOff, components.Foul,
					components.Score, components.Wicket,
				}[s.rand.IntN(6+2*int(s.sport))]
			}
			s.events = append(s.events, m)
		}
	}
}

// spoil loses some messages, sends some twice, and mixes their order.
func (s *story) spoil() {
	kept := s.events[:0]
	for _, m := range s.events {
		if s.rand.IntN(12) > 0 {
			kept = append(kept, m)
		}
	}
	for _, m := range kept[:len(kept):len(kept)] {
		if s.rand.IntN(8) == 0 {
			kept = append(kept, m)
		}
	}
	s.events = kept
	switch s.rand.IntN(4) {
	case 0: // corrections and repeats come at the end
	case 1:
		s.rand.Shuffle(len(kept), func(i, j int) { kept[i], kept[j] = kept[j], kept[i] })
	default:
		for i := range kept {
			j := min(i+s.rand.IntN(4), len(kept)-1)
			kept[i], kept[j] = kept[j], kept[i]
		}
	}
}
