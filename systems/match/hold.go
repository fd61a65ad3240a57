package match

import "touchline/components"

// hold notes who is at the ball in a frame, and returns who has it: whom the source
// names, or who has been at it for some frames.
func hold(touch *components.Watched, s *components.Sighting, of *measured, holder components.Team) components.Team {
	near := of.nearest
	if s.Height > head || of.distance > reach*reach {
		near = components.NoTeam
	}
	if near != touch.Near {
		touch.Near, touch.Frames = near, 0
	}
	touch.Frames = min(touch.Frames, 254) + 1
	switch {
	case s.Holder != components.NoTeam:
		return s.Holder
	case near != components.NoTeam && touch.Frames >= touches:
		return near
	}
	return holder
}

// held adds to how long the side has had the ball that has it, unless play rests.
func held(t *components.BallTime, holder components.Team, since components.PTS, rests bool) {
	switch {
	case rests:
	case holder == components.Home:
		t.Home += since
	case holder == components.Away:
		t.Away += since
	}
}

// still are the phases of a match of each sport in which the ball is not in play, one
// bit each.
var still = func() (bits [len(forced)]uint8) {
	for sport := range bits {
		for p := range components.Phases {
			if forced[sport][p] || p == components.Stopped {
				bits[sport] |= 1 << p
			}
		}
	}
	return bits
}()
