package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// framePeriod is that of a tracking system at 25 Hz.
const framePeriod = components.PTSPerSecond / 25

// tracking gives each fixture that nobody tracks the frames of this tick: the ball on
// its path, and 22 players around it. Those of different fixtures are taken at
// different times. In a break there are none.
func (s *System) tracking(r *ecs.Run) {
	script, start := components.FixtureScript.Of(r), components.FixtureStart.Of(r)
	phase, numbers := components.FixturePhase.Of(r), components.FixtureNumber.Of(r)
	for f := range script {
		path := s.path(script[f])
		if path == nil || phase[f] == components.NoPlay {
			continue
		}
		shift := components.PTS(uint64(numbers[f]) * 7919 % uint64(framePeriod))
		first := (r.Now.PTS - shift + framePeriod - 1) / framePeriod
		for at := first*framePeriod + shift; at < r.Now.PTS+r.Now.Period; at += framePeriod {
			s.frame(r, components.Row(f), at, path.at(at-start[f]))
		}
	}
}

// path is that of a script, nil if somebody tracks its match.
func (s *System) path(script uint32) Path {
	if int(script) >= len(s.cfg.Paths) {
		return nil
	}
	return s.cfg.Paths[script]
}

// frame adds a frame of fixture f.
func (s *System) frame(r *ecs.Run, f components.Row, at components.PTS, ball components.Place) {
	i := r.Append(components.FrameRow, 1)
	*components.FrameFixture.At(r, i) = f
	*components.FrameAt.At(r, i) = at
	*components.FrameBall.At(r, i) = ball
	*components.FrameHeight.At(r, i) = 0
	*components.FramePlay.At(r, i) = components.BallUnknown
	*components.FrameHolder.At(r, i) = components.NoTeam
	*components.FramePlayers.At(r, i) = players
	fan := r.Schema().Fan(components.Tracked)
	seen := (*[players]components.Seen)(components.TrackedSeen.Of(r)[int(i)*fan:])
	w := weather{seed: r.Seed, number: uint64(*components.FixtureNumber.At(r, f))}
	w.at(at)
	home := components.Centimeter(1) // the home side attacks to the right in the first half
	if *components.FixturePeriod.At(r, f)%2 == 0 {
		home = -1
	}
	corner := *components.FixturePhase.At(r, f) == components.SetPiece
	line(seen[:side], components.Home, home, ball, corner, &w)
	line(seen[side:], components.Away, -home, ball, corner, &w)
	if holder := *components.FixtureHolder.At(r, f); holder != components.NoTeam {
		press(seen, holder, ball)
	}
}
