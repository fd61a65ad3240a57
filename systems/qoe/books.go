package qoe

import "touchline/components"

// books are the columns that beacons are booked in, and what all beacons of a tick
// have in common.
type books struct {
	*columns
	*System
	now   int64          // the window that the tick is in
	next  components.PTS // when the next tick begins
	apart bool           // the shard is spread: what its cohorts refuse is added up after the tick
}

// refuse counts a beacon that cannot be.
func (b *books) refuse(stream components.Row) {
	if b.apart {
		b.turned[stream]++
	} else {
		b.refused[stream]++
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

// place returns the route and the cell of a beacon.
func (b *books) place(q *components.PlayReport, audience components.Row, region uint32) (route, cell uint32) {
	route = uint32(audience)*b.routes + q.CDN*b.regions + region
	return route, route*b.renditions + q.Rendition
}
