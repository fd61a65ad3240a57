package simulate

import "touchline/components"

// A course is a path with an index by the second, so that where the ball is takes no
// search.
type course struct {
	path Path
	next []int32 // the first stop after each second
}

func newCourse(p Path) course {
	c := course{path: p}
	if len(p) == 0 {
		return c
	}
	for t, n := components.PTS(0), 0; n < len(p); t += components.PTSPerSecond {
		for n < len(p) && p[n].At <= t {
			n++
		}
		c.next = append(c.next, int32(n))
	}
	return c
}

// at is how things stand at a time.
func (c *course) at(t components.PTS) Stop {
	n := 0
	if t >= 0 && len(c.next) > 0 {
		n = int(c.next[min(int(t/components.PTSPerSecond), len(c.next)-1)])
	}
	for n < len(c.path) && c.path[n].At <= t {
		n++
	}
	return c.path.between(n, t)
}
