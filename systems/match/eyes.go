package match

import (
	"touchline/components"
	"touchline/ecs"
)

// eyes are the columns that each frame goes through: a tick may bring two to each of
// a thousand fixtures.
type eyes struct {
	// Of frames.
	fixture  []components.Row
	at       []components.PTS
	sighting []components.Sighting
	first    []components.Row // of its players, in seen
	seen     []components.Seen
	known    [8]known // measured before: frames beside each other may share their players

	// Of fixtures.
	watched []components.Watched
	ball    []components.Place
	aim     []components.Place
	crowd   []uint8
	held    []components.BallTime
	holder  []components.Team
	phase   []components.Phase
	since   []components.PTS
	period  []components.Period
	sport   []components.Sport
}

// of makes e the eyes of r. It fills them in place, as [ears.of] does.
func (e *eyes) of(r *ecs.Run) {
	n, f := r.Len(components.FrameRow), r.Len(components.Fixture)
	e.fixture = components.FrameFixture.Of(r)[:n]
	e.at = components.FrameAt.Of(r)[:n]
	e.sighting = components.FrameSighting.Of(r)[:n]
	e.first = components.FrameFirst.Of(r)[:n]
	e.seen = components.TrackedSeen.Of(r)
	e.watched = components.FixtureWatched.Of(r)[:f]
	e.ball = components.FixtureBall.Of(r)[:f]
	e.aim = components.FixtureAim.Of(r)[:f]
	e.crowd = components.FixtureCrowd.Of(r)[:f]
	e.held = components.FixtureHeld.Of(r)[:f]
	e.holder = components.FixtureHolder.Of(r)[:f]
	e.phase = components.FixturePhase.Of(r)[:f]
	e.since = components.FixtureSince.Of(r)[:f]
	e.period = components.FixturePeriod.Of(r)[:f]
	e.sport = components.FixtureSport.Of(r)[:f]
}
