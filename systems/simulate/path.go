package simulate

import (
	"cmp"
	"slices"

	"touchline/components"
)

// A Path is the way of the ball through a match, as its events tell it, for matches
// that nobody tracked. The zero Path tells nothing.
type Path []Stop

// A Stop is a place at which the ball was, and what holds from then on.
type Stop struct {
	At       components.PTS // since the recording began
	Place    components.Place
	Holder   components.Team // who has the ball
	Period   components.Period
	SetPiece bool // a corner, free kick or penalty is taken
	Break    bool // the period is over
}

// NewPath returns the path that the events of a match tell, which are laid out: of
// each where it began and, if it took time, where it ended. Between the periods there
// is none.
func NewPath(events []components.Event) Path {
	const none = components.NoPlace
	var p Path
	for i := range events {
		e := &events[i]
		s := Stop{
			At: e.Occurred, Place: components.Place{X: e.X, Y: e.Y}, Period: e.Period,
			Holder: e.Team, SetPiece: e.Kind.In(setPieces), Break: e.Kind.In(ends),
		}
		if e.Kind.Input() != components.FromMatch || e.Flags&components.Voided != 0 {
			continue
		}
		if e.Kind.In(lost) {
			s.Holder = e.Team.Opponent()
		}
		if e.X == none || e.Y == none {
			if s.Break {
				s.Place = components.Place{}
				p = append(p, s)
			}
			continue
		}
		p = append(p, s)
		if e.Duration > 0 && e.EndX != none && e.EndY != none {
			s.At += components.PTS(e.Duration) * components.PTSPerSecond / 1000
			s.Place, s.SetPiece = components.Place{X: e.EndX, Y: e.EndY}, false
			p = append(p, s)
		}
	}
	slices.SortStableFunc(p, func(a, b Stop) int { return cmp.Compare(a.At, b.At) })
	return p
}

// Kinds of event, by what follows from them for who is where.
var (
	setPieces = components.KindSet(components.Corner, components.FreeKick, components.PenaltyAwarded, components.PenaltyKick)
	lost      = components.KindSet(components.Goal, components.OwnGoal, components.Foul, components.Offside, components.BallOut, components.Pressure)
	ends      = components.KindSet(components.PeriodEnd, components.MatchEnd, components.Abandoned)
)

// travel is the longest that the ball is on its way: before, it rests.
const travel = 4 * components.PTSPerSecond

// between is how things stand at a time, where n is the first stop after it: Place is
// where the ball is.
func (p Path) between(n int, t components.PTS) Stop {
	switch {
	case len(p) == 0:
		return Stop{Break: true}
	case n == 0:
		return p[0]
	case n == len(p):
		return p[n-1]
	}
	a, b := p[n-1], &p[n]
	if begin := max(a.At, b.At-travel); t > begin && !a.Break {
		a.Place.X = onward(a.Place.X, b.Place.X, t-begin, b.At-begin)
		a.Place.Y = onward(a.Place.Y, b.Place.Y, t-begin, b.At-begin)
	}
	return a
}

// onward is the part done/whole of the way from a to b.
func onward(a, b components.Centimeter, done, whole components.PTS) components.Centimeter {
	return a + components.Centimeter((components.PTS(b)-components.PTS(a))*done/whole)
}
