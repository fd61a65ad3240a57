package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// framePeriod is that of a tracking system at 25 Hz.
const framePeriod = components.PTSPerSecond / 25

// tracking gives each fixture whose match nobody tracked the frames of this tick: the
// ball on its path, and 22 players around it. In a break there are none.
//
// A frame is a function of the seed, the match and the time since that began, so that
// fixtures which are at the same moment of a match are seen alike: what was made for
// one of them serves the others. Those beside each other mostly are, and are a group.
func (s *System) tracking(r *ecs.Run) {
	if len(s.courses) == 0 {
		return
	}
	p := playing{
		script: components.FixtureScript.Of(r), start: components.FixtureStart.Of(r),
		phase: components.FixturePhase.Of(r), alike: components.FixtureAlike.Of(r),
	}
	p.groups = ecs.Unset[group](r, len(p.script))[:0]
	p.find(s.courses, r.Now)
	if p.frames == 0 {
		return
	}
	var out sights
	out.of(r, r.Append(components.FrameRow, p.frames))
	made, row := s.visit(r), 0
	for i := range p.groups {
		g := &p.groups[i]
		for k := range g.frames {
			number := g.number + int64(k)
			out.show(row, g.first, g.count, made.shot(r, g.script, number), components.PTS(number)*framePeriod+g.start)
			row += int(g.count)
		}
	}
}
