package qoe

import (
	"touchline/components"
	"touchline/ecs"
)

// books are the columns that beacons are booked in, and what all beacons of a tick
// have in common.
type books struct {
	cfg        *Config
	now        int64          // the window that the tick is in
	next       components.PTS // when the next tick begins
	routes     int            // of an audience
	renditions int            // of a route

	stream   []components.Row
	region   []uint8
	at       []components.PTS
	playback []components.Playback
	audience []components.Row
	refused  []uint32
	sums
}

// of makes b the books of r.
func (b *books) of(r *ecs.Run, cfg *Config) {
	b.cfg, b.now, b.next = cfg, cfg.Window(r.Now.PTS), r.Now.PTS+r.Now.Period
	b.routes = cfg.Routes()
	b.renditions = r.Schema().Fan(components.Cell) / b.routes
	b.stream = components.ViewerStream.Of(r)
	b.region = components.ViewerRegion.Of(r)
	b.at = components.ViewerBeaconAt.Of(r)
	b.playback = components.ViewerPlayback.Of(r)
	b.audience = components.StreamAudience.Of(r)
	b.refused = components.StreamRefused.Of(r)
	if r.Spread() { // what its cohorts refuse is added up after the tick
		b.refused = components.StreamTurned.Of(r)
	}
	b.sums = sumsOf(r)
}

// restart empties the routes and cells of an audience: its first beacon of a window
// has come.
func (b *books) restart(audience components.Row) {
	b.window[audience] = b.now
	cells := b.routes * b.renditions
	b.forget(span{int(audience) * b.routes, b.routes}, span{int(audience) * cells, cells})
}
