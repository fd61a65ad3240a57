package wagering

import "touchline/components"

// bets are the groups that a match of each sport has. At cricket it is the result
// alone: there are no corners, cards and halves, and no next goal.
var bets = [...]GroupSet{
	components.Football: AllMarkets,
	components.Cricket:  SetOf(components.ResultGroup),
}

// tied is what a result is settled with if both sides are level, everybody has had
// their innings and nothing has decided it. A draw is something else: time ran out.
const tied components.Outcome = 3

// wickets returns what speaks against bets on a match of cricket at now, and when
// that changes by itself. A market that closes for a wicket opens with the next
// ball, or after quiet (0: with the ball alone), when the next batter is in. A
// wicket that is taken back closes it all the same: the price is that of another
// match.
func (b *Book) wickets(now, quiet components.PTS, resumed uint32) (causes components.Suspension, look components.PTS) {
	look = never
	for i, kind := range b.Kind {
		switch kind {
		case components.Wicket:
			bits, until := threat(components.Mark{At: b.Occurred[i].PTS(), Seq: b.Seq[i]}, components.WicketFell, now, quiet, resumed)
			causes, look = causes|bits, min(look, until)
		case components.ReviewStart:
			if b.Fate[i] == components.Stands {
				causes |= components.DecisionReview
			}
		}
	}
	return causes, look
}

// bowl returns the causes that an event of cricket raises when it is first heard
// of. A boundary raises none: it moves the price, and is over before a bet could
// gain from it.
func bowl(kind components.EventKind) components.Suspension {
	switch kind {
	case components.Wicket:
		return components.WicketFell
	case components.ReviewStart:
		return components.DecisionReview
	case components.Injury:
		return components.PlayerInjured
	case components.OperatorSuspend:
		return components.ByOperator
	}
	return 0
}

// said reports whether incident i, the end of a match, tells who won: runs do not,
// where a target was changed, or a match awarded, or time ran out.
func (b *Book) said(i int) bool {
	return b.Team[i] != components.NoTeam || b.Flags[i]&(components.Tied|components.Drawn) != 0
}

// won is who won the match of cricket that incident i is the end of: by what that
// says, or else by the runs, and then by those of the super over.
func (b *Book) won(i int) components.Outcome {
	home, away := b.Score.Home, b.Score.Away
	switch {
	case b.Team[i] != components.NoTeam:
		return components.Outcome(b.Team[i])
	case b.Flags[i]&components.Drawn != 0:
		return 0
	case b.Flags[i]&components.Tied != 0:
		return tied
	case home == away:
		home, away = b.Score.ShootHome, b.Score.ShootAway
	}
	if home == away {
		return tied
	}
	return winner(components.Outcome(home), components.Outcome(away))
}
