package director_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/director"
)

// house are the four cameras of a small outside broadcast.
var house = []camera{
	{300, components.MainWide, components.Wide, components.Near},
	{300, components.MainTight, components.Close, components.Near},
	{300, components.BoxLeft, components.Medium, components.Near},
	{300, components.BoxRight, components.Medium, components.Near},
}

// liveRig has streams of one match each, at some moment of it.
func liveRig(t testing.TB, streams, fan int) *rig {
	r := newRig(t, director.Default(), fan, streams)
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range streams {
		f := r.fixture(components.Number(n + 1))
		components.FixturePhase.Of(r)[f] = components.Phase(rng.IntN(int(components.Phases)))
		components.FixtureAim.Of(r)[f].X = components.Centimeter(rng.IntN(10_500) - 5250)
		var cameras []camera
		for k := range fan {
			c := house[k%len(house)]
			c.level = components.Permille(200 + rng.IntN(300))
			cameras = append(cameras, c)
		}
		r.stream(components.Number(n+1), f, cameras...)
	}
	return r
}

// analyse is input: one camera of every stream is heard of in a tick.
func analyse(r *ecs.Run) {
	fan := r.Schema().Fan(components.Camera)
	for i := range r.Len(components.Stream) {
		x := uint64(r.Now.Tick)*1_000_003 + uint64(i)*7919
		x ^= x >> 7
		l := func(shift int) components.Permille { return components.Permille(x >> shift & 511) }
		addSignal(r, components.Row(i), uint8(int(r.Now.Tick)%fan), components.Levels{Audio: l(0), Face: l(3), Motion: l(5), Speaking: l(8)})
	}
}

// BenchmarkRun measures one tick of the director: without news, and with a row of
// the analyser for one camera of every stream.
func BenchmarkRun(b *testing.B) {
	for _, size := range []struct{ streams, fan int }{{1, 4}, {64, 4}, {1000, 4}, {1000, 8}} {
		for _, signals := range []bool{false, true} {
			b.Run(fmt.Sprintf("streams=%d/cameras=%d/signals=%v", size.streams, size.fan, signals), func(b *testing.B) {
				benchmark(b, size.streams, size.fan, signals)
			})
		}
	}
}

func benchmark(b *testing.B, streams, fan int, signals bool) {
	r := liveRig(b, streams, fan)
	const ticks = 64
	rows := make([][]components.Levels, ticks)
	for n := range ticks {
		r.run(components.PTS(n)*4500, analyse)
		rows[n] = append([]components.Levels(nil), components.SignalLevels.Of(r)...)
	}
	if !signals {
		r.Clear()
	}
	tick, cuts := ticks, 0
	for b.Loop() {
		r.Now.Tick, r.Now.PTS = components.Tick(tick), components.PTS(tick)*4500
		r.Truncate(components.Cut, 0)
		copy(components.SignalLevels.Of(r), rows[tick%ticks])
		r.Do(r.director)
		cuts += r.Len(components.Cut)
		tick++
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(streams), "ns/stream")
	b.ReportMetric(float64(cuts)/float64(b.N)/float64(streams)*20*60, "cuts/min")
}
