package abr

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that pushes go through.
type columns struct {
	any     []bool // of the shard: a window changed in the tick
	windows windows
	pushes  pushes
	entries entries
	told    told
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	c.any = components.ShardPushed.Of(w)
	c.windows = windows{
		live:      components.StreamLive.Of(w),
		keyPeriod: components.StreamKeyPeriod.Of(w),
		refused:   components.StreamRefused.Of(w),
		pushed:    components.StreamPushed.Of(w),
		slots: slots{
			fan:        w.Schema().Fan(components.Segment),
			plane:      w.Plane(components.Segment),
			media:      components.SegmentMedia.Of(w),
			renditions: w.Schema().Fan(components.Pushed),
			bytes:      components.PayloadBytes.Of(w),
		},
	}
	c.pushes = pushes{
		renditions: w.Schema().Fan(components.Pushed),
		stream:     ecs.Whole(w, components.PushStream),
		piece:      ecs.Whole(w, components.PushPiece),
		number:     ecs.Whole(w, components.PushNumber),
		at:         ecs.Whole(w, components.PushAt),
		bytes:      ecs.Whole(w, components.PushedBytes),
	}
	c.entries = entries{
		stream: ecs.Whole(w, components.EntryStream),
		piece:  ecs.Whole(w, components.EntryPiece),
		as:     ecs.Whole(w, components.EntryAs),
	}
	c.told = told{
		stream:   ecs.Whole(w, components.PartStream),
		piece:    ecs.Whole(w, components.PartPiece),
		sequence: ecs.Whole(w, components.PartSequence),
		at:       ecs.Whole(w, components.PartAt),
	}
})
