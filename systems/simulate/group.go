package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// A group is fixtures beside each other that are at the same moment of a match: of each
// there are the same frames in a tick.
type group struct {
	from, to int32 // among the rows of those that play
	script   uint32
	frames   int32
	number   int64 // of the first frame, since the match began
	start    components.PTS
}

// playing are the fixtures of a shard that are seen.
type playing struct {
	rows   []components.Row
	groups []group
	frames int // of all of them
}

// find finds those whose match nobody tracked and has no break.
//
// It reads 13 bytes for each fixture, and writes 4.
func (p *playing) find(courses []course, script []uint32, start []components.PTS, phase []components.Phase, now ecs.Now) {
	start, phase, rows := start[:len(script)], phase[:len(script)], p.rows[:len(script)]
	n, groups := 0, p.groups[:0]
	var g group
	for f, plays := range script {
		if phase[f] == components.NoPlay {
			continue
		}
		if plays != g.script || start[f] != g.start || n == 0 {
			groups = p.end(groups, &g, n)
			g.script, g.start = plays, start[f]
			g.begin(courses, now)
		}
		rows[n] = components.Row(f)
		n++
	}
	p.rows, p.groups = rows, p.end(groups, &g, n)
}

// begin works out the frames of a group in a tick.
func (g *group) begin(courses []course, now ecs.Now) {
	g.frames = 0
	if int(g.script) >= len(courses) || courses[g.script].path == nil {
		return // somebody tracked it
	}
	since := now.PTS - g.start // since the match began
	number, next := frameFrom(since), frameFrom(since+now.Period)
	g.number, g.frames = number, int32(next-number)
}

// frameFrom is the number of the first frame from a time on.
func frameFrom(t components.PTS) int64 { return max(int64((t+framePeriod-1)/framePeriod), 0) }

// end ends a group before row n, and keeps it if there is a frame of it.
func (p *playing) end(groups []group, g *group, n int) []group {
	g.from, g.to = g.to, int32(n)
	if g.from == g.to || g.frames == 0 {
		return groups
	}
	p.frames += int(g.frames) * int(g.to-g.from)
	return append(groups, *g)
}
