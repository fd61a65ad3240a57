package qoe

import (
	"touchline/components"
	"touchline/ecs"
)

// books are the columns that beacons are booked in, and what all beacons of a tick
// have in common.
type books struct {
	*columns
	cfg        *Config
	now        int64          // the window that the tick is in
	next       components.PTS // when the next tick begins
	routes     int            // of an audience
	renditions int            // of a route
	lost       []uint32       // by stream, how many were refused
}

func (s *System) open(r *ecs.Run) books {
	c := view.Of(r.World)
	b := books{
		columns: c, cfg: &s.cfg, now: s.cfg.Window(r.Now.PTS), next: r.Now.PTS + r.Now.Period,
		routes: s.cfg.Routes(), lost: c.refused,
	}
	b.renditions = c.cells / b.routes
	if r.Spread() { // what its cohorts refuse is added up after the tick
		b.lost = c.turned
	}
	return b
}

// restart empties the routes and cells of an audience: its first beacon of a window
// has come.
func (b *books) restart(audience components.Row) {
	b.window[audience] = b.now
	cells := b.routes * b.renditions
	b.forget(span{int(audience) * b.routes, b.routes}, span{int(audience) * cells, cells})
}
