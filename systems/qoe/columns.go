package qoe

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that beacons go through.
type columns struct {
	// Of beacons.
	viewer []components.Row
	report []components.PlayReport
	// Of viewers.
	stream  []components.Row
	region  []uint8
	viewing []components.Viewing
	// Of streams and their audiences.
	audience []components.Row
	refused  []uint32
	turned   []uint32
	sums

	renditions uint32 // of a route
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	*c = columns{
		viewer:   ecs.Whole(w, components.BeaconViewer),
		report:   ecs.Whole(w, components.BeaconReport),
		stream:   components.ViewerStream.Of(w),
		region:   components.ViewerRegion.Of(w),
		viewing:  components.ViewerViewing.Of(w),
		audience: components.StreamAudience.Of(w),
		refused:  components.StreamRefused.Of(w),
		turned:   components.StreamTurned.Of(w),
		sums:     sumsOf(w),

		renditions: uint32(w.Schema().Fan(components.Cell) / w.Schema().Fan(components.Route)),
	}
})
