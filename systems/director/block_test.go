package director_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/director"
)

// TestBlocks: a stream is cut as it would be alone, wherever it is among more streams
// than are scored at a time, and whatever number of cameras they have.
func TestBlocks(t *testing.T) {
	const ticks = 160
	play := func(fan, from, to int) map[components.Number][]take {
		r := newRig(t, director.Default(), fan, to-from)
		for n := from; n < to; n++ {
			rng := rand.New(rand.NewPCG(uint64(n), 1))
			f := r.fixture(components.Number(n + 1))
			components.FixturePhase.Of(r)[f] = components.Phase(rng.IntN(int(components.Phases)))
			components.FixtureAim.Of(r)[f].X = components.Centimeter(rng.IntN(10_500) - 5250)
			cameras := make([]camera, fan)
			for k := range cameras {
				cameras[k] = house[(n+k)%len(house)]
			}
			row := r.stream(components.Number(n+1), f, cameras...)
			components.StreamBus.Of(r)[row].Preset = uint8(n % 5) // there are four: the last is taken
			if n%11 == 3 {
				components.StreamBus.Of(r)[row].Cameras &^= 1 << (n % fan)
			}
		}
		cuts := map[components.Number][]take{}
		for tick := range components.PTS(ticks) {
			r.run(tick*4500, func(r *ecs.Run) {
				for n := from; n < to; n++ {
					rng := rand.New(rand.NewPCG(uint64(n), uint64(tick/20)))
					l := func() components.Permille { return components.Permille(rng.IntN(1001)) }
					addSignal(r, components.Row(n-from), uint8(int(tick)%fan), components.Levels{Audio: l(), Face: l(), Motion: l(), Speaking: l()})
				}
			})
			for _, c := range r.cuts() {
				cuts[c.stream] = append(cuts[c.stream], c)
			}
		}
		return cuts
	}
	for _, fan := range []int{3, 4} {
		t.Run(fmt.Sprintf("cameras=%d", fan), func(t *testing.T) {
			const streams = 150
			all, total := play(fan, 0, streams), 0
			for _, cuts := range all {
				total += len(cuts)
			}
			for _, n := range []int{0, 1, 62, 63, 64, 65, 100, 127, 128, 149} {
				number := components.Number(n + 1)
				alone := play(fan, n, n+1)[number]
				if !reflect.DeepEqual(all[number], alone) {
					t.Fatalf("stream %d: cuts %v, alone %v", number, all[number], alone)
				}
			}
			if total < streams/4 {
				t.Errorf("%d cuts: too few to tell", total)
			}
		})
	}
}
