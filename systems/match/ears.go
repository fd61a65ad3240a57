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
	value    []int32
	news     []bool

	// Of fixtures.
	sport    []components.Sport
	now      []components.EventKinds64
	told     []components.Told
	phase    []components.Phase
	holder   []components.Team
	ball     []components.Place
	aim      []components.Place
	seen     []uint64
	newest   []uint32
	lastPlay []uint32
	changed  []bool
}

// of makes e the ears of r. It fills them in place: with few fixtures, to copy so
// many slices costs more than the events do.
func (e *ears) of(r *ecs.Run) {
	e.Run = r
	n, f := r.Len(components.EventRow), r.Len(components.Fixture)
	e.fixture = components.EventFixture.Of(r)[:n]
	e.kind = components.EventKindOf.Of(r)[:n]
	e.cause = components.EventCause.Of(r)[:n]
	e.team = components.EventTeam.Of(r)[:n]
	e.period = components.EventPeriod.Of(r)[:n]
	e.flags = components.EventFlagsOf.Of(r)[:n]
	e.occurred = components.EventOccurred.Of(r)[:n]
	e.place = components.EventPlace.Of(r)[:n]
	e.value = components.EventValue.Of(r)[:n]
	e.news = components.EventNews.Of(r)[:n]
	e.sport = components.FixtureSport.Of(r)[:f]
	e.now = components.FixtureNow.Of(r)[:f]
	e.told = components.FixtureTold.Of(r)[:f]
	e.phase = components.FixturePhase.Of(r)[:f]
	e.holder = components.FixtureHolder.Of(r)[:f]
	e.ball = components.FixtureBall.Of(r)[:f]
	e.aim = components.FixtureAim.Of(r)[:f]
	e.seen = components.FixtureSeen.Of(r)[:f]
	e.newest = components.FixtureNewest.Of(r)[:f]
	e.lastPlay = components.FixtureLastPlay.Of(r)[:f]
	e.changed = components.FixtureChanged.Of(r)[:f]
}
