package metrica

import "touchline/components"

// restart gives a restart. The kick itself is the next record, which says where it
// was and went: the two are one event.
func (t *teller) restart(i int) {
	rec := &t.records[i]
	e := t.play(i, components.FreeKick)
	switch {
	case rec.has(kickOff):
		e.Kind = components.KickOff
	case rec.has(corner):
		e.Kind = components.Corner
	case rec.has(throwIn):
		e.Kind = components.ThrowIn
	case rec.has(goalKick):
		e.Kind = components.GoalKick
	case rec.has(penalty):
		e.Kind = components.PenaltyAwarded // when it is taken: the format has no other word of it
		e.Player = 0
		e.Flags |= components.Repaired
	}
	if i+1 < len(t.records) {
		if next := &t.records[i+1]; next.kicks() && next.team == rec.team && next.start == rec.start && next.period == rec.period {
			t.kicked = e.Kind
			if e.Kind != components.PenaltyAwarded {
				kick := t.play(i+1, e.Kind)
				e.X, e.Y, e.EndX, e.EndY, e.Duration = kick.X, kick.Y, kick.EndX, kick.EndY, kick.Duration
				e.Other = next.to
			}
		}
	}
	if e.Kind != components.PenaltyAwarded || e.Period != components.Shootout {
		t.give(e)
	}
}

// pass gives a pass, whether it arrives, is lost or goes out, and what ends it.
func (t *teller) pass(i int, kicked components.EventKind) {
	rec := &t.records[i]
	e := t.play(i, components.Pass)
	e.Other = rec.to
	if rec.has(goalKick) {
		e.Kind = components.GoalKick
	}
	travels := rec.ends.known && rec.end > rec.start
	if kicked == components.Other && (rec.what != ballLost || travels) {
		t.give(e)
	}
	switch {
	case rec.what == ballOut && rec.has(goal):
		own := t.after(i, components.OwnGoal)
		own.Team, own.Player = rec.team.Opponent(), rec.from
		t.give(own)
	case rec.what == ballOut:
		t.give(t.after(i, components.BallOut))
	case rec.what == ballLost && rec.has(offside):
		t.give(t.play(i, components.Offside))
	case rec.has(offside) && (i+1 == len(t.records) || !t.records[i+1].has(offside)): // the next may say so too
		off := t.after(i, components.Offside)
		off.Player = rec.to
		t.give(off)
	case rec.has(handBall):
		t.give(t.play(i, components.Foul))
	}
}

// shot gives a shot, and the goal when the ball gets there; or a kick of the
// shoot-out.
func (t *teller) shot(i int, kicked components.EventKind) {
	rec := &t.records[i]
	e := t.play(i, components.Shot)
	if rec.has(onTarget) || rec.has(goal) {
		e.Flags |= components.OnTarget
	}
	if kicked == components.PenaltyAwarded || rec.period == components.Shootout {
		e.Flags |= components.FromPenalty
	}
	if e.Period == components.Shootout {
		e.Kind = components.PenaltyKick
		if rec.has(goal) {
			e.Flags |= components.Scored
		}
		t.give(e)
		return
	}
	t.give(e)
	if rec.has(goal) {
		e.Kind = components.Goal
		e.Clock, e.Duration = t.over(i), 0
		t.give(e)
	}
}
