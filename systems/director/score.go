package director

import (
	"touchline/components"
	"touchline/ecs"
)

// score scores all cameras, and makes the cuts of those streams that have one to make:
// hardly any, so that the loops over all of them decide nothing.
//
// It goes block by block, and so listens and cuts while what that needs is near: unless
// what is said is in another order, or operators took cameras, for they come first.
func (s *System) score(r *ecs.Run, c *columns, wait bool) (late []components.Row) {
	n, said, heard := uint(len(c.fixture)), uint(r.Len(components.Signal)), uint(0)
	ordered, step := inOrder(c.signaled[:said])
	if !ordered {
		heard = s.rules.listen(c, 0, said, n)
	}
	t := tables.Of(r.Scratch)
	t.columns, t.rules, t.paces = c, &s.rules, &s.rules.usual
	t.now = r.Now.PTS
	if r.Now.Period != usual.Period || r.Now.Skipped != 0 {
		t.pace(s.presets, r.Now)
	}
	if wait {
		late = ecs.Unset[components.Row](r, int(n))[:0]
	}
	for from := uint(0); from < n; from += block {
		to := min(from+block, n)
		if step && to <= said {
			heard = s.rules.follow(c, from, to)
		} else {
			heard = s.rules.listen(c, heard, said, to)
		}
		if t.fan == 4 {
			t.moveFour(from, to)
		} else {
			t.move(from, to)
		}
		for _, stream := range t.call(from, to) {
			switch {
			case !t.ripe(stream):
			case wait:
				late = append(late, stream)
			default:
				s.decide(r, stream, nil)
			}
		}
	}
	return late
}

// block is how many streams are scored at a time. What one loop leaves for the next
// so stays in the nearest cache.
const block = 64

// tables are a worker's: were one made for each run, it would have to be cleared.
var tables = ecs.NewTool(func() *table { return new(table) })

// table is what scoring goes by.
type table struct {
	wide
	*columns
	*rules
	now   components.PTS
	paces *[maxPresets]int32 // of the presets in this tick
	other [maxPresets]int32  // which are these where they are not the usual ones

	// Of the streams of a block.
	due   [block]due   // what the scores of four cameras move to
	leads [block]int32 // by how much the best of all cameras is better than the one on air
	rows  [block]components.Row
}

// pace works out the paces of this tick.
func (t *table) pace(presets int, now ecs.Now) {
	t.paces = &t.other
	for i, smooth := range t.smooth[:presets] {
		t.other[i] = paceOf(smooth, now)
	}
}
