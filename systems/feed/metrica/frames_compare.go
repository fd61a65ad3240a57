package metrica

import (
	"cmp"
	"slices"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// compare holds the ball against that of the file that was read before, which is of
// another match if they hardly ever have it at the same place. It reports whether
// they show which way the home side plays.
func (f *frames) compare() (known bool) {
	const enough, few, most = 25, 5, 2500
	var same, turned, apart int
	look := f.ahead()
	for n := 0; n < most && same+turned+apart < enough && look.next(); n++ {
		s, ok := look.sight()
		if !ok {
			continue
		}
		i, ok := slices.BinarySearchFunc(f.match.Frames, s.Frame, byTime)
		if !ok {
			continue
		}
		other := &f.match.Frames[i]
		if f.twice(s.Seen, f.match.Of(other)) {
			f.halt(look, "", recording.Fault("of a side that was read before"), "the file of the other side")
			return false
		}
		switch a, b := near(s.Ball, other.Ball, 1), near(s.Ball, other.Ball, -1); {
		case s.Ball.X == components.NoPlace || other.Ball.X == components.NoPlace, a && b:
		case a:
			same++
		case b:
			turned++
		default:
			apart++
		}
	}
	if same+turned+apart == enough && max(same, turned) < few {
		f.halt(look, "the ball", recording.OtherMatch, "it where the file of the other side has it")
	}
	if turned > same && !f.told {
		f.left = !f.left
	}
	return same != turned
}

// byTime orders frames by period and clock.
func byTime(a, b components.Frame) int {
	return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Clock, b.Clock))
}

// twice reports whether a side is in both of two lists.
func (f *frames) twice(a, b []components.Seen) bool {
	return slices.ContainsFunc(a, func(p components.Seen) bool {
		return p.Team != components.NoTeam && slices.ContainsFunc(b, func(q components.Seen) bool { return p.Team == q.Team })
	})
}

// halt ends the reading where look has come to.
func (f *frames) halt(look *frames, field string, fault recording.Fault, want string) {
	f.line, f.begin = look.line, look.begin
	f.fail(field, nil, fault, want)
}

// near reports whether a is within a meter of b, or of where b is after a half-turn
// about the center spot.
func near(a, b components.Place, turn components.Centimeter) bool {
	const most = 100
	x, y := a.X-turn*b.X, a.Y-turn*b.Y
	return max(x, -x) <= most && max(y, -y) <= most
}
