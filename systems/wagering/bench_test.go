package wagering_test

import (
	"fmt"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/wagering"
)

// BenchmarkShots measures the published load: each fixture is told of one shot off
// target in each tick. It suspends nothing, and sportsbooks are told of it.
func BenchmarkShots(b *testing.B) {
	for _, fixtures := range []int{1, 64, 1024} {
		b.Run(fmt.Sprintf("fixtures=%d", fixtures), func(b *testing.B) {
			r := newRig(b, wagering.Default(), fixtures, 1)
			for f := range fixtures {
				r.next(func() {
					r.hear(components.Row(f), message{kind: components.MatchStart, seq: 1})
				})
			}
			seq := uint32(1)
			r.Clear()
			for f := range fixtures {
				r.hear(components.Row(f), message{kind: components.Shot, team: components.Home, period: 1})
			}
			for b.Loop() {
				seq++
				r.Truncate(components.Wager, 0)
				for f := range components.EventReport.Of(r) {
					components.EventReport.Of(r)[f].Cause.Seq = seq
				}
				r.Do(r.match)
				r.Do(r.wagering)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*fixtures), "ns/event")
		})
	}
}

// BenchmarkIdle measures a tick in which nothing happens.
func BenchmarkIdle(b *testing.B) {
	const fixtures = 1024
	r := newRig(b, wagering.Default(), fixtures, 1)
	r.next(nil)
	for b.Loop() {
		r.Do(r.match)
		r.Do(r.wagering)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*fixtures), "ns/fixture")
}

// BenchmarkGoals measures the worst of a match: a goal, its review and the restart
// for each fixture, three ticks in a row, with a full half behind them.
func BenchmarkGoals(b *testing.B) {
	const fixtures = 64
	r := newRig(b, wagering.Default(), fixtures, 1)
	history := append(opening(), restarts(4, 20)...)
	for _, m := range history {
		r.next(func() {
			for f := range components.Row(fixtures) {
				r.hear(f, m)
			}
		})
	}
	before := snapshot(r)
	for b.Loop() {
		b.StopTimer()
		before.restore(r)
		b.StartTimer()
		for i, kind := range []components.EventKind{components.Goal, components.ReviewStart, components.ReviewEnd, components.KickOff} {
			r.next(func() {
				for f := range components.Row(fixtures) {
					r.hear(f, message{kind: kind, seq: 100 + uint32(i), team: components.Home, period: 1})
				}
			})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*fixtures*4), "ns/event")
}

// opening is how a match begins.
func opening() []message {
	return []message{
		{kind: components.MatchStart, seq: 1, period: 1},
		{kind: components.PeriodStart, seq: 2, period: 1},
		{kind: components.KickOff, seq: 3, period: 1},
	}
}

// restarts are corners, one after the other.
func restarts(seq uint32, n int) (all []message) {
	for range n {
		all = append(all, message{kind: components.Corner, seq: seq, team: components.Away, period: 1})
		seq++
	}
	return all
}

// A state is a copy of the fixtures of a rig.
type state struct{ world *ecs.World }

func snapshot(r *rig) state {
	w := ecs.NewWorld(r.Schema(), ecs.Plain, ecs.Rows{components.Fixture: r.Len(components.Fixture)})
	for f := range components.Row(r.Len(components.Fixture)) {
		w.Create(components.Fixture)
		w.CopyRow(components.Fixture, f, r.World, f)
	}
	return state{w}
}

func (s state) restore(r *rig) {
	for f := range components.Row(r.Len(components.Fixture)) {
		r.CopyRow(components.Fixture, f, s.world, f)
	}
}
