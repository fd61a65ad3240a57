package match

import (
	"touchline/components"
	"touchline/ecs"
)

// lastThird is how far from the halfway line an attack begins: a pitch is 105 m
// long, and so its last third begins at 17.5 m.
const lastThird components.Centimeter = 1750

// forced are the phases that follow from incidents. They stay until an incident
// ends them, whatever is told of the play. At cricket no kick-off ends a
// celebration: the next ball does.
var forced = [...][8]bool{
	components.Football: {components.NoPlay: true, components.Celebrate: true, components.InReview: true},
	components.Cricket:  {components.NoPlay: true, components.InReview: true},
}

// boundary is how many runs off one ball are taken for a boundary: a four or a six.
const boundary = 4

func setPhase(r *ecs.Run, f components.Row, phase components.Phase, since components.PTS) {
	if was := components.FixturePhase.At(r, f); *was != phase {
		*was = phase
		*components.FixtureSince.At(r, f) = since
	}
}

// Kinds that tell something of the play, by what they tell.
var (
	moving  = components.KindSet(components.Pass, components.Carry, components.Pressure, components.Possession)
	started = components.KindSet(components.ThrowIn, components.GoalKick, components.KickOff, components.DropBall)
	kicked  = components.KindSet(components.FreeKick)
	aimed   = components.KindSet(components.Shot, components.Save, components.PenaltyKick)
	dead    = components.KindSet(components.Corner, components.PenaltyAwarded)
	fouled  = components.KindSet(components.Foul)
	halted  = goals | bounds | components.KindSet(components.GoalDisallowed, components.PenaltyNotAwarded,
		components.Offside, components.YellowCard, components.SecondYellow, components.RedCard, components.Injury,
		components.ReviewStart, components.ReviewEnd, components.BallOut)

	telling = moving | started | kicked | aimed | dead | fouled | halted

	// bowled are the kinds that tell of a ball of cricket, and of no other play.
	bowled = components.KindSet(components.Score, components.Wicket)

	// given are the kinds after which the other side has the ball; silent those
	// that do not say who has it.
	given  = goals | components.KindSet(components.Foul, components.Offside, components.BallOut, components.Pressure)
	silent = bounds | components.KindSet(components.GoalDisallowed, components.PenaltyNotAwarded,
		components.YellowCard, components.SecondYellow, components.RedCard, components.Injury,
		components.ReviewStart, components.ReviewEnd, components.Score, components.Wicket)
)

// saying is what an event of a kind, of a team, tells of the play, as one word.
type saying uint32

const (
	dependent saying = 1 << (24 + iota) // the phase depends on more of the event
	plain                               // it is of a quiet kind
	ongoing                             // play goes on
)

func sayingOf(kind components.EventKind, team components.Team) saying {
	phase, before := phaseOf(kind, false), phaseOf(kind, true)
	s := saying(holderAfter(kind, team)) | saying(phase)<<8 | saying(before)<<16
	if phase != before || kind == components.Score {
		s |= dependent
	}
	if kind.In(quiet) {
		s |= plain
	}
	if kind.In(plays) {
		s |= ongoing
	}
	return s
}

func (s saying) holder() components.Team  { return components.Team(s) }
func (s saying) phase() components.Phase  { return components.Phase(s >> 8) }  // away from the goal that is attacked
func (s saying) before() components.Phase { return components.Phase(s >> 16) } // and before it
func (s saying) depends() bool            { return s&dependent != 0 }
func (s saying) quiet() bool              { return s&plain != 0 }
func (s saying) goesOn() bool             { return s&ongoing != 0 }

// sayings are those of all kinds and teams, worked out beforehand.
var sayings = func() (all [64][4]saying) {
	for kind := range components.EventKinds {
		for team := range components.Team(4) {
			all[kind][team] = sayingOf(kind, team)
		}
	}
	return all
}()

// phaseOf is the phase that an event of the play tells; attack is whether it was in
// the last third that the side attacks that has the ball after it.
func phaseOf(kind components.EventKind, attack bool) components.Phase {
	switch {
	case kind.In(moving) && attack, kind == components.Score:
		return components.Attack
	case kind == components.Wicket:
		return components.Celebrate
	case kind.In(moving), kind.In(started), kind.In(kicked) && !attack:
		return components.BuildUp
	case kind.In(aimed):
		return components.Shooting
	case kind.In(dead), kind.In(kicked), kind.In(fouled) && attack:
		return components.SetPiece
	default:
		return components.Stopped
	}
}

// ahead reports whether x is in the last third that team attacks. The home side
// attacks towards positive x in the first half of the match and of extra time,
// and the other way in the second.
func ahead(team components.Team, period components.Period, x components.Centimeter) bool {
	if team == components.NoTeam || x == components.NoPlace {
		return false
	}
	if (team == components.Home) == (period%2 == 1) {
		return x > lastThird
	}
	return x < -lastThird
}

// holderAfter is who has the ball after an event, or NoTeam if it does not say.
func holderAfter(kind components.EventKind, team components.Team) components.Team {
	switch {
	case kind.In(silent):
		return components.NoTeam
	case kind.In(given):
		return team.Opponent()
	default:
		return team
	}
}
