package qoe

import (
	"touchline/components"
	"touchline/ecs"
)

// books are the columns that beacons are booked in, and what all beacons of a tick
// have in common.
type books struct {
	*columns
	cfg    *Config
	now    int64          // the window that the tick is in
	next   components.PTS // when the next tick begins
	routes int            // of an audience
	lost   []uint32       // by stream, how many were refused
}

// open makes b the books of r.
func (b *books) open(r *ecs.Run, cfg *Config) {
	b.columns, b.cfg = view.Of(r.World), cfg
	b.now, b.next = cfg.Window(r.Now.PTS), r.Now.PTS+r.Now.Period
	b.routes, b.lost = cfg.Routes(), b.refused
	if r.Spread() { // what its cohorts refuse is added up after the tick
		b.lost = b.turned
	}
}

// restart empties the routes and cells of an audience: its first beacon of a window
// has come.
func (b *books) restart(audience components.Row) {
	b.window[audience] = b.now
	cells := b.routes * b.renditions
	b.forget(span{int(audience) * b.routes, b.routes}, span{int(audience) * cells, cells})
}
