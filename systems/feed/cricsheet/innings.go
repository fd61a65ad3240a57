package cricsheet

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// How long things take, where the format has no times.
const (
	perBall    = 38 * components.PTSPerSecond
	perOver    = 60 * components.PTSPerSecond // more, between overs
	perWicket  = 120 * components.PTSPerSecond
	perReview  = 150 * components.PTSPerSecond
	askReview  = 15 * components.PTSPerSecond // after the ball
	perInnings = 20 * 60 * components.PTSPerSecond
)

// Bounds of what a file may have.
const (
	maxInnings = 4  // of a match
	maxSuper   = 64 // innings of super overs; they go on until one side wins
	maxRuns    = 1000
)

// innings reads one innings, which is a period.
func (r *reader) innings(at scan.Span) {
	r.At(at)
	var f [4]scan.Span
	r.Members("innings", at, f[:], "team", "overs", "super_over", "penalty_runs")
	r.next(at, r.Truth("innings.super_over", f[2]))
	r.batting = r.side("innings.team", r.Required("innings.team", f[0], "a team"))
	e := r.event(components.PeriodStart)
	e.Team = r.batting
	r.give(e)

	var penalty [2]scan.Span
	r.Members("innings.penalty_runs", f[3], penalty[:], "pre", "post")
	r.penalty("innings.penalty_runs.pre", penalty[0])
	first := true
	for over := range r.Elements("innings.overs", f[1]) {
		if !first {
			r.now += perOver
		}
		first = false
		r.over(over)
		if r.stopped {
			return
		}
	}
	r.penalty("innings.penalty_runs.post", penalty[1])
	r.give(r.event(components.PeriodEnd))
}

// next begins the period of an innings. Super overs have periods of their own,
// apart from those of a match of four innings.
func (r *reader) next(at scan.Span, super bool) {
	r.now = 0
	if super {
		r.period = components.SuperOver + r.supers
		r.supers++
	} else {
		r.played++
		r.period = r.played
	}
	switch {
	case r.played > maxInnings:
		r.Fail("innings", at, recording.OutOfRange, "at most 4 innings")
	case r.supers > maxSuper:
		r.Fail("innings", at, recording.OutOfRange, "at most 64 innings of super overs")
	case r.supers > 0 && !super:
		r.Fail("innings", at, "after a super over", "super overs last")
	case !super && r.period > 1:
		r.match.Breaks[r.period] = perInnings
	}
}

// over reads an over.
func (r *reader) over(at scan.Span) {
	var f [1]scan.Span
	r.Members("innings.overs", at, f[:], "deliveries")
	for ball := range r.Elements("innings.overs.deliveries", f[0]) {
		r.Begin(ball)
		if r.ball(ball); r.stopped {
			return
		}
	}
}

// penalty gives runs that the batting side was awarded before or after its
// innings.
func (r *reader) penalty(field string, at scan.Span) {
	if at == (scan.Span{}) {
		return
	}
	e := r.event(components.Score)
	e.Team, e.Value = r.batting, r.runs(field, at)
	r.give(e)
}

// runs reads a number of runs.
func (r *reader) runs(field string, at scan.Span) int32 {
	return int32(r.Integer(field, at, 0, maxRuns, "runs, 0 to 1000"))
}
