package qoe

import (
	"touchline/components"
	"touchline/ecs"
)

// books are the columns that beacons are booked in, and what all beacons of a tick
// have in common.
type books struct {
	*columns
	now    int64          // the window that the tick is in
	next   components.PTS // when the next tick begins
	length components.PTS // of a window
	lost   []uint32       // by stream, how many were refused

	cdns, regions, renditions uint32
	routes                    uint32 // of an audience
}

// open makes b the books of r.
func (b *books) open(r *ecs.Run, cfg *Config) {
	b.columns, b.length = view.Of(r.World), cfg.Length
	b.now, b.next = cfg.Window(r.Now.PTS), r.Now.PTS+r.Now.Period
	b.cdns, b.regions, b.renditions = uint32(cfg.CDNs), uint32(cfg.Regions), uint32(b.columns.renditions)
	b.routes, b.lost = b.cdns*b.regions, b.refused
	if r.Spread() { // what its cohorts refuse is added up after the tick
		b.lost = b.turned
	}
}

// restart empties the routes and cells of an audience: its first beacon of a window
// has come.
func (b *books) restart(audience components.Row) {
	b.window[audience] = b.now
	routes := int(b.routes)
	cells := routes * int(b.renditions)
	b.forget(span{int(audience) * routes, routes}, span{int(audience) * cells, cells})
}
