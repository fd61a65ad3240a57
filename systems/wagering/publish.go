package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// told are the kinds of event that sportsbooks are told of: what bets are about,
// what suspends them and what opens them again. Passes and fouls are left out.
var told = components.KindSet(
	components.MatchStart, components.PeriodStart, components.PeriodEnd, components.MatchEnd, components.Abandoned,
	components.KickOff, components.Shot, components.Save, components.Goal, components.OwnGoal,
	components.GoalDisallowed, components.Corner, components.PenaltyAwarded, components.PenaltyNotAwarded,
	components.PenaltyKick, components.YellowCard, components.SecondYellow, components.RedCard,
	components.ReviewStart, components.ReviewEnd, components.Injury,
)

// bowled are the kinds that they are told of cricket beside these: every ball.
var bowled = components.KindSet(components.Score, components.Wicket)

// Tells reports whether an event of a kind touches a market: whoever holds back events
// to put them into order must not hold back these.
func Tells(kind components.EventKind) bool { return kind.In(told|bowled) || kind.Control() }

// publish tells what happened in this tick. Of most events sportsbooks are not told, so
// that room for more records is asked for only when there is none left.
func (c *columns) publish(r *ecs.Run) {
	n := r.Len(components.EventRow)
	for i := 0; ; {
		first := uint(r.Len(components.Wager))
		next, end := c.tell(i, n, first, r.Now.PTS)
		r.Append(components.Wager, int(end-first))
		if next == n {
			return
		}
		r.Reserve(components.Wager, 1)
		i, c = next, view.Of(r.World)
	}
}
