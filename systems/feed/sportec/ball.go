package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// kickOff gives a kick-off. One that has a game section begins that period; the
// others are restarts after a goal.
func (r *reader) kickOff(what, how *tag) {
	d := r.touch(components.KickOff, what, how)
	d.left = r.side("KickOff.TeamLeft", what.get("TeamLeft"))
	r.side("KickOff.TeamRight", what.get("TeamRight"))
	if text := what.get("GameSection"); text != "" {
		d.section = section(text)
		r.known(text, d.section)
	}
}

// known warns of a game section that is none.
func (r *reader) known(text string, p components.Period) {
	if p == 0 {
		r.match.Warnings.Add(recording.UnknownType, "%s: GameSection %s: no period", r.where(), recording.Clip([]byte(text)))
	}
}

// restart gives a restart, and the shot that it is if it is one.
func (r *reader) restart(kind components.EventKind, what, how, outcome *tag) {
	r.touch(kind, what, how)
	if how.name == "ShotAtGoal" {
		r.shot(how, outcome, 0)
	}
}

// penalty gives a penalty as it was awarded, when that was decided, and the kick.
func (r *reader) penalty(what, how, outcome *tag) {
	d := r.event(components.PenaltyAwarded)
	d.Team = r.side("Penalty.Team", what.get("Team"))
	d.Player, d.Other = r.person(what.get("FouledPlayer")), r.person(what.get("CausingPlayer"))
	if t := what.get("DecisionTimestamp"); t != "" {
		d.Clock = r.instant("DecisionTimestamp", t)
	}
	r.give(d)
	switch how.name {
	case "ShotAtGoal":
		r.shot(how, outcome, components.FromPenalty)
	case "Play":
		r.touch(components.Pass, what, how)
	}
}

// shot gives a shot, and the save or the goal that came of it.
func (r *reader) shot(what, outcome *tag, flags components.EventFlags) {
	shot := r.event(components.Shot)
	shot.Team = r.side("ShotAtGoal.Team", what.get("Team"))
	shot.Player = r.person(what.get("Player"))
	shot.Flags |= flags
	shot.Value = r.chance(what.get("xG"))
	goal, saved := outcome.name == "SuccessfulShot", outcome.name == "SavedShot"
	if goal || saved {
		shot.Flags |= components.OnTarget
	}
	r.give(shot).scored = goal
	switch {
	case goal:
		shot.Kind = components.Goal
		shot.Other = r.person(outcome.get("Assist"))
		shot.score = r.result("SuccessfulShot.CurrentResult", outcome.get("CurrentResult"))
		r.give(shot)
	case saved:
		save := r.event(components.Save)
		save.Team, save.Player = shot.Team.Opponent(), r.person(outcome.get("GoalKeeper"))
		r.give(save)
	}
}

// ownGoal gives an own goal, which counts for the other side than its player's.
func (r *reader) ownGoal(what *tag) {
	d := r.event(components.OwnGoal)
	d.Player = r.person(what.get("Player"))
	if id := what.get("TeamOwnGoalCountsFor"); id != "" {
		d.Team = r.side("OwnGoal.TeamOwnGoalCountsFor", id)
	} else {
		d.Team = r.side("OwnGoal.Team", what.get("Team")).Opponent()
	}
	d.score = r.result("OwnGoal.CurrentResult", what.get("CurrentResult"))
	r.give(d)
}

// whistle gives the end of a period, or of a match that is broken off.
func (r *reader) whistle(what *tag) {
	d := r.event(components.PeriodEnd)
	if what.get("BreakingOff") == "true" {
		d.Kind = components.Abandoned
	}
	d.X, d.Y = components.NoPlace, components.NoPlace
	if text := what.get("GameSection"); text != "" {
		d.section = section(text)
		r.known(text, d.section)
	}
	d.score = r.result("FinalWhistle.FinalResult", what.get("FinalResult"))
	r.give(d)
}
