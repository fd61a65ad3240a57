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
	script, start := components.FixtureScript.Of(r), components.FixtureStart.Of(r)
	fixtures := playing{rows: ecs.Unset[components.Row](r, len(script)), groups: ecs.Unset[group](r, len(script))}
	fixtures.find(s.courses, script, start, components.FixturePhase.Of(r), r.Now)
	if fixtures.frames == 0 {
		return
	}
	var out sights
	out.of(r, r.Append(components.FrameRow, fixtures.frames))
	made, row := newGallery(r, len(script)), 0
	for i := range fixtures.groups {
		g := &fixtures.groups[i]
		rows := fixtures.rows[g.from:g.to]
		for k := range g.frames {
			moment := g.number + int64(k)
			like := made.like(g.script, moment, row)
			if like == row {
				t := components.PTS(moment) * framePeriod
				out.make(r, row, s.courses[g.script].at(t), newWeather(r.Seed, g.script, t))
			}
			out.show(row, rows, like, components.PTS(moment)*framePeriod+g.start)
			row += len(rows)
		}
	}
}
