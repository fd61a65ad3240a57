package feed

import (
	"touchline/components"
	"touchline/ecs"
)

// Hear adds event e to the script of a live match while it is played. It is called
// between ticks. Received must not be before that of an earlier event, nor before
// the next tick.
func (s *System) Hear(worlds []*ecs.World, script uint32, e *components.Event) {
	s.cfg.Scripts[script] = append(s.cfg.Scripts[script], *e)
	wake(worlds, script, components.FixtureDue, e.Received)
}

// See adds frame f, with the players seen, likewise. It goes by Occurred.
func (s *System) See(worlds []*ecs.World, script uint32, f *components.Frame, seen []components.Seen) {
	t, n := &s.cfg.Tracks[script], *f
	n.First, n.Players = uint32(len(t.Seen)), uint8(len(seen))
	t.Frames, t.Seen = append(t.Frames, n), append(t.Seen, seen...)
	s.tracked = true
	wake(worlds, script, components.FixtureSight, f.Occurred)
}

// wake lets the fixtures that play a script look at it at a time, if they had
// nothing to wait for.
func wake(worlds []*ecs.World, script uint32, due components.Column[components.PTS], at components.PTS) {
	for _, w := range worlds {
		due, start := due.Of(w), components.FixtureStart.Of(w)
		for f, plays := range components.FixtureScript.Of(w) {
			if plays == script && due[f] == Never {
				due[f] = at + start[f]
			}
		}
	}
}
