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
	fixture  []components.Row
	kind     []components.EventKind
	cause    []components.Cause
	team     []components.Team
	flags    []components.EventFlags
	occurred []components.PTS
	received []components.PTS
	news     []bool
}

// records are its output.
type records struct {
	fixture  []components.Row
	op       []components.WagerOp
	group    []components.Group
	status   []components.Status
	causes   []components.Suspension
	outcome  []components.Outcome
	sequence []uint32
	revision []uint16
	score    []components.Tally
	team     []components.Team
	cause    []components.Cause
	occurred []components.PTS
	received []components.PTS
	release  []components.PTS
	next     []bool
}

// matches are columns of fixtures.
type matches struct {
	sport     []components.Sport
	score     []components.Tally
	latency   []components.PTS
	sequence  []uint32
	changed   []bool
	look      []components.PTS
	integrity []bool
	// And of the shard.
	lookDue []components.PTS
	trusted []bool
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	c.in = events{
		fixture:  ecs.Whole(w, components.EventFixture),
		kind:     ecs.Whole(w, components.EventKindOf),
		cause:    ecs.Whole(w, components.EventCause),
		team:     ecs.Whole(w, components.EventTeam),
		flags:    ecs.Whole(w, components.EventFlagsOf),
		occurred: ecs.Whole(w, components.EventOccurred),
		received: ecs.Whole(w, components.EventReceived),
		news:     ecs.Whole(w, components.EventNews),
	}
	c.out = records{
		fixture:  ecs.Whole(w, components.WagerFixture),
		op:       ecs.Whole(w, components.WagerOpOf),
		group:    ecs.Whole(w, components.WagerGroup),
		status:   ecs.Whole(w, components.WagerStatus),
		causes:   ecs.Whole(w, components.WagerCauses),
		outcome:  ecs.Whole(w, components.WagerOutcome),
		sequence: ecs.Whole(w, components.WagerSequence),
		revision: ecs.Whole(w, components.WagerRevision),
		score:    ecs.Whole(w, components.WagerScore),
		team:     ecs.Whole(w, components.WagerTeam),
		cause:    ecs.Whole(w, components.WagerCause),
		occurred: ecs.Whole(w, components.WagerOccurred),
		received: ecs.Whole(w, components.WagerReceived),
		release:  ecs.Whole(w, components.WagerRelease),
		next:     ecs.Whole(w, components.WagerNext),
	}
	c.of = matches{
		sport:     components.FixtureSport.Of(w),
		score:     components.FixtureScore.Of(w),
		latency:   components.FixtureLatency.Of(w),
		sequence:  components.FixtureFeedSeq.Of(w),
		changed:   components.FixtureChanged.Of(w),
		look:      components.FixtureLook.Of(w),
		integrity: components.FixtureIntegrity.Of(w),
		lookDue:   components.ShardLookDue.Of(w),
		trusted:   components.ShardTrusted.Of(w),
	}
	c.fixture, c.alerts = components.StreamFixture.Of(w), components.StreamAlerts.Of(w)
})
