package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that each tick goes through.
type columns struct {
	in  events
	out records
	of  matches

	fixture []components.Row // of streams
	alerts  []components.AlertSet
}

// events are the input of a tick.
type events struct {
	fixture []components.Row
	report  []components.Report
	news    []bool
}

// records are its output.
type records struct {
	fixture []components.Row
	says    []components.Record
}

// matches are columns of fixtures.
type matches struct {
	sport     []components.Sport
	score     []components.Tally
	latency   []components.PTS
	sequence  []uint32
	changed   []uint8
	look      []components.PTS
	integrity []bool
	// And of the shard.
	lookDue *components.PTS
	trusted *bool
	still   *bool
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	c.in = events{
		fixture: ecs.Whole(w, components.EventFixture),
		report:  ecs.Whole(w, components.EventReport),
		news:    ecs.Whole(w, components.EventNews),
	}
	c.out = records{
		fixture: ecs.Whole(w, components.WagerFixture),
		says:    ecs.Whole(w, components.WagerRecord),
	}
	c.of = matches{
		sport:     components.FixtureSport.Of(w),
		score:     components.FixtureScore.Of(w),
		latency:   components.FixtureLatency.Of(w),
		sequence:  components.FixtureFeedSeq.Of(w),
		changed:   components.FixtureChanged.Of(w),
		look:      components.FixtureLook.Of(w),
		integrity: components.FixtureIntegrity.Of(w),
		lookDue:   components.ShardLookDue.At(w, 0),
		trusted:   components.ShardTrusted.At(w, 0),
		still:     components.ShardStill.At(w, 0),
	}
	c.fixture, c.alerts = components.StreamFixture.Of(w), components.StreamAlerts.Of(w)
})
