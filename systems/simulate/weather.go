package simulate

import "touchline/components"

// weather is what makes players wander: each drifts between places that change
// every two seconds.
type weather struct {
	from, to dice
	part     uint64 // of the way from one to the other, in 128ths
}

const spell = 2 * components.PTSPerSecond

// newWeather returns the weather over a match at a time.
func newWeather(seed uint64, script uint32, t components.PTS) weather {
	cells, cell := newDice(seed, uint64(script), forFrame), uint64(t/spell)
	return weather{dice(cells.of(cell)), dice(cells.of(cell + 1)), uint64(t%spell) * 128 / uint64(spell)}
}

// wander is how far a player drifts at most, each way, in cm. A drift counts from there.
const wander = 512

// pairs is how many pairs a side has: one place is nobody's.
const pairs = (side + 1) / 2

// drifts are how far the players of both sides have drifted.
type drifts [2][pairs]pair

// blow lets players drift. A random word has where two of each side drift from, or to:
// 9 bits of 16 for one side and 9 for the other, two of them the same.
func (d *drifts) blow(w *weather) {
	for k := range pairs {
		from, to := w.from.of(uint64(k)), w.to.of(uint64(k))
		d[0][k] = along(from, to, w.part)
		d[1][k] = along(from>>7, to>>7, w.part)
	}
}

// along is part 128ths of the way between what the lowest 9 of each 16 bits of two words
// say, in steps of 2 cm.
func along(from, to, part uint64) pair {
	const each = 1 + 1<<16 + 1<<32 + 1<<48
	const step, steps = 2, 511 * each
	between := (from&steps)*(128-part) + (to&steps)*part
	return pair(between >> (7 - 1) & (step * steps))
}
