package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// A group is fixtures beside each other that are at the same moment of a match, and play:
// of each there are the same frames in a tick.
type group struct {
	first  components.Row
	count  int32
	script uint32
	frames int32
	number int64 // of the first frame, since the match began
	start  components.PTS
}

// playing are the fixtures of a shard that are seen.
type playing struct {
	script []uint32
	start  []components.PTS
	phase  []components.Phase
	alike  []uint8

	groups []group
	frames int // of all of them
}

// find finds those whose match nobody tracked and has no break.
//
// It reads 1 byte for each, and 13 for the first of those that are alike.
func (p *playing) find(courses []course, now ecs.Now) {
	alike, to := p.alike[:len(p.script)], 0
	for from := 0; from < len(alike); from = to {
		if alike[from] == 0 {
			alike[from] = p.count(from)
		}
		to = from + int(alike[from])
		g := group{script: p.script[from], start: p.start[from]}
		if int(g.script) >= len(courses) || courses[g.script].path == nil {
			continue // somebody tracked it
		}
		since := now.PTS - g.start // since the match began
		next := frameFrom(since + now.Period)
		g.number = frameFrom(since)
		if g.frames = int32(next - g.number); g.frames > 0 {
			p.add(g, from, p.phase[:to])
		}
	}
}

// count is how many fixtures from one on are at the same moment of a match as it, as far
// as that is remembered in a byte. Fixtures stay at the same moment.
func (p *playing) count(from int) (n uint8) {
	for i := from; i < len(p.script) && n < 255 && p.script[i] == p.script[from] && p.start[i] == p.start[from]; i++ {
		n++
	}
	return n
}

// add adds the fixtures from row first on, to the end of phase, but for those that have a
// break: mostly all of them play, or none.
func (p *playing) add(g group, first int, phase []components.Phase) {
	for first < len(phase) {
		for first < len(phase) && phase[first] == components.NoPlay {
			first++
		}
		end := first
		for end < len(phase) && phase[end] != components.NoPlay {
			end++
		}
		if g.first, g.count = components.Row(first), int32(end-first); g.count > 0 {
			p.frames += int(g.count) * int(g.frames)
			p.groups = append(p.groups, g)
		}
		first = end
	}
}

// frameFrom is the number of the first frame from a time on.
func frameFrom(t components.PTS) int64 { return max(int64((t+framePeriod-1)/framePeriod), 0) }
