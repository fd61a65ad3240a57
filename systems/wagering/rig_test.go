package wagering_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/match"
	"touchline/systems/wagering"
)

// A message is what a source says of an event.
type message struct {
	kind     components.EventKind
	seq      uint32
	rev      uint8
	ref      uint32
	team     components.Team
	period   components.Period
	flags    components.EventFlags
	occurred components.PTS
	value    int32
}

// A rig is a shard with the systems match and wagering.
type rig struct {
	*ecs.Run
	t        testing.TB
	match    *match.System
	wagering *wagering.System
	tick     components.Tick
}

// newRig returns a rig with so many fixtures, each with one stream.
func newRig(t testing.TB, cfg wagering.Config, fixtures, perTick int) *rig {
	t.Helper()
	s, err := wagering.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, nil, ecs.Rows{
		components.Fixture: fixtures, components.Stream: fixtures, components.Viewer: 1, components.License: 1,
		components.EventRow: fixtures * perTick, components.Wager: fixtures * wagering.MaxRecords(perTick),
	})
	for f := range fixtures {
		row := ecstest.Create(t, r, components.Fixture, components.Number(f+1))
		stream := ecstest.Create(t, r, components.Stream, components.Number(f+1))
		*components.StreamFixture.At(r, stream) = row
	}
	return &rig{Run: r, t: t, match: match.New(), wagering: s, tick: 1}
}

// hear appends m to the input of fixture f, as heard now.
func (r *rig) hear(f components.Row, m message) {
	i := r.Append(components.EventRow, 1)
	*components.EventFixture.At(r, i) = f
	*components.EventKindOf.At(r, i) = m.kind
	source := components.FromMatch
	if m.kind.Control() {
		source = components.FromControl
	}
	*components.EventReport.At(r, i) = components.Report{
		Occurred: m.occurred, Received: r.Now.PTS,
		Cause: components.Cause{Seq: m.seq, Kind: m.kind, Rev: m.rev, Source: source},
		Place: components.Place{X: components.NoPlace, Y: components.NoPlace},
		Flags: m.flags, Team: m.team, Period: m.period,
	}
	*components.EventRef.At(r, i) = m.ref
	*components.EventClock.At(r, i) = 0
	*components.EventValue.At(r, i) = m.value
	*components.EventLength.At(r, i) = 0
	*components.EventPlayer.At(r, i) = 0
	*components.EventNews.At(r, i) = false
}

// next runs the next tick with what fill gives it.
func (r *rig) next(fill func()) {
	ecstest.SetNow(r.Run, r.tick)
	r.tick++
	r.Clear()
	if fill != nil {
		fill()
	}
	r.Do(r.match)
	r.Do(r.wagering)
}

// say runs a tick in which fixture 0 hears messages.
func (r *rig) say(messages ...message) {
	r.next(func() {
		for _, m := range messages {
			r.hear(0, m)
		}
	})
}

// A record is a row of wager.
type record struct {
	op       components.WagerOp
	group    components.Group
	status   components.Status
	causes   components.Suspension
	outcome  components.Outcome
	sequence uint32
	revision uint16
	score    components.Tally
	team     components.Team
	cause    components.Cause
	occurred components.PTS
	received components.PTS
	release  components.PTS
	next     bool
}

// record returns row i of the tick's output.
func (r *rig) record(i components.Row) record {
	w := components.WagerRecord.At(r, i)
	return record{
		op:       w.Op,
		group:    w.Group,
		status:   w.Status,
		causes:   w.Causes,
		outcome:  w.Outcome,
		sequence: w.Sequence,
		revision: w.Revision,
		score:    w.Score,
		team:     w.Team,
		cause:    w.Cause,
		occurred: w.Occurred,
		received: w.Received,
		release:  w.Release,
		next:     w.Next,
	}
}

// market returns what market g of fixture f is.
func (r *rig) market(f components.Row, g components.Group) (components.Status, components.Suspension, components.Outcome) {
	m := f*components.Row(components.Groups) + components.Row(g)
	return *components.MarketStatus.At(r, m), *components.MarketCauses.At(r, m), *components.MarketOutcome.At(r, m)
}
