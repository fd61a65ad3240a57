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
	alike  []components.Alike

	groups []group
	frames int // of all of them
}

// find finds those whose match nobody tracked and has no break.
//
// It reads 1 byte for each, and 16 for the first of those that are alike.
func (p *playing) find(courses []course, now ecs.Now) {
	to := 0
	for from := 0; from < len(p.alike); from = to {
		like := &p.alike[from]
		if like.Count == 0 {
			*like = p.from(from)
		}
		to = from + int(like.Count)
		if int(like.Script) >= len(courses) || courses[like.Script].path == nil {
			continue // somebody tracked it
		}
		since := now.PTS - like.Start // since the match began
		number, next := frameFrom(since), frameFrom(since+now.Period)
		if next > number {
			p.add(group{script: like.Script, start: like.Start, number: number, frames: int32(next - number)}, from, p.phase[:to])
		}
	}
}

// from finds the fixtures from one on that are at the same moment of a match as it: they
// stay that.
func (p *playing) from(first int) components.Alike {
	like := components.Alike{Start: p.start[first], Script: p.script[first]}
	for i := first; i < len(p.script) && p.script[i] == like.Script && p.start[i] == like.Start; i++ {
		like.Count++
	}
	return like
}

// add adds the fixtures from row first on, to the end of phase, but for those that have a
// break: mostly all of them play, or none.
func (p *playing) add(g group, first int, phase []components.Phase) {
	for end := first; first < len(phase); first = end {
		awake := phase[first] != components.NoPlay
		end += like(phase[first:], awake)
		if awake {
			g.first, g.count = components.Row(first), int32(end-first)
			p.frames += int(g.count) * int(g.frames)
			p.groups = append(p.groups, g)
		}
	}
}

// like is how many of the first phases are play, or how many are not.
func like(phase []components.Phase, awake bool) (n int) {
	var want uint64
	if awake {
		want = top
	}
	for ; n+8 <= len(phase); n += 8 {
		if plays((*[8]components.Phase)(phase[n:])) != want {
			break
		}
	}
	for n < len(phase) && (phase[n] != components.NoPlay) == awake {
		n++
	}
	return n
}

// plays has the top bit of each of eight bytes set whose phase is play: it is not 0, and
// below 128.
func plays(p *[8]components.Phase) uint64 {
	word := uint64(p[0]) | uint64(p[1])<<8 | uint64(p[2])<<16 | uint64(p[3])<<24 |
		uint64(p[4])<<32 | uint64(p[5])<<40 | uint64(p[6])<<48 | uint64(p[7])<<56
	return (word + (top - top>>7)) & top
}

const top = 0x8080_8080_8080_8080

// frameFrom is the number of the first frame from a time on.
func frameFrom(t components.PTS) int64 { return max(int64((t+framePeriod-1)/framePeriod), 0) }
