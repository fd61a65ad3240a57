package match

import (
	"touchline/components"
	"touchline/ecs"
)

// hear takes in the events of the tick from event i on, of which play left the rest to do,
// in the order in which they came. It returns the fixtures whose incidents changed; a
// fixture may be there twice.
func hear(r *ecs.Run, c *columns, i, events int) (changed []components.Row) {
	e, n := ears{r, c}, 0
	for ; i < events; i = c.play(i+1, events) {
		f := c.fixture[i]
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

// take takes in event i of fixture f, whatever it is, but for what it tells of the play.
// It reports whether it has decided something.
func (e *ears) take(i int, f components.Row) (decided bool) {
	says := &e.report[i]
	kind := says.Cause.Kind
	accepted := false
	switch {
	case says.Flags&components.Synthetic != 0:
		accepted = true // it is told, and counts for nothing else
	case says.Cause.Source == components.FromText:
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
	cause := e.report[i].Cause
	w := window{&e.heard[f].Seen, &e.heard[f].Newest}
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
			e.change(f)
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
	says := &e.report[i]
	kind, seq, moved := says.Cause.Kind, says.Cause.Seq, false
	switch {
	case says.Flags&components.Voided != 0:
	case kind.In(plays), kind == components.Score && e.sport[f] == components.Cricket:
		if play := &e.heard[f].Play; seq > *play {
			*play, moved = seq, true
		}
	case kind == components.Shot && says.Flags&components.OnTarget != 0:
		moved = raise(components.FixtureShot.At(e.Run, f), seq, says.Occurred)
	case kind == components.Injury:
		moved = raise(components.FixtureInjury.At(e.Run, f), seq, says.Occurred)
	}
	if moved {
		e.change(f)
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
	order := e.report[i].Cause
	if order.Seq <= *newest {
		*components.FixtureRepeats.At(e.Run, f)++
		return false
	}
	*newest = order.Seq
	*components.FixtureOperator.At(e.Run, f) = order.Kind == components.OperatorSuspend
	e.change(f)
	return true
}
