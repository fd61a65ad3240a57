package wyscout

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// tell gives the events that record i is.
func (r *reader) tell(i int) {
	r.now = r.records[i]
	r.Record, r.ID = i+1, r.now.id
	r.reach()
	rec := &r.now
	kind := components.Pass
	if rec.plays() && r.kicksOff() {
		kind = components.KickOff
	}
	switch {
	case rec.shoots():
		r.shot()
	case rec.kind == pass:
		r.give(r.play(kind))
	case rec.kind == kick:
		r.give(r.play(restart(rec.sub)))
	case rec.kind == touch && rec.sub == acceleration:
		r.give(r.play(components.Carry))
	case rec.kind == save && rec.tags&goal == 0 && rec.tags&accurate != 0:
		r.give(r.play(components.Save))
	case rec.kind == foul:
		r.foul(i)
	case rec.kind == offside:
		r.give(r.play(components.Offside))
	case rec.kind == interrupt && rec.sub == ballOut:
		r.give(r.play(components.BallOut))
	case rec.kind < duel || rec.kind > shot:
		r.Warn(recording.UnknownType, "eventId %d: taken as other", rec.kind)
		r.give(r.play(components.Other))
	}
	if rec.tags&ownGoal != 0 && rec.period != components.Shootout {
		e := r.play(components.OwnGoal)
		e.Team = e.Team.Opponent()
		r.give(e)
		r.scored(e.Team)
	}
	r.card()
}

// play returns an event of the record's player, now, where the record says.
func (r *reader) play(kind components.EventKind) components.Event {
	e := r.referee(kind)
	rec := &r.now
	e.Team, e.Player, e.Flags = rec.team, rec.player, rec.flags
	from, to := rec.from, rec.to
	if from == origin || from == opposite && kind != components.Corner {
		from.known = false
	}
	if to == origin || to == opposite {
		to.known = false
	}
	e.X, e.Y = r.where(from)
	e.EndX, e.EndY = r.where(to)
	return e
}

// restart returns the kind of a restart.
func restart(sub int64) components.EventKind {
	switch sub {
	case kickCorner:
		return components.Corner
	case kickGoal:
		return components.GoalKick
	case kickThrow:
		return components.ThrowIn
	}
	return components.FreeKick
}

// card gives the card that was shown, if one was.
func (r *reader) card() {
	switch t := r.now.tags; {
	case t&second != 0: // which some have with the red one that it means
		r.give(r.play(components.SecondYellow))
	case t&red != 0:
		r.give(r.play(components.RedCard))
	case t&yellow != 0:
		r.give(r.play(components.YellowCard))
	}
}
