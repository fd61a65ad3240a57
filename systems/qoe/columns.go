package qoe

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that beacons go through.
type columns struct {
	// Of beacons.
	viewer    []components.Row
	received  []components.PTS
	cdn       []uint8
	rendition []uint8
	says      []components.Quality
	// Of viewers.
	stream   []components.Row
	region   []uint8
	at       []components.PTS
	playback []components.Playback
	// Of streams and their audiences.
	audience []components.Row
	refused  []uint32
	turned   []uint32
	sums

	renditions int // of a route
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	*c = columns{
		viewer:    ecs.Whole(w, components.BeaconViewer),
		received:  ecs.Whole(w, components.BeaconReceived),
		cdn:       ecs.Whole(w, components.BeaconCDN),
		rendition: ecs.Whole(w, components.BeaconRendition),
		says:      ecs.Whole(w, components.BeaconQuality),
		stream:    components.ViewerStream.Of(w),
		region:    components.ViewerRegion.Of(w),
		at:        components.ViewerBeaconAt.Of(w),
		playback:  components.ViewerPlayback.Of(w),
		audience:  components.StreamAudience.Of(w),
		refused:   components.StreamRefused.Of(w),
		turned:    components.StreamTurned.Of(w),
		sums:      sumsOf(w),

		renditions: w.Schema().Fan(components.Cell) / w.Schema().Fan(components.Route),
	}
})
