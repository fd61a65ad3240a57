package wagering

import "touchline/components"

// A target is what a market should be.
type target struct {
	status  components.Status
	outcome components.Outcome
	causes  components.Suspension
	row     int16 // the incident that ends what it is about, or −1
}

// targets returns what the markets should be, given what speaks against bets.
func (b *Book) targets(c *course, causes components.Suspension, offered GroupSet) (all [components.Groups]target) {
	for g := range components.Groups {
		t := &all[g]
		t.row = int16(c.regular)
		if g == components.HalfGroup {
			t.row = int16(c.half)
		}
		if !c.opened || !offered.Has(g) {
			continue
		}
		if b.final(c, int(t.row)) {
			t.outcome = 1 + b.value(g, int(t.row))
		}
		switch {
		case b.finished(c, g, t):
			t.status = components.Settled
		case c.abandoned && (t.row < 0 || g == components.ResultGroup):
			t.status = components.Cancelled
		case Concerns(g, causes) != 0:
			t.status, t.causes = components.Suspended, Concerns(g, causes)
		default:
			t.status = components.Active
		}
	}
	return all
}

// finished reports whether nothing is left to bet on in a group. The result also
// carries the next goal, which may be scored in extra time.
func (b *Book) finished(c *course, g components.Group, t *target) bool {
	if g == components.ResultGroup {
		return b.final(c, c.over)
	}
	return t.outcome != 0
}

// value is what group g is settled with, which incident row ends. Extra time does
// not count.
func (b *Book) value(g components.Group, row int) components.Outcome {
	switch g {
	case components.ResultGroup:
		if b.Sport == components.Cricket {
			return b.won(row)
		}
		return winner(b.goals(components.SecondHalf))
	case components.TotalsGroup:
		home, away := b.goals(components.SecondHalf)
		return home + away
	case components.CornersGroup:
		return b.number(1 << components.Corner)
	case components.CardsGroup:
		return b.number(1<<components.YellowCard | 1<<components.SecondYellow | 1<<components.RedCard)
	default:
		return winner(b.goals(components.FirstHalf))
	}
}

// goals counts the goals of both sides up to the end of period.
func (b *Book) goals(period components.Period) (home, away components.Outcome) {
	for i := range b.Kind {
		if !b.goal(i) || b.Period[i] > period {
			continue
		}
		if b.Team[i] == components.Home {
			home++
		} else {
			away++
		}
	}
	return home, away
}

// goal reports whether incident i is a goal that stands.
func (b *Book) goal(i int) bool {
	return b.Kind[i].In(1<<components.Goal|1<<components.OwnGoal) && b.Fate[i] != components.Void &&
		b.Period[i] != components.Shootout && (b.Team[i] == components.Home || b.Team[i] == components.Away)
}

// number counts the incidents of kinds that stand, in regular time.
func (b *Book) number(kinds components.EventKinds64) (n components.Outcome) {
	for i, kind := range b.Kind {
		if kind.In(kinds) && b.Fate[i] != components.Void && b.Period[i] <= components.SecondHalf {
			n++
		}
	}
	return n
}

func winner(home, away components.Outcome) components.Outcome {
	switch {
	case home > away:
		return components.Outcome(components.Home)
	case away > home:
		return components.Outcome(components.Away)
	default:
		return 0
	}
}
