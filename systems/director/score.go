package director

import (
	"touchline/components"
	"touchline/ecs"
)

// score scores all cameras, and returns the streams that may have a cut to make:
// hardly any, so that the loops over all of them decide nothing.
func (s *System) score(r *ecs.Run, c *columns) []components.Row {
	t := table{columns: c}
	n, found := len(t.fixture), 0
	ripe := ecs.Take[components.Row](r, n)
	for from := 0; from < n; from += block {
		to := min(from+block, n)
		styles, bests := t.styles[:to-from], t.bests[:to-from]
		t.choose(styles, &s.rules, from, r.Now)
		if t.fan == 4 {
			t.moveFour(bests, styles, &s.rules, from)
		} else {
			t.move(bests, styles, &s.rules, from)
		}
		found += t.ripe(ripe[found:], bests, styles, &s.rules, from, r.Now.PTS)
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

	// Of the streams of a block.
	styles [block]style
	bests  [block]int32 // the best score of each
}

// A style is how the cameras of a stream are scored: preset × 64 + phase × 8 + zone.
type style uint16

// rule is where the rules of a style are.
func (s style) rule() int { return int(s >> 6 & (maxPresets - 1)) }
