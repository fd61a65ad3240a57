package feed

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that each tick, and each event, goes through.
type columns struct {
	// Of events.
	fixture []components.Row
	kind    []components.EventKind
	report  []components.Report
	ref     []uint32
	clock   []components.PTS
	value   []int32
	length  []uint32
	player  []components.Symbol
	news    []bool
	// Of fixtures.
	due    []components.PTS
	every  []components.PTS
	last   []components.PTS
	outage []components.PTS
	live   []bool
	// Of the shard.
	beatDue []components.PTS
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	*c = columns{
		fixture: ecs.Whole(w, components.EventFixture),
		kind:    ecs.Whole(w, components.EventKindOf),
		report:  ecs.Whole(w, components.EventReport),
		ref:     ecs.Whole(w, components.EventRef),
		clock:   ecs.Whole(w, components.EventClock),
		value:   ecs.Whole(w, components.EventValue),
		length:  ecs.Whole(w, components.EventLength),
		player:  ecs.Whole(w, components.EventPlayer),
		news:    ecs.Whole(w, components.EventNews),
		due:     components.FixtureDue.Of(w),
		every:   components.FixtureBeatEvery.Of(w),
		last:    components.FixtureBeatLast.Of(w),
		outage:  components.FixtureOutage.Of(w),
		live:    components.FixtureLive.Of(w),
		beatDue: components.ShardBeatDue.Of(w),
	}
})
