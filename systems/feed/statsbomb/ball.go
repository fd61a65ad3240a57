package statsbomb

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// pass gives a pass or restart. If it goes out, or to a player who is offside,
// that is an event of its own when the ball gets there.
func (r *reader) pass() {
	p := r.members("pass", &r.rec.spans.pass)
	e := r.play(kick(r.ref("pass.type", r.inner(p[1], "id"))))
	e.EndX, e.EndY = r.place("pass.end_location", p[0])
	e.Other = r.person("pass.recipient", r.inner(p[3], "name", "id"))
	outcome := r.ref("pass.outcome", r.inner(p[2], "id"))
	r.give(e)

	after := r.after(e)
	switch outcome {
	case passOut:
		after.Kind = components.BallOut
		r.hold(after)
	case passOffside:
		after.Kind, after.Player = components.Offside, e.Other
		r.hold(after)
	}
}

// shot gives a shot, and the goal when the ball gets there; or a kick of the
// shoot-out.
func (r *reader) shot() {
	s := r.members("shot", &r.rec.spans.shot)
	e := r.play(components.Shot)
	e.EndX, e.EndY = r.place("shot.end_location", s[0])
	e.Value = r.chance("shot.statsbomb_xg", s[3])
	if r.ref("shot.type", r.inner(s[1], "id")) == shotPenalty {
		e.Flags |= components.FromPenalty
	}
	outcome := r.ref("shot.outcome", r.inner(s[2], "id"))
	switch outcome {
	case shotGoal, shotSaved, shotSavedToPost:
		e.Flags |= components.OnTarget
	}
	if e.Period == components.Shootout && e.Flags&components.FromPenalty != 0 {
		e.Kind = components.PenaltyKick
		if outcome == shotGoal {
			e.Flags |= components.Scored
		}
		r.give(e)
		return
	}
	r.give(e)
	if outcome == shotGoal {
		goal := e
		goal.Kind = components.Goal
		goal.Clock, goal.Duration = r.after(e).Clock, 0
		r.hold(goal)
	}
}

// chance reads expected goals in ten-thousandths.
func (r *reader) chance(field string, v scan.Span) int32 {
	if v == (scan.Span{}) {
		return 0
	}
	n, ok := scan.Fixed(r.scan.Text(v), 4)
	switch c := r.scan.Text(v)[0]; {
	case !ok && c != '-' && c-'0' > 9:
		r.fail(field, v, recording.WrongType, "a number")
	case !ok || n < 0 || n > 10_000:
		r.fail(field, v, recording.OutOfRange, "0 to 1")
	}
	return int32(n)
}
