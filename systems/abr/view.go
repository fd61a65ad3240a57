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
		start:      ecs.Whole(w, components.PushStart),
		length:     ecs.Whole(w, components.PushLength),
		flags:      ecs.Whole(w, components.PushFlags),
		number:     ecs.Whole(w, components.PushNumber),
		at:         ecs.Whole(w, components.PushAt),
		part:       ecs.Whole(w, components.PushPart),
		bytes:      ecs.Whole(w, components.PushedBytes),
	}
	c.entries = entries{
		stream:   ecs.Whole(w, components.EntryStream),
		sequence: ecs.Whole(w, components.EntrySequence),
		start:    ecs.Whole(w, components.EntryStart),
		at:       ecs.Whole(w, components.EntryAt),
		length:   ecs.Whole(w, components.EntryLength),
		flags:    ecs.Whole(w, components.EntryFlags),
		period:   ecs.Whole(w, components.EntryPeriod),
		missed:   ecs.Whole(w, components.EntryMissed),
	}
	c.told = told{
		stream:   ecs.Whole(w, components.PartStream),
		sequence: ecs.Whole(w, components.PartSequence),
		index:    ecs.Whole(w, components.PartIndex),
		start:    ecs.Whole(w, components.PartStart),
		at:       ecs.Whole(w, components.PartAt),
		length:   ecs.Whole(w, components.PartLength),
		flags:    ecs.Whole(w, components.PartFlags),
	}
})
