package wyscout

import "touchline/components"

// kickOff is one that is due, which the format does not tell from a pass.
type kickOff struct {
	due  bool
	side components.Team // that conceded; NoTeam at the beginning of a period
	from components.PTS  // no play before it can be the kick-off
}

const (
	celebration = 10 * components.PTSPerSecond // the least between a goal and the kick-off
	circle      = 915                          // cm, the radius of the center circle
)

// kicksOff reports whether the record, with which the ball is in play, is the
// kick-off that is due. If it shows that the kick-off after a goal is missing
// from the file, that is given.
func (r *reader) kicksOff() bool {
	k := r.kickOff
	if !k.due || r.time.now < k.from {
		return false
	}
	r.kickOff.due = false
	rec := &r.now
	if rec.kind == pass && (k.side == components.NoTeam || k.side == rec.team) && rec.from.central() {
		rec.flags |= components.Repaired
		return true
	}
	if k.side != components.NoTeam {
		e := r.referee(components.KickOff)
		e.Team, e.X, e.Y, e.Flags = k.side, 0, 0, components.Repaired
		r.give(e)
	}
	return false
}

// central reports whether p is in the center circle.
func (p place) central() bool {
	x, y := p.centimeters()
	return p.known && x*x+y*y <= circle*circle
}

// scored notes that a goal counts for side.
func (r *reader) scored(side components.Team) {
	r.kickOff = kickOff{due: true, side: side.Opponent(), from: r.time.now + celebration}
}

// shot gives a shot, and the goal that it was; or a kick of the shoot-out.
func (r *reader) shot() {
	rec := &r.now
	in := rec.tags&goal != 0
	e := r.play(components.Shot)
	if in || rec.tags&accurate != 0 {
		e.Flags |= components.OnTarget
	}
	if rec.penalty() || rec.period == components.Shootout {
		e.Flags |= components.FromPenalty
	}
	switch {
	case rec.period == components.Shootout:
		e.Kind = components.PenaltyKick
		if in {
			e.Flags |= components.Scored
		}
		r.give(e)
		return
	case rec.penalty():
		r.award(rec.team)
	case rec.kind == kick:
		r.give(r.play(components.FreeKick))
	}
	r.awarded = components.NoTeam
	r.give(e)
	if in {
		e.Kind = components.Goal
		r.give(e)
		r.scored(e.Team)
	}
}

// foul gives a foul, and the penalty that it led to. A protest is none.
func (r *reader) foul(i int) {
	switch r.now.sub {
	case foulLate, foulProtest, foulTime:
		return
	}
	r.give(r.play(components.Foul))
	for _, next := range r.records[i+1:] {
		if next.penalty() && next.period == r.now.period && next.team == r.now.team.Opponent() {
			r.award(next.team)
		}
		if next.plays() || next.period != r.now.period {
			return
		}
	}
}

// award gives a penalty to side, once. The format has none: it is when the foul
// was that came just before the kick, or else the kick.
func (r *reader) award(side components.Team) {
	if r.awarded == side && side != components.NoTeam {
		return
	}
	r.awarded = side
	e := r.referee(components.PenaltyAwarded)
	e.Team, e.Flags = side, components.Repaired
	r.give(e)
}
