package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// referee gives what does not happen to the ball.
func (r *reader) referee(what *tag) {
	switch what.name {
	case "Foul":
		d := r.give(r.event(components.Foul))
		d.Team = r.side("Foul.TeamFouler", what.get("TeamFouler"))
		d.Player, d.Other = r.person(what.get("Fouler")), r.person(what.get("Fouled"))
	case "Caution":
		r.card(what)
	case "Offside":
		r.touch(components.Offside, what, what)
	case "Substitution":
		d := r.touch(components.Substitution, what, what)
		d.Player, d.Other = r.person(what.get("PlayerOut")), r.person(what.get("PlayerIn"))
	case "GoalDisallowed":
		r.touch(components.GoalDisallowed, what, what)
	case "PenaltyNotAwarded":
		d := r.touch(components.PenaltyNotAwarded, what, what)
		d.Player, d.Other = r.person(what.get("PlayerToBeAwarded")), r.person(what.get("CausingPlayer"))
	case "OnFieldTreatment":
		r.touch(components.Injury, what, what).Duration = r.seconds(what.get("Duration"))
	case "VideoAssistantAction":
		r.review(what)
	case "BallDeflection", "OtherBallAction", "Nutmeg", "SpectacularPlay", "Run", "FairPlay", "Fairplay", "FaultExecution",
		"ChanceWithoutShot", "SitterPrevented", "PossessionLossBeforeGoal", "PreventOwnGoal", "PreventedOwnGoal",
		"CautionTeamofficial", "PlayerNotSentOff", "OtherPlayerAction", "OutSubstitution",
		"OtherRefereeAction", "RefereeSubstitution", "AdditionalTimeDisplayed", "VarNotification":
		// Nothing that the engine acts on; cards for the bench count for no side.
	default:
		r.match.Warnings.Add(recording.UnknownType, "%s: %s: taken as other", r.where(), recording.Clip([]byte(what.name)))
		r.touch(components.Other, what, what)
	}
}

// card gives a card for a player.
func (r *reader) card(what *tag) {
	kind := components.Other
	switch color := what.get("CardColor"); color {
	case "yellow":
		kind = components.YellowCard
	case "yellowRed":
		kind = components.SecondYellow
	case "red":
		kind = components.RedCard
	default:
		r.match.Warnings.Add(recording.UnknownType, "%s: CardColor %s: taken as other", r.where(), recording.Clip([]byte(color)))
	}
	r.touch(kind, what, what)
}

// review gives the beginning and the end of a review, of which the source tells
// when it is over. It does not say which event was looked at, and what was
// overturned is no more in the file: nothing is left to be voided.
func (r *reader) review(what *tag) {
	start, end := r.event(components.ReviewStart), r.event(components.ReviewEnd)
	if t := what.get("TimestampStartAction"); t != "" {
		start.Clock = r.instant("TimestampStartAction", t)
	}
	if t := what.get("TimestampEndAction"); t != "" {
		end.Clock = r.instant("TimestampEndAction", t)
	}
	if was, is := what.get("RefDecision"), what.get("FinalDecision"); was != "" && is != "" && was != is {
		end.Flags |= components.Overturned
	}
	r.give(start)
	r.give(end)
}
