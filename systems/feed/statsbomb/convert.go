package statsbomb

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// convert gives the events that the record is.
func (r *reader) convert(typ int64) {
	switch typ {
	case pass:
		r.pass()
	case carry:
		e := r.play(components.Carry)
		e.EndX, e.EndY = r.place("carry.end_location", r.members("carry", &r.rec.spans.carry)[0])
		r.give(e)
	case shot:
		r.shot()
	case goalKeeper:
		what := r.inner(r.members("goalkeeper", &r.rec.spans.keeper)[0], "id")
		if saves(r.ref("goalkeeper.type", what)) {
			r.give(r.play(components.Save))
		}
	case foulCommitted:
		r.foul()
	case badBehavior:
		r.card("bad_behaviour.card", r.members("bad_behaviour", &r.rec.spans.behavior)[0])
	case substitution:
		on := r.inner(r.members("substitution", &r.rec.spans.substitution)[0], "name", "id")
		e := r.play(components.Substitution)
		e.Other = r.person("substitution.replacement", on)
		r.give(e)
	case pressure:
		r.give(r.play(components.Pressure))
	case ownGoalFor:
		r.give(r.play(components.OwnGoal))
	case offside:
		r.give(r.play(components.Offside))
	case injury:
		r.give(r.play(components.Injury))
	case dropBall:
		r.give(r.play(components.DropBall))
	default:
		if !in(known, typ) {
			r.match.Warnings.Add(recording.UnknownType, "%s: type %d: taken as other", r.where(), typ)
			r.give(r.play(components.Other))
		}
	}
}

// foul gives a foul, and what follows from it.
func (r *reader) foul() {
	f := r.members("foul_committed", &r.rec.spans.foul)
	r.give(r.play(components.Foul))
	if r.truth("foul_committed.penalty", f[0]) {
		e := r.play(components.PenaltyAwarded)
		e.Team, e.Player = e.Team.Opponent(), 0
		r.give(e)
	}
	r.card("foul_committed.card", f[1])
}

// card gives the card that was shown, if one was.
func (r *reader) card(field string, v scan.Span) {
	id := r.ref(field, r.inner(v, "id"))
	if id == 0 {
		return
	}
	kind := card(id)
	if kind == components.Other && r.err == nil {
		r.match.Warnings.Add(recording.UnknownType, "%s: %s %d: taken as other", r.where(), field, id)
	}
	r.roll.show(r, kind)
	r.give(r.play(kind))
}

// possession gives a change of who has the ball.
func (r *reader) possession(typ int64) {
	if in(idle, typ) {
		return
	}
	holder := r.side("possession_team", &r.rec.spans.holder)
	if r.err != nil || holder == components.NoTeam || holder == r.holder {
		return
	}
	r.holder = holder
	e := r.referee(components.Possession)
	e.Team, e.Flags = holder, r.rec.flags
	r.give(e)
}
