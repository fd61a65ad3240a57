// Package wagering keeps sportsbooks in step with the match: it suspends markets
// before anything of a moment is visible anywhere else, opens them again when
// nothing speaks against it, settles them, and takes settlements back when a
// decision is overturned.
//
// Status, causes and outcome of a market are functions of what is known of the
// match, not of the order in which it became known. What differs from them is
// made good by records, in the order in which a sportsbook may act on them:
// suspensions, then what happened, then settlements, then what opens again.
package wagering

import (
	"fmt"
	"math"

	"touchline/components"
	"touchline/ecs"
)

// System keeps the markets.
type System struct{ cfg Config }

// New returns the system.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("wagering: %w", err)
	}
	return &System{cfg}, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "wagering" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.EventFixture, components.EventReport, components.EventNews,
			components.FixtureSport, components.FixtureScore, components.FixtureIncidents, components.FixturePoints, components.FixtureHeard, components.FixtureLastKick,
			components.FixtureShot, components.FixtureInjury, components.FixtureStale, components.FixtureOperator,
			components.FixtureLatency, components.FixtureChanged, components.ShardStill,
			components.IncidentSeq, components.IncidentDetail, components.IncidentKind, components.IncidentRev,
			components.IncidentTeam, components.IncidentPeriod, components.IncidentFlags,
			components.IncidentOccurred, components.IncidentFate,
			components.StreamFixture,
		},
		Writes: []components.AnyColumn{
			components.FixtureIntegrity, components.FixtureFeedSeq, components.FixtureLook, components.IncidentPaid,
			components.ShardLookDue, components.ShardTrusted,
			components.MarketStatus, components.MarketCauses, components.MarketSequence,
			components.MarketRevision, components.MarketOutcome,
		},
		Last:  []components.AnyColumn{components.StreamAlerts},
		Makes: []*components.Kind{components.Wager},
	}
}

// never is when markets are looked at that only wait for something to happen.
const never = components.PTS(math.MaxInt64)

// Run implements [ecs.System].
func (s *System) Run(r *ecs.Run) {
	if c := view.Of(r.World); c.idle(r.Now.PTS) {
		c.publish(r)
	} else {
		s.act(r, c)
	}
}

// act brings the markets that are due to where they should be, and publishes the tick's
// events in between.
func (s *System) act(r *ecs.Run, c *columns) {
	var d docket
	if rows := c.due(r); len(rows) > 0 {
		d = s.judge(r, rows)
	}
	for i := range d.verdicts {
		suspend(r, d, &d.verdicts[i])
	}
	c.publish(r)
	for i := range d.verdicts {
		settle(r, d, &d.verdicts[i], s.cfg.Markets)
	}
	c.of.expect(d.verdicts)
}
