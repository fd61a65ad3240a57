package skillcorner

import "touchline/components"

// possession gives how a player came to have the ball, what they did with it, and
// what stopped the game.
func (t *teller) possession(rec *record) {
	kicked := t.restart(rec)
	if rec.carried {
		t.add(t.play(rec, components.Carry))
	}
	switch rec.ends {
	case passed:
		if !kicked {
			t.add(t.pass(rec, components.Pass))
		}
		if rec.offside {
			e := t.after(rec, components.Offside)
			e.Player = rec.target
			t.add(e)
		}
	case shot:
		t.shot(rec)
	case fouled:
		e := t.after(rec, components.Foul)
		e.Team, e.Player, e.Other = rec.team.Opponent(), 0, rec.player
		t.add(e)
	}
	switch rec.after.kind {
	case components.Corner, components.GoalKick, components.ThrowIn:
		t.add(t.after(rec, components.BallOut))
	case components.Goal:
		t.goalAfter(rec)
	}
}

// pass returns a pass or kick-off.
func (t *teller) pass(rec *record, kind components.EventKind) components.Event {
	e := t.after(rec, kind)
	e.Other = rec.target
	e.EndX, e.EndY = t.place(rec.team, rec.reached)
	return e
}

// restart gives the restart after which a player has the ball. The table has the
// possession that follows it, not the kick, but for the kick-off; restart reports
// whether the record is that.
func (t *teller) restart(rec *record) (kicked bool) {
	if (t.kickOff && rec.start >= t.goal+celebration || rec.before.kind == components.Goal) && t.kick(rec) {
		return true
	}
	switch rec.before.kind {
	case components.Corner, components.FreeKick, components.GoalKick, components.ThrowIn, components.PenaltyAwarded:
		e := t.event(rec.before.kind, rec.start)
		e.Team, e.Flags = rec.before.side(rec.team), components.Repaired
		t.add(e)
	}
	return false
}

// kick gives the kick-off that is due, or that the record says there was: the
// record itself, if it is a pass from the center circle.
func (t *teller) kick(rec *record) (kicked bool) {
	side := t.conceded
	if rec.before.kind == components.Goal {
		side = rec.before.side(rec.team).Opponent()
	}
	t.kickOff = false
	if rec.ends == passed && rec.to.central() && (side == rec.team || side == components.NoTeam) {
		e := t.pass(rec, components.KickOff)
		e.Flags = components.Repaired
		t.add(e)
		return true
	}
	if side != components.NoTeam {
		e := t.event(components.KickOff, rec.start)
		e.Team, e.X, e.Y, e.Flags = side, 0, 0, components.Repaired
		t.add(e)
	}
	return false
}

// shot gives a shot, or a kick of the shoot-out.
func (t *teller) shot(rec *record) {
	e := t.after(rec, components.Shot)
	in := rec.after == stop{components.Goal, true}
	if in {
		e.Flags |= components.OnTarget
	}
	if rec.before.kind == components.PenaltyAwarded || t.period == components.Shootout {
		e.Flags |= components.FromPenalty
	}
	if t.period == components.Shootout {
		e.Kind = components.PenaltyKick
		if in {
			e.Flags |= components.Scored
		}
	}
	t.add(e)
}

// goalAfter gives the goal that stopped the game: the record's, or an own goal. It
// may stand at records of both sides, of which the first counts.
func (t *teller) goalAfter(rec *record) {
	if t.period == components.Shootout || t.kickOff && t.conceded != components.NoTeam && rec.end < t.goal+celebration {
		return
	}
	e := t.after(rec, components.Goal)
	switch {
	case !rec.after.mine:
		e.Kind, e.Team = components.OwnGoal, rec.team.Opponent()
	case rec.ends == shot:
		e.Flags = components.OnTarget
		if rec.before.kind == components.PenaltyAwarded {
			e.Flags |= components.FromPenalty
		}
	default: // the pass went in
		attempt := t.after(rec, components.Shot)
		attempt.Flags = components.OnTarget | components.Repaired
		t.add(attempt)
		e.Flags = components.OnTarget | components.Repaired
	}
	t.add(e)
	switch e.Team {
	case components.Home:
		t.score.Home++
	case components.Away:
		t.score.Away++
	}
	t.kickOff, t.conceded, t.goal = true, e.Team.Opponent(), rec.end
}
