package qoe

import (
	"slices"

	"touchline/components"
	"touchline/ecs"
)

// Merge implements [ecs.Merger]: what the cohorts of a stream were told in the tick is
// added to its audience, and theirs are empty again.
func (s *System) Merge(_ *ecs.World, shards []*ecs.World) {
	for _, w := range shards {
		for _, cohort := range w.Followers() {
			if cohort.Len(components.Beacon) > 0 {
				s.gather(w, cohort)
			}
		}
	}
}

// gather moves what the audiences of a cohort have to those of its original. They are
// of the same streams in the same rows. If they have anything it is of the window of
// this tick.
func (s *System) gather(w, cohort *ecs.World) {
	routes, cells := s.cfg.Routes(), w.Schema().Fan(components.Cell)
	to, from := sumsOf(w), sumsOf(cohort)
	for a := range to.window {
		route, cell := span{a * routes, routes}, span{a * cells, cells}
		if !slices.ContainsFunc(of(from.cells, cell), func(c components.PlaySums) bool { return c.Beacons > 0 }) {
			continue
		}
		if to.window[a] != from.window[a] {
			to.window[a] = from.window[a]
			to.forget(route, cell)
		}
		to.add(&from, route, cell)
		from.forget(route, cell)
	}
}

// Forget empties the audiences of a cohort that were copied from its original: what
// they say is said there.
func Forget(cohort *ecs.World) {
	b := sumsOf(cohort)
	b.forget(span{0, len(b.spread)}, span{0, len(b.cells)})
}
