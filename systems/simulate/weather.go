package simulate

import "touchline/components"

// weather is what makes players wander: each drifts between places that change
// every two seconds.
type weather struct {
	from, to dice
	part     uint64 // of the way from one to the other, in 1024ths
}

const spell = 2 * components.PTSPerSecond

// newWeather returns the weather over a match at a time.
func newWeather(seed uint64, script uint32, t components.PTS) weather {
	cells, cell := newDice(seed, uint64(script), forFrame), uint64(t/spell)
	return weather{dice(cells.of(cell)), dice(cells.of(cell + 1)), uint64(t%spell) * 1024 / uint64(spell)}
}

// wander is how far a player drifts at most, each way, in cm. A drift counts from there.
const wander = 512

// drifts are how far each player of a frame has drifted, and some more, from 0 to 1023
// each way.
type drifts [(players + 2) / 3 * 3]spot

// blow lets players drift. A random word has where three of them drift from, or to.
func (d *drifts) blow(w *weather) {
	for k := 0; k+2 < len(d); k += 3 {
		from, to := w.from.of(uint64(k)), w.to.of(uint64(k))
		d[k] = along(from, to, w.part)
		d[k+1] = along(from>>20, to>>20, w.part)
		d[k+2] = along(from>>40, to>>40, w.part)
	}
}

// along is part 1024ths of the way between what the lowest 20 bits of two words say.
func along(from, to, part uint64) spot {
	const x, y = 1023, 1023 << 32
	from, to = from&x|from<<22&y, to&x|to<<22&y
	return spot((from*(1024-part)+to*part)>>10) & (x | y)
}
