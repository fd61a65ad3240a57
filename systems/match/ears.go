package match

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that each tick goes through: it may bring an event to each of a
// thousand fixtures.
type columns struct {
	// Of events.
	fixture []components.Row
	report  []components.Report
	value   []int32
	news    []bool
	// Of fixtures.
	sport   []components.Sport
	now     []components.EventKinds64
	heard   []components.Hearing
	phase   []components.Phase
	since   []components.PTS
	holder  []components.Team
	ball    []components.Place
	aim     []components.Place
	changed []uint8
	// And of their feeds.
	every []components.PTS
	last  []components.PTS
	stale []bool
	// Of the shard.
	staleDue *components.PTS
	still    *bool
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	*c = columns{
		fixture:  ecs.Whole(w, components.EventFixture),
		report:   ecs.Whole(w, components.EventReport),
		value:    ecs.Whole(w, components.EventValue),
		news:     ecs.Whole(w, components.EventNews),
		sport:    components.FixtureSport.Of(w),
		now:      components.FixtureNow.Of(w),
		heard:    components.FixtureHeard.Of(w),
		phase:    components.FixturePhase.Of(w),
		since:    components.FixtureSince.Of(w),
		holder:   components.FixtureHolder.Of(w),
		ball:     components.FixtureBall.Of(w),
		aim:      components.FixtureAim.Of(w),
		changed:  components.FixtureChanged.Of(w),
		every:    components.FixtureBeatEvery.Of(w),
		last:     components.FixtureBeatLast.Of(w),
		stale:    components.FixtureStale.Of(w),
		staleDue: components.ShardStaleDue.At(w, 0),
		still:    components.ShardStill.At(w, 0),
	}
})

// ears hear the events of a tick.
type ears struct {
	*ecs.Run
	*columns
}

// change notes that what the markets of fixture f rest on has changed.
func (c *columns) change(f components.Row) { c.changed[f], *c.still = 1, false }
