package filler

import "touchline/components"

// stops follows when the ball is in play. Nothing may be added while it is not.
type stops struct {
	played  bool           // a period is being played
	goal    bool           // a goal was scored, and play has not begun again
	penalty bool           // a penalty was given, and not yet taken
	review  bool           // the video assistant looks
	until   components.PTS // a shorter stop: when it should be over
}

// dead reports whether only an event of the match can bring the ball into play.
func (s *stops) dead() bool { return !s.played || s.goal || s.penalty || s.review }

// A pause is how long play stops for an event whose restart the source may not
// give.
const pause = 25 * components.PTSPerSecond

// hear takes in an event of the match.
func (s *stops) hear(e *components.Event) {
	if e.Flags&components.Voided != 0 {
		s.withdraw(e.Kind)
		return
	}
	switch e.Kind {
	case components.PeriodStart:
		*s = stops{played: e.Period != components.Shootout}
	case components.PeriodEnd, components.MatchEnd, components.Abandoned:
		*s = stops{}
	case components.KickOff:
		*s = stops{played: s.played}
	case components.Corner, components.FreeKick, components.ThrowIn, components.GoalKick, components.DropBall:
		s.until = 0
	case components.Goal, components.OwnGoal:
		s.goal, s.penalty = true, false
	case components.PenaltyAwarded:
		s.penalty = true
	case components.PenaltyKick:
		s.penalty = false
	case components.Shot:
		s.penalty = s.penalty && e.Flags&components.FromPenalty == 0
		s.rest(e, pause/2) // the ball is out, or the keeper has it
	case components.ReviewStart:
		s.review = true
	case components.ReviewEnd:
		s.review = false
		if e.Flags&components.Overturned != 0 {
			s.goal, s.penalty = false, false
		}
		s.rest(e, pause)
	case components.GoalDisallowed:
		s.goal = false
		s.rest(e, pause)
	case components.PenaltyNotAwarded:
		s.penalty = false
		s.rest(e, pause)
	case components.Foul, components.YellowCard, components.SecondYellow, components.RedCard, components.Offside,
		components.Injury, components.Substitution, components.BallOut:
		s.rest(e, pause)
	}
}

// withdraw takes back a decision that stopped play.
func (s *stops) withdraw(kind components.EventKind) {
	switch kind {
	case components.Goal, components.OwnGoal:
		s.goal = false
	case components.PenaltyAwarded:
		s.penalty = false
	case components.ReviewStart:
		s.review = false
	}
}

func (s *stops) rest(e *components.Event, d components.PTS) { s.until = max(s.until, e.Clock+d) }
