package wagering

import "touchline/components"

// concerns are the causes that suspend each group.
var concerns = [components.Groups]components.Suspension{
	components.ResultGroup:  onGoals | onCards | onWickets | components.PlayerInjured | onAll,
	components.TotalsGroup:  onGoals | onCards | onAll,
	components.CornersGroup: onAll,
	components.CardsGroup:   onCards | onAll,
	components.HalfGroup:    onGoals | onCards | onAll,
}

const (
	onGoals   = components.PossibleGoal | components.PossiblePenalty
	onCards   = components.RedCardShown
	onWickets = components.WicketFell | components.DecisionReview
	onAll     = components.UnderReview | components.FeedStale | components.IntegrityAlert | components.ByOperator
)

// Concerns returns those of causes that suspend group g.
func Concerns(g components.Group, causes components.Suspension) components.Suspension {
	return causes & concerns[g]
}

// Suspends returns the causes that an event raises when it is first heard of, and
// the groups that they suspend. It asks for nothing but the sport and the event, so
// that an edge can close the market on arrival and let the tick book it.
func Suspends(sport components.Sport, kind components.EventKind, flags components.EventFlags) (causes components.Suspension, groups GroupSet) {
	causes = raises(sport, kind, flags)
	for g := range components.Groups {
		if causes&concerns[g] != 0 && bets[sport].Has(g) {
			groups |= 1 << g
		}
	}
	return causes, groups
}

func raises(sport components.Sport, kind components.EventKind, flags components.EventFlags) components.Suspension {
	switch {
	case flags&(components.Voided|components.Synthetic) != 0:
		return 0
	case sport == components.Cricket:
		return bowl(kind)
	}
	return kicks(kind, flags)
}

// kicks returns the causes that an event of football raises.
func kicks(kind components.EventKind, flags components.EventFlags) components.Suspension {
	switch kind {
	case components.Shot:
		if flags&components.FromPenalty != 0 {
			return components.PossiblePenalty | components.PossibleGoal
		}
		if flags&components.OnTarget != 0 {
			return components.PossibleGoal
		}
	case components.Goal, components.OwnGoal:
		return components.PossibleGoal
	case components.PenaltyAwarded, components.PenaltyKick:
		return components.PossiblePenalty | components.PossibleGoal
	case components.ReviewStart:
		return components.UnderReview | components.PossibleGoal
	case components.RedCard, components.SecondYellow:
		return components.RedCardShown
	case components.YellowCard:
		if flags&components.SecondCard != 0 {
			return components.RedCardShown
		}
	case components.Injury:
		return components.PlayerInjured
	case components.OperatorSuspend:
		return components.ByOperator
	}
	return 0
}

// Accepts reports whether a market takes a bet: it is active, and nothing speaks
// against it.
func Accepts(status components.Status, causes components.Suspension) bool {
	return status == components.Active && causes == 0
}
