package simulate

import (
	"cmp"
	"slices"

	"touchline/components"
)

// A Path is the way of the ball through a match, as its events tell it, for
// fixtures whose source has no tracking. The zero Path tells nothing.
type Path []Stop

// A Stop is a place at which the ball was.
type Stop struct {
	At    components.PTS // since the recording began
	Place components.Place
}

// NewPath returns the path that the events of a match tell, which are laid out: of
// each where it began and, if it took time, where it ended.
func NewPath(events []components.Event) Path {
	const none = components.NoPlace
	var p Path
	for i := range events {
		e := &events[i]
		if e.Kind.Input() != components.FromMatch || e.Flags&components.Voided != 0 || e.X == none || e.Y == none {
			continue
		}
		p = append(p, Stop{e.Occurred, components.Place{X: e.X, Y: e.Y}})
		if e.Duration > 0 && e.EndX != none && e.EndY != none {
			p = append(p, Stop{e.Occurred + components.PTS(e.Duration)*components.PTSPerSecond/1000, components.Place{X: e.EndX, Y: e.EndY}})
		}
	}
	slices.SortStableFunc(p, func(a, b Stop) int { return cmp.Compare(a.At, b.At) })
	return p
}

// travel is the longest that the ball is on its way: before, it rests.
const travel = 4 * components.PTSPerSecond

// at is where the ball is at a time.
func (p Path) at(t components.PTS) components.Place {
	n := p.next(t)
	switch {
	case len(p) == 0:
		return components.Place{}
	case n == 0:
		return p[0].Place
	case n == len(p):
		return p[n-1].Place
	}
	a, b := &p[n-1], &p[n]
	begin := max(a.At, b.At-travel)
	if t <= begin {
		return a.Place
	}
	return components.Place{
		X: between(a.Place.X, b.Place.X, t-begin, b.At-begin),
		Y: between(a.Place.Y, b.Place.Y, t-begin, b.At-begin),
	}
}

// next is the first stop after t.
func (p Path) next(t components.PTS) int {
	low, high := 0, len(p)
	for low < high {
		if mid := (low + high) / 2; p[mid].At <= t {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// between is the part done/whole of the way from a to b.
func between(a, b components.Centimeter, done, whole components.PTS) components.Centimeter {
	return a + components.Centimeter((components.PTS(b)-components.PTS(a))*done/whole)
}
