package match

import (
	"touchline/components"
	"touchline/ecs"
)

// ears are the columns that each event goes through: a tick may bring one to each
// of a thousand fixtures.
type ears struct {
	*ecs.Run

	// Of events.
	fixture  []components.Row
	kind     []components.EventKind
	cause    []components.Cause
	team     []components.Team
	period   []components.Period
	flags    []components.EventFlags
	occurred []components.PTS
	place    []components.Place
	news     []bool

	// Of fixtures.
	now      []components.EventKinds64
	told     []components.Told
	phase    []components.Phase
	holder   []components.Team
	ball     []components.Place
	seen     []uint64
	newest   []uint32
	lastPlay []uint32
	changed  []bool
}

func earsOf(r *ecs.Run) ears {
	n, f := r.Len(components.EventRow), r.Len(components.Fixture)
	return ears{
		Run:      r,
		fixture:  components.EventFixture.Of(r)[:n],
		kind:     components.EventKindOf.Of(r)[:n],
		cause:    components.EventCause.Of(r)[:n],
		team:     components.EventTeam.Of(r)[:n],
		period:   components.EventPeriod.Of(r)[:n],
		flags:    components.EventFlagsOf.Of(r)[:n],
		occurred: components.EventOccurred.Of(r)[:n],
		place:    components.EventPlace.Of(r)[:n],
		news:     components.EventNews.Of(r)[:n],

		now:      components.FixtureNow.Of(r)[:f],
		told:     components.FixtureTold.Of(r)[:f],
		phase:    components.FixturePhase.Of(r)[:f],
		holder:   components.FixtureHolder.Of(r)[:f],
		ball:     components.FixtureBall.Of(r)[:f],
		seen:     components.FixtureSeen.Of(r)[:f],
		newest:   components.FixtureNewest.Of(r)[:f],
		lastPlay: components.FixtureLastPlay.Of(r)[:f],
		changed:  components.FixtureChanged.Of(r)[:f],
	}
}
