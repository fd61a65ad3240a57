package match

import (
	"touchline/components"
	"touchline/ecs"
)

// hear takes in the events of the tick, in the order in which they came, and
// returns the fixtures whose incidents changed. A fixture may be there twice.
func hear(r *ecs.Run, c *columns) []components.Row {
	e, events := ears{r, c}, r.Len(components.EventRow)
	var changed []components.Row
	n := 0
	for i := c.play(0, events); i < events; i = c.play(i+1, events) {
		f := e.fixture[i]
		if decided := e.take(i, f); decided && (n == 0 || changed[n-1] != f) {
			if changed == nil {
				changed = ecs.Unset[components.Row](r, events)
			}
			changed[n] = f
			n++
		}
	}
	return changed[:n]
}

// take takes in event i of fixture f, whatever it is, and reports whether it has
// decided something.
func (e *ears) take(i int, f components.Row) (decided bool) {
	kind, flags := e.kind[i], e.flags[i]
	if flags&components.Voided == 0 && tells(e.sport[f], kind) {
		e.tell(i, i+1)
	}
	accepted := false
	switch {
	case flags&components.Synthetic != 0:
		accepted = true // it is told, and counts for nothing else
	case e.cause[i].Source == components.FromText:
		accepted = true // and it may say the same again
	case kind == components.Heartbeat:
		accepted = beat(e.Run, components.Row(i), f)
	case kind.In(words):
		accepted = e.obey(i, f)
	default:
		accepted, decided = e.note(i, f)
	}
	e.news[i] = accepted
	if accepted {
		e.now[f] |= 1 << kind
	}
	return decided
}

// note takes in event i of fixture f, if it is not a repeat. It has decided
// something if the fixture's incidents are no longer the same.
func (e *ears) note(i int, f components.Row) (accepted, decided bool) {
	cause := e.cause[i]
	w := window{&e.seen[f], &e.newest[f]}
	orders := cause.Source == components.FromControl
	if orders {
		w = window{components.FixtureOrders.At(e.Run, f), components.FixtureOrdersNewest.At(e.Run, f)}
	}
	fresh, late := w.mark(cause.Seq)
	if !orders {
		e.remember(i, f)
		switch e.count(i, f) {
		case refused:
			*components.FixtureRefused.At(e.Run, f)++
			return false, false
		case repeated:
			fresh = false
		case taken:
			fresh, decided = true, true
		}
	}
	if !fresh {
		*components.FixtureRepeats.At(e.Run, f)++
		return false, false
	}
	if late {
		*components.FixtureLate.At(e.Run, f)++
	}
	return true, decided
}

// remember notes what event i of fixture f shows beyond itself: that the ball is
// in play, that a goal may have been scored, that somebody is hurt. It may be done
// again with the same event, and in any order.
//
// Play that was seen stays seen, though its event be taken back.
func (e *ears) remember(i int, f components.Row) {
	kind, seq, moved := e.kind[i], e.cause[i].Seq, false
	switch {
	case e.flags[i]&components.Voided != 0:
	case kind.In(plays), kind == components.Score && e.sport[f] == components.Cricket:
		if seq > e.lastPlay[f] {
			e.lastPlay[f], moved = seq, true
		}
	case kind == components.Shot && e.flags[i]&components.OnTarget != 0:
		moved = raise(components.FixtureShot.At(e.Run, f), seq, e.occurred[i])
	case kind == components.Injury:
		moved = raise(components.FixtureInjury.At(e.Run, f), seq, e.occurred[i])
	}
	if moved {
		e.changed[f] = true
	}
}

// raise makes m the newer of itself and the event given. Revisions of an event
// share its number: of them the one that happened last counts.
func raise(m *components.Mark, seq uint32, at components.PTS) bool {
	if seq < m.Seq || seq == m.Seq && at <= m.At {
		return false
	}
	m.Seq, m.At = seq, at
	return true
}

// obey does what an operator says of the markets of fixture f, if it is the newest
// that was said.
func (e *ears) obey(i int, f components.Row) bool {
	newest := components.FixtureOperatorSeq.At(e.Run, f)
	if e.cause[i].Seq <= *newest {
		*components.FixtureRepeats.At(e.Run, f)++
		return false
	}
	*newest = e.cause[i].Seq
	*components.FixtureOperator.At(e.Run, f) = e.kind[i] == components.OperatorSuspend
	e.changed[f] = true
	return true
}
