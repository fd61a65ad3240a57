package match

import "touchline/components"

var (
	// incidents are the kinds that decide score, markets or suspensions. Shots,
	// which are many, are not: of them only the newest on target matters.
	incidents = components.KindSet(
		components.MatchStart, components.PeriodStart, components.PeriodEnd, components.MatchEnd, components.Abandoned,
		components.KickOff, components.Goal, components.OwnGoal, components.GoalDisallowed, components.Corner,
		components.PenaltyAwarded, components.PenaltyNotAwarded, components.PenaltyKick,
		components.YellowCard, components.SecondYellow, components.RedCard,
		components.ReviewStart, components.ReviewEnd, components.Wicket,
	)

	// plays are the kinds that show that the ball is in play again.
	plays = components.KindSet(
		components.Pass, components.Carry, components.ThrowIn, components.GoalKick, components.Corner,
		components.FreeKick, components.KickOff, components.DropBall,
	)

	// words are an operator's, on all markets of a match.
	words = components.KindSet(components.OperatorSuspend, components.OperatorResume)

	// goals are what can be disallowed.
	goals = components.KindSet(components.Goal, components.OwnGoal)

	// reviewable are the decisions that a review can overturn.
	reviewable = goals | components.KindSet(
		components.GoalDisallowed, components.Corner, components.Shot, components.PenaltyAwarded,
		components.PenaltyNotAwarded, components.PenaltyKick,
		components.YellowCard, components.SecondYellow, components.RedCard, components.Wicket,
	)

	// bounds begin or end a period.
	bounds = components.Timed &^ components.KindSet(components.KickOff)
)

// Decides reports whether an event of a match is kept as an incident: each of its
// number takes one of the fixture's rows.
//
// A corrected event is, whatever it says now: the message that it corrects may
// have been an incident, and may be yet to come.
func Decides(kind components.EventKind, rev uint8, flags components.EventFlags) bool {
	return kind.In(incidents) || rev > 0 || kind == components.Shot && flags&components.FromPenalty != 0
}

// count keeps event i of fixture f if it counts for something: as an incident, or
// among the points, which are corrected by incidents.
func (e *ears) count(i int, f components.Row) kept {
	row, says := components.Row(i), &e.report[i]
	switch {
	case Decides(says.Cause.Kind, says.Cause.Rev, says.Flags):
		k := keep(e.Run, row, f)
		if k == taken && says.Cause.Rev > 0 {
			correct(e.Run, row, f)
		}
		return k
	case says.Cause.Kind == components.Score:
		return book(e.Run, row, f)
	}
	return passed
}
