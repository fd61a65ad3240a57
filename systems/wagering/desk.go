package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// A desk keeps the markets of one fixture.
type desk struct {
	*ecs.Run
	docket docket
	v      *verdict
	market components.Row // its first market
	row    components.Row // its first incident
}

func newDesk(r *ecs.Run, docket docket, v *verdict) desk {
	return desk{
		Run: r, docket: docket, v: v,
		market: v.fixture * components.Row(r.Schema().Fan(components.Market)),
		row:    v.fixture * components.Row(r.Schema().Fan(components.Incident)),
	}
}

func (d *desk) status(g components.Group) *components.Status {
	return components.MarketStatus.At(d.Run, d.market+components.Row(g))
}

func (d *desk) causes(g components.Group) *components.Suspension {
	return components.MarketCauses.At(d.Run, d.market+components.Row(g))
}

func (d *desk) outcome(g components.Group) *components.Outcome {
	return components.MarketOutcome.At(d.Run, d.market+components.Row(g))
}

// lasts reports whether a market stays open when it is settled: the result does,
// for the next goal.
func (d *desk) lasts(g components.Group) bool {
	return g == components.ResultGroup && d.v.sport != components.Cricket
}

// A stamp says what a record goes back to, and when it may be seen.
type stamp struct {
	cause    components.Cause
	occurred components.PTS
	received components.PTS
	release  components.PTS
	next     bool // it settles the next goal
}

// put appends a record of market g, as the market is after it.
func (d *desk) put(op components.WagerOp, g components.Group, outcome components.Outcome, s stamp) {
	m := d.market + components.Row(g)
	sequence := components.MarketSequence.At(d.Run, m)
	*sequence++
	i := d.Append(components.Wager, 1)
	out := &view.Of(d.World).out
	out.fixture[i] = d.v.fixture
	out.says[i] = components.Record{
		Occurred: s.occurred, Received: s.received, Release: s.release, Cause: s.cause,
		Score:  *components.FixtureScore.At(d.Run, d.v.fixture),
		Causes: *d.causes(g), Revision: *components.MarketRevision.At(d.Run, m), Status: *d.status(g),
		Outcome: outcome, Next: s.next, Group: g, Sequence: *sequence, Op: op, Team: components.NoTeam,
	}
}
