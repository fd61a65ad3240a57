package director_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/director"
)

// TestSteps: analysers that speak of each stream in turn, as far as they get, are heard as
// if they spoke in any other order; also what is refused.
func TestSteps(t *testing.T) {
	const streams, fan = 150, 4
	type row struct {
		stream components.Row
		camera uint8
		says   components.Levels
	}
	play := func(rows []row) *rig {
		r := newRig(t, director.Default(), fan, streams)
		for n := range components.Number(streams) {
			stream := r.stream(n+1, r.fixture(n+1), house[:fan]...)
			components.StreamBus.Of(r)[stream].Preset = uint8(n % 5)
		}
		r.run(0, func(r *ecs.Run) {
			for _, w := range rows {
				addSignal(r, w.stream, w.camera, w.says)
			}
		})
		return r
	}
	for _, said := range []int{0, 1, 63, 64, 65, 127, 128, 149, 150} {
		rng := rand.New(rand.NewPCG(uint64(said), 1))
		rows := make([]row, said)
		for i := range rows {
			level := func() components.Permille { return components.Permille(rng.IntN(1001)) }
			rows[i] = row{components.Row(i), uint8(rng.IntN(fan)), components.Levels{Audio: level(), Face: level(), Motion: level(), Speaking: level()}}
			switch rng.IntN(16) {
			case 0:
				rows[i].camera = fan + uint8(rng.IntN(3))
			case 1:
				rows[i].says.Face = -1
			case 2:
				rows[i].says.Speaking = 1001
			}
		}
		got := play(rows)
		slices.Reverse(rows)
		want := play(rows)
		if a, b := components.AnalyserLevels.Of(got), components.AnalyserLevels.Of(want); !slices.Equal(a, b) {
			t.Errorf("%d rows: other levels in step", said)
		}
		if a, b := components.CameraWorth.Of(got), components.CameraWorth.Of(want); !slices.Equal(a, b) {
			t.Errorf("%d rows: other worths in step", said)
		}
		if a, b := components.CameraScore.Of(got), components.CameraScore.Of(want); !slices.Equal(a, b) {
			t.Errorf("%d rows: other scores in step", said)
		}
		if a, b := components.StreamRefused.Of(got), components.StreamRefused.Of(want); !slices.Equal(a, b) {
			t.Errorf("%d rows: others refused in step", said)
		}
		if !slices.Equal(got.cuts(), want.cuts()) {
			t.Errorf("%d rows: other cuts in step", said)
		}
	}
}
