package cricsheet

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// info reads who played and how it ended, and returns the kind of event that it
// ended with.
func (r *reader) info(at scan.Span) (end components.EventKind) {
	r.At(at)
	var f [2]scan.Span
	r.Members("info", at, f[:], "teams", "outcome")
	n := 0
	for team := range r.Elements("info.teams", r.Required("info.teams", f[0], "two teams")) {
		name := string(r.Word("info.teams", team))
		switch n++; n {
		case 1:
			r.match.Home = name
		case 2:
			r.match.Away = name
		}
	}
	if n != 2 || r.match.Home == "" || r.match.Away == "" || r.match.Home == r.match.Away {
		r.Fail("info.teams", f[0], recording.OutOfRange, "two teams")
	}
	return r.outcome(f[1])
}

// outcome reads how the match ended: {"winner":"A"}, or {"result":"tie",
// "eliminator":"A"} after a super over, or likewise "bowl_out".
func (r *reader) outcome(at scan.Span) (end components.EventKind) {
	end = components.MatchEnd
	var f [4]scan.Span
	r.Members("info.outcome", at, f[:], "winner", "result", "eliminator", "bowl_out")
	switch string(r.Word("info.outcome.result", f[1])) {
	case "":
	case "tie":
		r.match.Outcome = recording.Tie
	case "draw":
		r.match.Outcome = recording.Draw
	case "no result":
		r.match.Outcome = recording.NoResult
		end = components.Abandoned
	default:
		r.Warn(recording.UnknownType, "info.outcome.result %s: it follows from the runs", recording.Clip(r.Text(f[1])))
	}
	switch r.side("info.outcome.winner", f[0]) {
	case components.Home:
		r.match.Outcome = recording.HomeWin
	case components.Away:
		r.match.Outcome = recording.AwayWin
	}
	r.match.Eliminator = max(r.side("info.outcome.eliminator", f[2]), r.side("info.outcome.bowl_out", f[3]))
	return end
}

// end returns the event that ends the match, of the given kind: it says who won,
// as the runs alone do not.
func (r *reader) end(kind components.EventKind) components.Event {
	e := r.event(kind)
	switch r.match.Outcome {
	case recording.HomeWin:
		e.Team = components.Home
	case recording.AwayWin:
		e.Team = components.Away
	case recording.Tie:
		e.Team = r.match.Eliminator
		e.Flags |= components.Tied
	case recording.Draw:
		e.Flags |= components.Drawn
	}
	return e
}

// side reads the name of a team; it may be absent, which is neither.
func (r *reader) side(field string, at scan.Span) components.Team {
	switch name := r.Word(field, at); string(name) {
	case "":
		return components.NoTeam
	case r.match.Home:
		return components.Home
	case r.match.Away:
		return components.Away
	}
	r.Warn(recording.UnknownTeam, "%s %s: taken as none", field, recording.Clip(r.Text(at)))
	return components.NoTeam
}
