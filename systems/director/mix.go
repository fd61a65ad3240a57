package director

import (
	"touchline/components"
	"touchline/ecs"
)

// A mix is how the levels of a camera become its score: the weights as fractions
// of 2^22, crosswise.
type mix struct {
	even, odd uint64 // audio over motion, face over speaking
}

// mix rounds fractions up. What that adds to a score is less than a thousandth of
// it, so that rounding the score down again takes it all away.
func (w Weights) mix() mix {
	scaled := func(p components.Permille) uint64 { return (uint64(p)<<22 + 999) / 1000 }
	return mix{
		even: scaled(w.Audio)<<32 | scaled(w.Motion),
		odd:  scaled(w.Face)<<32 | scaled(w.Speaking),
	}
}

// Of returns what levels from 0 to 1000 are worth: their weighted sum, rounded down.
func (w Weights) Of(l components.Levels) components.Permille {
	m := w.mix()
	return m.weigh(l.Word())
}

// weigh returns the sum of levels, side by side, each times its weight: the score, rounded
// down.
//
// The product of two pairs of 32 bits has the sum of the crosswise products in
// its upper half, so that two multiplications do the work of four. Levels up to
// 1000 and weights that add up to one do not overflow it.
func (m *mix) weigh(levels uint64) components.Permille {
	even := levels & 0x0000ffff_0000ffff
	odd := (levels - even) >> 16
	return components.Permille((even*m.even + odd*m.odd) >> (32 + 22))
}

// proper reports whether all levels, side by side, are from 0 to 1000: none has its sign
// set, nor has it when so much is added that 1001 would. A sum that runs over into the
// level beside it comes from one whose sign is set.
func proper(x uint64) bool {
	const signs = 0x8000 * uint64(lanes)
	return (x|(x+(0x8000-1001)*uint64(lanes)))&signs == 0
}

// paceOf is how far scores move in a tick: what an average with the time constant
// smooth moves in the time since the last one (backward Euler, so that it holds
// for any tick). It is in 1024ths of the way, and never 0.
func paceOf(smooth components.PTS, now ecs.Now) int32 {
	elapsed := now.Period * components.PTS(1+now.Skipped)
	return int32(max(1, 1024*elapsed/max(1, smooth+elapsed)))
}

// bound brings a sum of levels and bonuses into the range of a score.
func bound(aim int32) int32 { return min(max(aim, 0), 1000) }

// toward moves old by pace 1024ths of the way to new, and at least by one: it
// rounds away from zero, so that it arrives.
func toward(old, new, pace int32) int32 {
	d := (new - old) * pace
	return old + (d+1023-int32(uint32(d)>>22))>>10 // 1023 is taken off again below 0
}
