// Package match folds what happened into the state of the match: period and
// clock, score and cards, who has the ball, where it is and what kind of moment it
// is, and whether its feed is alive.
//
// Messages come late, twice, corrected and out of order. What is counted, and what
// bets rest on, is therefore a function of the set of messages that came, not of
// their order: events that decide are kept as incidents, each at its highest
// revision, and the match is folded from them anew whenever one changes. Runs and
// points, of which there are hundreds, are kept likewise, in rows that hold no more
// than their sum needs.
package match

import (
	"touchline/components"
	"touchline/ecs"
)

// System is the match. It has no configuration.
type System struct{}

// New returns the system.
func New() *System { return &System{} }

// Name implements [ecs.System].
func (s *System) Name() string { return "match" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.EventFixture, components.EventReport, components.EventRef,
			components.EventClock, components.EventValue,
			components.FixtureSport, components.FixtureBeatEvery, components.FixtureOutage,
			components.FrameFixture, components.FrameAt, components.FrameSighting, components.FrameFirst, components.TrackedSeen,
		},
		Writes: []components.AnyColumn{
			components.EventNews,
			components.FixturePeriod, components.FixtureKicked, components.FixtureStop, components.FixturePhase,
			components.FixtureSince, components.FixtureHolder, components.FixtureBall,
			components.FixtureAim, components.FixtureCrowd, components.FixtureWatched, components.FixtureHeld,
			components.FixtureScore, components.FixtureCards, components.FixtureCorners,
			components.FixtureIncidents, components.FixturePoints, components.FixtureInnings, components.FixtureHeard,
			components.FixtureOrders, components.FixtureOrdersNewest,
			components.FixtureLastKick, components.FixtureShot, components.FixtureInjury,
			components.FixtureBeatLast, components.FixtureStale, components.ShardStaleDue, components.ShardStill,
			components.FixtureOperator, components.FixtureOperatorSeq,
			components.FixtureRefused, components.FixtureRepeats, components.FixtureLate,
			components.FixtureNow, components.FixtureChanged,
			components.IncidentSeq, components.IncidentKind, components.IncidentRev,
			components.IncidentTeam, components.IncidentPeriod, components.IncidentFlags,
			components.IncidentOccurred, components.IncidentDetail, components.IncidentPaid, components.IncidentFate,
			components.PointSeq, components.PointValue, components.PointTeam, components.PointPeriod,
			components.InningsPeriod, components.InningsTeam, components.InningsRuns, components.InningsWickets,
		},
	}
}

// Run implements [ecs.System].
func (s *System) Run(r *ecs.Run) {
	c := view.Of(r.World)
	clear(c.now)
	if !*c.still {
		clear(c.changed)
		*c.still = true
	}
	n := r.Len(components.EventRow)
	if i := c.play(0, n); i < n {
		for _, f := range hear(r, c, i, n) {
			fold(r, f)
		}
	}
	if r.Len(components.FrameRow) > 0 {
		follow(r)
	}
	if now := r.Now.PTS; now >= *c.staleDue {
		*c.staleDue = c.watch(now)
	}
}
