package cricsheet

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// ball reads a delivery: the runs it gave, what a review came to, and who was
// out.
func (r *reader) ball(at scan.Span) {
	var f [6]scan.Span
	r.Members("", at, f[:], "batter", "bowler", "runs", "review", "wickets", "replacements")
	r.now += perBall
	r.replacements(f[5])

	var total [1]scan.Span
	r.Members("runs", r.Required("runs", f[2], "an object"), total[:], "total")
	e := r.event(components.Score)
	e.Team = r.batting
	e.Value = r.runs("runs.total", r.Required("runs.total", total[0], "a number"))
	e.Player = r.Name("batter", r.Required("batter", f[0], "a text"), r.names)
	e.Other = r.Name("bowler", r.Required("bowler", f[1], "a text"), r.names)
	r.give(e)
	bowler := e.Other

	r.review(f[3])
	for wicket := range r.Elements("wickets", f[4]) {
		r.wicket(wicket, bowler)
	}
}

// review gives a review of the umpire's decision, if there was one. One that is
// upheld overturns it.
func (r *reader) review(at scan.Span) {
	if at == (scan.Span{}) {
		return
	}
	var f [3]scan.Span
	r.Members("review", at, f[:], "by", "batter", "decision")
	e := r.event(components.ReviewStart)
	e.Clock += askReview
	e.Team = r.side("review.by", f[0])
	e.Player = r.Name("review.batter", f[1], r.names)
	r.give(e)

	r.now += perReview
	e.Kind, e.Clock = components.ReviewEnd, r.now
	switch string(r.Word("review.decision", f[2])) {
	case "upheld":
		e.Flags |= components.Overturned
	case "struck down", "":
	default:
		r.Warn(recording.UnknownType, "review.decision %s: not overturned", recording.Clip(r.Text(f[2])))
	}
	r.give(e)
}

// wicket gives who is out. Some leave without being so.
func (r *reader) wicket(at scan.Span, bowler components.Symbol) {
	var f [2]scan.Span
	r.Members("wickets", at, f[:], "kind", "player_out")
	e := r.event(components.Wicket)
	e.Team = r.batting
	switch string(r.Word("wickets.kind", r.Required("wickets.kind", f[0], "a text"))) {
	case "bowled", "caught", "caught and bowled", "hit wicket", "lbw", "stumped":
		e.Other = bowler
	case "handled the ball", "hit the ball twice", "obstructing the field", "retired out", "run out", "timed out":
	case "retired hurt":
		e.Kind = components.Injury
	case "retired not out":
		e.Kind = components.Substitution
	default:
		r.Warn(recording.UnknownType, "wickets.kind %s: taken as a wicket", recording.Clip(r.Text(f[0])))
	}
	e.Player = r.Name("wickets.player_out", r.Required("wickets.player_out", f[1], "a text"), r.names)
	r.give(e)
	r.now += perWicket
}

// replacements gives who left the match before the ball, and for whom.
func (r *reader) replacements(at scan.Span) {
	var of [1]scan.Span
	r.Members("replacements", at, of[:], "match")
	for one := range r.Elements("replacements.match", of[0]) {
		var f [3]scan.Span
		r.Members("replacements.match", one, f[:], "team", "out", "in")
		e := r.event(components.Substitution)
		e.Team = r.side("replacements.match.team", f[0])
		e.Player = r.Name("replacements.match.out", f[1], r.names)
		e.Other = r.Name("replacements.match.in", f[2], r.names)
		r.give(e)
	}
}
