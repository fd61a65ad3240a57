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
func (p *playing) find(courses []course, script []uint32, start []components.PTS, phase []components.Phase, now ecs.Now) {
	rows, groups := p.rows, p.groups[:0]
	n, to := 0, 0
	for from := 0; from < len(script); from = to {
		to = from + alike(script[from:], start[from:])
		g := group{from: int32(n), script: script[from], start: start[from]}
		if int(g.script) >= len(courses) || courses[g.script].path == nil {
			continue // somebody tracked it
		}
		since := now.PTS - g.start // since the match began
		number, next := frameFrom(since), frameFrom(since+now.Period)
		g.number, g.frames = number, int32(next-number)
		n += awake(rows[n:], phase[from:to], components.Row(from))
		g.to = int32(n)
		if shown := int(g.to-g.from) * int(g.frames); shown > 0 {
			p.frames += shown
			groups = append(groups, g)
		}
	}
	p.rows, p.groups = rows[:n], groups
}

// alike is how many fixtures from the first on are at the same moment of a match as it.
//
// It reads 12 bytes for each.
func alike(script []uint32, start []components.PTS) int {
	start = start[:len(script)]
	plays, since := script[0], start[0]
	for i := range script {
		if script[i] != plays || start[i] != since {
			return i
		}
	}
	return len(script)
}

// awake writes to rows which fixtures, of which the first is row first, have no break, and
// returns how many they are.
//
// It reads 1 byte for each, and writes 4.
func awake(rows []components.Row, phase []components.Phase, first components.Row) (n int) {
	rows = rows[:len(phase)]
	for i, p := range phase {
		if p != components.NoPlay {
			rows[n] = first + components.Row(i)
			n++
		}
	}
	return n
}

// frameFrom is the number of the first frame from a time on.
func frameFrom(t components.PTS) int64 { return max(int64((t+framePeriod-1)/framePeriod), 0) }
