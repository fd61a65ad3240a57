package director

import (
	"touchline/components"
	"touchline/ecs"
)

// score scores all cameras, and returns the streams that may have a cut to make:
// hardly any, so that the loops over all of them decide nothing.
func (s *System) score(r *ecs.Run, c *columns) []components.Row {
	t := table{columns: c}
	n, found := components.Row(len(t.fixture)), 0
	ripe := ecs.Unset[components.Row](r, int(n))
	for from := components.Row(0); from < n; from += block {
		to := min(from+block, n)
		t.choose(from, to, &s.rules, r.Now)
		if t.fan == 4 {
			t.moveFour(from, to, &s.rules)
		} else {
			t.move(from, to, &s.rules)
		}
		found += t.ripe(ripe[found:], from, to, &s.rules, r.Now.PTS)
	}
	return ripe[:found]
}

// block is how many streams are scored at a time. What one loop leaves for the next
// so stays in the nearest cache.
const block = 64

// table is what scoring goes by.
type table struct {
	*columns
	paces [maxPresets]int32 // of the presets in this tick; 0 is not worked out yet

	// Of the streams of a block, by row modulo block.
	styles [block]style
	bests  [block]int32 // the best score of each
	aims   [block]four  // what the scores of four cameras move to
}

// A style is how the cameras of a stream are scored: preset × 64 + phase × 8 + zone.
type style uint16

// rule is where the rules of a style are.
func (s style) rule() int { return int(s >> 6 & (maxPresets - 1)) }
