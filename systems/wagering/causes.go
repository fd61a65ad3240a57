package wagering

import "touchline/components"

// bounds begin or end a period: the ball is dead, and what was in the air is over.
var bounds = components.KindSet(
	components.PeriodStart, components.PeriodEnd, components.MatchEnd, components.Abandoned,
)

// Causes returns what speaks against taking bets at now, and when that changes by
// itself, if it does: a threat ends that nothing has followed for quiet (0: never).
//
// What was decided is lifted by play that comes after it, by the source's own
// numbers, never by a correction alone: a goal that is taken back has still stopped
// the match.
func (b *Book) Causes(now, quiet components.PTS) (causes components.Suspension, look components.PTS) {
	ended := b.ended()
	resumed := max(b.LastPlay, ended)
	if b.Sport == components.Cricket {
		causes, look = b.wickets(now, quiet, resumed)
	} else {
		causes, look = b.goalmouth(now, quiet, ended, resumed)
	}
	bits, until := threat(b.Injury, components.PlayerInjured, now, quiet, resumed)
	return causes | bits | b.health(), min(look, until)
}

// goalmouth returns what speaks against bets on a match of football.
func (b *Book) goalmouth(now, quiet components.PTS, ended, resumed uint32) (causes components.Suspension, look components.PTS) {
	for i, kind := range b.Kind {
		seq, void := b.Seq[i], b.Fate[i] == components.Void
		switch kind {
		case components.Goal, components.OwnGoal:
			restarted := max(b.LastKick, ended)
			if void {
				restarted = resumed
			}
			if restarted <= seq {
				causes |= components.PossibleGoal
			}
		case components.PenaltyAwarded:
			if max(b.LastKick, ended) <= seq && !b.answered(i) {
				causes |= kicks(kind, 0)
			}
		case components.ReviewStart:
			if b.Fate[i] == components.Stands {
				causes |= kicks(kind, 0)
			}
		case components.Shot, components.PenaltyKick:
			if b.kick(i) && resumed <= seq {
				causes |= kicks(kind, b.Flags[i])
			}
		case components.YellowCard, components.SecondYellow, components.RedCard:
			if !void && resumed <= seq {
				causes |= kicks(kind, b.Flags[i])
			}
		}
	}
	bits, look := threat(b.Shot, components.PossibleGoal, now, quiet, resumed)
	return causes | bits, look
}

// threat returns cause as long as mark m is one at now: until play has resumed
// after it, or quiet has passed; and when that will be, if time alone ends it.
func threat(m components.Mark, cause components.Suspension, now, quiet components.PTS, resumed uint32) (components.Suspension, components.PTS) {
	switch {
	case m.Seq < resumed, m.Seq == 0:
		return 0, never
	case quiet == 0:
		return cause, never
	case now < m.At+quiet:
		return cause, m.At + quiet
	}
	return 0, never
}

// health returns the causes that do not come from the match.
func (b *Book) health() (causes components.Suspension) {
	if b.Stale || b.Full {
		causes |= components.FeedStale // what is not heard may be a goal
	}
	if b.Operator {
		causes |= components.ByOperator
	}
	if b.Integrity {
		causes |= components.IntegrityAlert
	}
	return causes
}

// ended returns the number of the newest incident that begins or ends a period.
func (b *Book) ended() uint32 {
	for i := len(b.Kind) - 1; i >= 0; i-- {
		if b.Kind[i].In(bounds) && b.Fate[i] == components.Stands {
			return b.Seq[i]
		}
	}
	return 0
}

// kick reports whether incident i is a penalty being taken, in play: one of the
// shoot-out is no threat to any market.
func (b *Book) kick(i int) bool {
	switch {
	case b.Fate[i] == components.Void, b.Period[i] == components.Shootout:
		return false
	case b.Kind[i] == components.PenaltyKick:
		return true
	default:
		return b.Flags[i]&components.FromPenalty != 0 &&
			b.Kind[i].In(1<<components.Shot|1<<components.Goal)
	}
}

// answered reports whether the penalty of incident i is no threat any more by
// itself: it was taken, and the kick is a threat of its own; or it was not given
// after all, and play went on.
func (b *Book) answered(i int) bool {
	from := b.Seq[i]
	if b.Fate[i] == components.Void {
		return b.LastPlay > from
	}
	for k := i + 1; k < len(b.Seq); k++ {
		if b.kick(k) {
			return true
		}
		if b.Kind[k] == components.PenaltyNotAwarded && b.Fate[k] == components.Stands {
			if of := b.Detail[k].Ref(); of == 0 || of == from {
				return b.LastPlay > b.Seq[k]
			}
		}
	}
	return false
}
