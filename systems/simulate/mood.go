package simulate

import "touchline/components"

// mood is what the cameras of each role see and hear in each phase.
var mood = func() (m [components.Phases][components.Roles]lanes) {
	for phase := range m {
		for role := range m[phase] {
			l := components.Levels{Audio: 250, Face: 100, Motion: 250, Speaking: 50}
			close := components.Role(role) == components.MainTight || components.Role(role) == components.LowHalfway
			switch components.Phase(phase) {
			case components.Attack, components.Shooting:
				l.Audio, l.Motion = 550, 500
			case components.Celebrate:
				l.Audio, l.Motion = 800, 400
				if close {
					l.Face, l.Speaking = 600, 400
				}
			case components.Stopped, components.InReview, components.NoPlay:
				l.Motion = 100
				if close {
					l.Face, l.Speaking = 500, 200
				}
			}
			m[phase][role] = packed(&l)
		}
	}
	return m
}()
