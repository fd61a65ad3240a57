package director

import (
	"math/rand/v2"
	"testing"

	"touchline/components"
)

// A stage is some streams of four cameras, and what moves their scores.
type stage struct {
	table
	rules rules
	paces [maxPresets]int32
	style [3 * block]style
	bonus [styles][components.Roles]components.Permille // as in crews
}

// A style is how the cameras of a stream are scored: preset × 64 + phase × 8 + zone.
type style int

const styles = maxPresets * 64

func (s style) rule() int { return int(s / 64) }

func (u *rules) of(s style) *crew { return u.crew(s.rule(), components.Phase(s/8&7), Zone(s&7)) }

// newStage has streams before and after the block that is moved: they stay as they are.
func newStage() *stage {
	f := new(stage)
	f.table.rules, f.table.paces = &f.rules, &f.paces
	streams := len(f.style)
	f.columns = &columns{
		fan: 4, fixture: make([]components.Row, streams), bus: make([]components.Bus, streams), worth: make([]components.Permille, 4*streams),
		scores: make([]components.Permille, 4*streams), setup: make([]components.Setup, 4*streams),
		phase: make([]components.Phase, streams), aim: make([]components.Place, streams), crowd: make([]uint8, streams),
	}
	f.columns.byFour()
	for i := range f.fixture {
		f.fixture[i] = components.Row(streams - 1 - i)
	}
	for n := range f.rules.numbers {
		f.rules.numbers[n] = uint8(min(n, maxPresets-1))
	}
	return f
}

// set gives stream i a preset, and its match a moment, so that its style is s.
func (f *stage) set(i int, s style) {
	x := [Zones]components.Centimeter{Nowhere: components.NoPlace, LeftCrowd: -5000, LeftBox: -5000, LeftThird: -3000,
		RightThird: 3000, RightBox: 5000, RightCrowd: 5000}
	fixture, ball := f.fixture[i], Zone(s&7)
	f.style[i] = s
	f.bus[i].Preset = uint8(s.rule())
	f.phase[fixture] = components.Phase(s / 8 & 7)
	f.aim[fixture].X, f.crowd[fixture] = x[ball], 0
	if ball == LeftCrowd || ball == RightCrowd {
		f.crowd[fixture] = crowded
	}
}

// move moves n streams after the first, and compares each camera with [toward] and [bound].
func (f *stage) move(t *testing.T, first, n int) {
	t.Helper()
	want := append([]components.Permille(nil), f.scores...)
	var leads [block]int32
	for j := range n {
		s := f.style[first+j]
		top := int32(0)
		for k := range 4 {
			i := (first+j)*4 + k
			aim := bound(int32(f.worth[i]) + int32(f.bonus[s][f.setup[i].Role()]))
			score := toward(int32(want[i]), aim, f.paces[s.rule()])
			want[i], top = components.Permille(score), max(top, score)
		}
		leads[j] = top - int32(want[(first+j)*4+int(f.bus[first+j].Program)])
	}
	was := append([]components.Permille(nil), f.scores...)
	f.moveFour(uint(first), uint(first+n))
	for i, score := range f.scores {
		if score != want[i] {
			t.Fatalf("%d streams from %d: camera %d of stream %d, worth %d, pace %d: from %d to %d, want %d",
				n, first, i%4, i/4, f.worth[i], f.paces[f.style[i/4].rule()], was[i], score, want[i])
		}
	}
	for j, lead := range leads[:n] {
		if f.leads[j] != lead {
			t.Fatalf("%d streams from %d: stream %d leads by %d, want %d", n, first, first+j, f.leads[j], lead)
		}
	}
}

// TestMoveFour: blocks of any length, with whatever levels, crews and paces can be, are
// moved as one camera is after the other.
func TestMoveFour(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	f := newStage()
	// some is any value up to most, and often one of those near its ends.
	some := func(most int) int {
		switch rng.IntN(4) {
		case 0:
			return rng.IntN(2)
		case 1:
			return most - rng.IntN(2)
		}
		return rng.IntN(most + 1)
	}
	for round := range 600 {
		for i := range f.paces {
			f.paces[i] = int32(1 + some(1023))
		}
		if round%50 == 0 {
			for s := range f.bonus {
				for role := range f.bonus[s] {
					f.bonus[s][role] = components.Permille(some(4000) - 2000)
				}
				f.rules.of(style(s)).compile(&f.bonus[s])
			}
		}
		for i := range f.scores {
			f.scores[i], f.worth[i] = components.Permille(some(1000)), components.Permille(some(1000))
			f.setup[i] = components.Setup(rng.IntN(256))
		}
		for i := range f.bus {
			f.bus[i] = components.Bus{
				Taken: components.PTS(rng.Int64()), Cameras: rng.Uint32(), Program: uint8(rng.IntN(4)),
				Shot: components.ShotSize(rng.IntN(256)), Control: components.Control(rng.IntN(256)),
			}
			f.set(i, style(rng.IntN(styles)))
		}
		n := block
		if round%4 == 3 {
			n = 1 + rng.IntN(block)
		}
		f.move(t, block*rng.IntN(3), n)
	}
}

// TestMoveFourWays goes all ways at all paces.
func TestMoveFourWays(t *testing.T) {
	f := newStage()
	for s := range f.bonus {
		f.rules.of(style(s)).compile(&f.bonus[s])
	}
	way := -1000
	for pace := int32(1); pace <= 1024; {
		for j := range block {
			f.set(j, style(j%maxPresets*64))
		}
		for i := range f.paces {
			f.paces[i] = pace
		}
		for i := range f.scores[:4*block] {
			w := way + i
			if w > 1000 {
				w -= 2001
			}
			f.scores[i], f.worth[i] = components.Permille(max(0, -w)), components.Permille(max(0, w))
		}
		f.move(t, 0, block)
		if way += 4 * block; way > 1000 {
			way, pace = -1000, pace+1
		}
	}
}
