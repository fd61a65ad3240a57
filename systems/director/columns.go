package director

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that each tick goes through.
type columns struct {
	// Of events and signals.
	events   []components.EventKind
	signaled []components.Row // the stream of each
	number   []uint8          // its camera
	said     []components.Levels
	// Of streams.
	fixture []components.Row
	bus     []components.Bus
	alerts  []components.AlertSet
	refused []uint32
	// Of cameras.
	worth  []components.Permille
	scores []components.Permille
	setup  []components.Setup
	four   struct { // where a stream has four of them
		worth, scores [][4]components.Permille
		setup         [][4]components.Setup
	}
	// Of analysers.
	levels []components.Levels
	plane  int
	// Of fixtures.
	phase []components.Phase
	aim   []components.Place
	crowd []uint8

	fan   int    // cameras of a stream
	whole uint32 // all of them, as bits
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	*c = columns{
		events:   ecs.Whole(w, components.EventKindOf),
		signaled: ecs.Whole(w, components.SignalStream),
		number:   ecs.Whole(w, components.SignalCamera),
		said:     ecs.Whole(w, components.SignalLevels),
		fixture:  components.StreamFixture.Of(w),
		bus:      components.StreamBus.Of(w),
		alerts:   components.StreamAlerts.Of(w),
		refused:  components.StreamRefused.Of(w),
		worth:    components.CameraWorth.Of(w),
		scores:   components.CameraScore.Of(w),
		setup:    components.CameraSetup.Of(w),
		levels:   components.AnalyserLevels.Of(w),
		plane:    w.Plane(components.Analyser),
		phase:    components.FixturePhase.Of(w),
		aim:      components.FixtureAim.Of(w),
		crowd:    components.FixtureCrowd.Of(w),
		fan:      w.Schema().Fan(components.Camera),
	}
	c.whole = 1<<c.fan - 1
	c.byFour()
})

// byFour finds what the loops over streams of four cameras read.
func (c *columns) byFour() {
	c.four.worth, c.four.scores = components.ByFour(c.worth), components.ByFour(c.scores)
	c.four.setup = components.ByFour(c.setup)
}
