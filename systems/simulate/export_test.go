package simulate

import "touchline/components"

// BallAt is where a path leads at a time.
func BallAt(p Path, t components.PTS) components.Place {
	c := newCourse(p)
	return c.at(t).Place
}
