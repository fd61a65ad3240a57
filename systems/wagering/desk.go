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
	out.fixture[i], out.op[i], out.group[i] = d.v.fixture, op, g
	out.status[i], out.causes[i], out.outcome[i] = *d.status(g), *d.causes(g), outcome
	out.sequence[i], out.revision[i], out.next[i] = *sequence, *components.MarketRevision.At(d.Run, m), s.next
	out.score[i], out.team[i], out.cause[i] = *components.FixtureScore.At(d.Run, d.v.fixture), components.NoTeam, s.cause
	out.occurred[i], out.received[i], out.release[i] = s.occurred, s.received, s.release
}
