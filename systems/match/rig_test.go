package match_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/match"
)

// A message is what a source says of an event. Its place is not known unless it is
// given.
type message struct {
	kind     components.EventKind
	seq      uint32
	rev      uint8
	ref      uint32
	team     components.Team
	period   components.Period
	flags    components.EventFlags
	occurred components.PTS
	clock    components.PTS
	place    *components.Place
	value    int32
}

// A rig is a shard with the system.
type rig struct {
	*ecs.Run
	t     testing.TB
	match *match.System
	tick  components.Tick
}

func newRig(t testing.TB, fixtures int) *rig {
	t.Helper()
	r := ecstest.NewRun(t, nil, ecs.Rows{components.Fixture: fixtures, components.EventRow: 64 + fixtures})
	for f := range fixtures {
		row := ecstest.Create(t, r, components.Fixture, components.Number(f+1))
		components.FixtureBall.Of(r)[row] = components.Place{X: components.NoPlace, Y: components.NoPlace}
	}
	return &rig{Run: r, t: t, match: match.New()}
}

// say runs a tick in which fixture f hears messages, and returns which of them were
// news.
func (r *rig) say(f components.Row, messages ...message) []bool {
	r.tick++
	ecstest.SetNow(r.Run, r.tick)
	r.Clear()
	for _, m := range messages {
		hear(r.Run, f, m)
	}
	r.Do(r.match)
	return components.EventNews.Of(r)
}

func hear(r *ecs.Run, f components.Row, m message) {
	i := r.Append(components.EventRow, 1)
	source := components.FromMatch
	if m.kind.Control() {
		source = components.FromControl
	}
	place := components.Place{X: components.NoPlace, Y: components.NoPlace}
	if m.place != nil {
		place = *m.place
	}
	*components.EventFixture.At(r, i) = f
	*components.EventKindOf.At(r, i) = m.kind
	*components.EventReport.At(r, i) = components.Report{
		Occurred: m.occurred, Received: r.Now.PTS,
		Cause: components.Cause{Seq: m.seq, Kind: m.kind, Rev: m.rev, Source: source},
		Place: place, Flags: m.flags, Team: m.team, Period: m.period,
	}
	*components.EventRef.At(r, i) = m.ref
	*components.EventClock.At(r, i) = m.clock
	*components.EventValue.At(r, i) = m.value
	*components.EventLength.At(r, i) = 0
	*components.EventPlayer.At(r, i) = 0
	*components.EventNews.At(r, i) = false
}
