package director

import "touchline/components"

// allowed reports whether the grammar of live pictures allows a cut to camera k.
func (s *shots) allowed(k int) bool {
	return (s.rule.jumps || !s.jumps(k)) && (s.rule.cross || !s.crosses(k))
}

// jumps reports whether a cut to camera k would be a jump cut: two pictures so
// alike that the players seem to jump. So it is between cameras of one size on
// one side of the pitch.
func (s *shots) jumps(k int) bool {
	return s.setups[k].Alike(s.setups[s.air])
}

// crosses reports whether a cut to camera k would turn the match around before
// the viewer's eyes: it crosses the line of action while the ball is in play. A
// close shot on either side of the cut hides the turn, and a picture that is
// better by twice the gain is worth it.
func (s *shots) crosses(k int) bool {
	from, to := s.setups[s.air], s.setups[k]
	across := from.Side() == components.Near && to.Side() == components.Far || from.Side() == components.Far && to.Side() == components.Near
	near := from.Size() == components.Close || to.Size() == components.Close
	return s.live && across && !near && s.lead(k) < s.rule.double
}

// inPlay reports whether the ball is in play.
func inPlay(p components.Phase) bool {
	return p == components.BuildUp || p == components.Attack || p == components.Shooting
}
