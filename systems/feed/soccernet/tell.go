package soccernet

import "touchline/components"

// aim is the longest from a shot to the goal that it is.
const aim = 5 * components.PTSPerSecond

// teller makes events of labels.
type teller struct {
	yield  func(components.Event, error) bool
	labels []label // in the order of play

	stopped bool                            // whoever takes the events wants no more
	seqs    [components.FromText + 1]uint32 // of each source, the last
	period  components.Period               // that is on
	now     components.PTS                  // the furthest that it has come
	last    components.Event                // the last action of the period
	penalty components.Team                 // that has one to take
}

func (t *teller) tell() {
	for i := range t.labels {
		l := &t.labels[i]
		if l.period != t.period {
			t.begin(l.period)
		}
		t.now = max(t.now, l.end)
		if l.kind == components.ProgramShot {
			t.shot(l)
		} else {
			t.action(l)
		}
		if t.stopped {
			return
		}
	}
	if t.end(); t.period > 0 {
		t.give(event(components.MatchEnd, t.period, t.now))
	}
}

// begin ends the period that is on, and begins p.
func (t *teller) begin(p components.Period) {
	if t.end(); t.period == 0 {
		t.give(event(components.MatchStart, p, 0))
	}
	t.period, t.now, t.last, t.penalty = p, 0, components.Event{}, components.NoTeam
	t.give(event(components.PeriodStart, p, 0))
}

// end ends the period that is on, if one is: with its last label, for the format
// has no other end.
func (t *teller) end() {
	if t.period > 0 {
		e := event(components.PeriodEnd, t.period, t.now)
		e.Flags = components.Repaired
		t.give(e)
	}
}

// shot gives a shot of the programme.
func (t *teller) shot(l *label) {
	e := event(components.ProgramShot, l.period, l.begin)
	e.Player, e.Value, e.Flags = l.camera, int32(l.shown), l.flags
	e.Duration = uint32((l.end - l.begin) / perMS)
	t.give(e)
}

// action gives an action.
func (t *teller) action(l *label) {
	e := event(l.kind, l.period, l.begin)
	e.Team, e.Flags = l.team, l.flags
	switch l.kind {
	case components.Shot, components.Goal:
		if l.kind == components.Goal && t.becomes(&e) {
			e.Flags |= t.last.Flags & components.FromPenalty
			break
		}
		if t.penalty == e.Team && e.Team != components.NoTeam {
			e.Flags |= components.FromPenalty
		}
		if l.kind == components.Goal {
			shot := e
			shot.Kind = components.Shot
			shot.Flags |= components.Repaired
			t.give(shot)
		}
		t.penalty = components.NoTeam
	case components.PenaltyAwarded:
		t.penalty = e.Team
	case components.Foul, components.YellowCard, components.SecondYellow, components.RedCard, components.Substitution, components.Other:
		// a penalty is still to be taken
	default:
		t.penalty = components.NoTeam
	}
	t.give(e)
	t.last = e
}

// becomes reports whether the last action was the shot of goal.
func (t *teller) becomes(goal *components.Event) bool {
	return t.last.Kind == components.Shot && t.last.Team == goal.Team &&
		t.last.Flags&components.OnTarget != 0 && goal.Clock-t.last.Clock <= aim
}

// give yields e with the next number of its source.
func (t *teller) give(e components.Event) {
	if t.stopped {
		return
	}
	t.seqs[e.Source]++
	e.Seq = t.seqs[e.Source]
	t.stopped = !t.yield(e, nil)
}

// event returns an event of neither side, in no place.
func event(kind components.EventKind, p components.Period, clock components.PTS) components.Event {
	const none = components.NoPlace
	return components.Event{
		Kind: kind, Period: p, Clock: clock, Source: kind.Input(),
		X: none, Y: none, EndX: none, EndY: none,
	}
}
