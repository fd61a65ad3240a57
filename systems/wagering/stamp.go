package wagering

import "touchline/components"

// fromMatch are the causes that events of the match raise and lift.
const fromMatch = components.PossibleGoal | components.PossiblePenalty | components.UnderReview |
	components.RedCardShown | components.PlayerInjured | components.WicketFell | components.DecisionReview

// why stamps a change of status: bits are the causes that were raised or lifted. It
// goes back to the newest event of the tick that raises one of them, else to the
// newest that can have to do with them, else to nothing: a clock that ran out, a
// feed that fell silent. A change of status is released at once.
func (d *desk) why(bits components.Suspension) stamp {
	in := &view.Of(d.World).in
	best, raising := -1, false
	for n := d.docket.first[d.v.fixture]; n > 0; n = d.docket.next[n] {
		i := int(n - 1)
		e := &in.report[i]
		if !in.news[i] || e.Flags&components.Synthetic != 0 || !touches(e.Cause.Kind, bits) {
			continue
		}
		if raises := raises(d.v.sport, e.Cause.Kind, e.Flags)&bits != 0; raises || !raising {
			best, raising = i, raises
		}
	}
	now := d.Now.PTS
	if best < 0 {
		return stamp{occurred: now, received: now, release: now}
	}
	e := &in.report[best]
	return stamp{cause: e.Cause, occurred: e.Occurred, received: e.Received, release: max(now, e.Received)}
}

// touches reports whether an event of kind can have to do with a change of bits.
func touches(kind components.EventKind, bits components.Suspension) bool {
	if kind.Control() {
		return kind.In(1<<components.OperatorSuspend|1<<components.OperatorResume) && bits&components.ByOperator != 0
	}
	return bits&fromMatch != 0
}

// incident stamps a settlement for incident i of the fixture, or one that is taken
// back because no such incident is left. It shows what viewers may not have seen
// yet: neither the incident nor what came in this tick.
func (d *desk) incident(i int) stamp {
	s := stamp{occurred: d.v.moment, received: d.Now.PTS}
	if i >= 0 {
		row := d.row + components.Row(i)
		s.occurred = components.IncidentOccurred.At(d.Run, row).PTS()
		s.cause = components.Cause{
			Seq:    *components.IncidentSeq.At(d.Run, row),
			Kind:   *components.IncidentKind.At(d.Run, row),
			Rev:    *components.IncidentRev.At(d.Run, row),
			Source: components.FromMatch,
		}
	}
	s.received = max(s.received, s.occurred)
	seen := max(s.occurred, d.v.moment) + *components.FixtureLatency.At(d.Run, d.v.fixture)
	s.release = max(s.received, seen)
	return s
}
