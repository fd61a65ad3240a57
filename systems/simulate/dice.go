package simulate

import (
	"math/bits"

	"touchline/components"
	"touchline/ecs"
)

// Dice make one random word for each number, at one moment and for one purpose. What
// all numbers have in common is mixed in once, and what is drawn for one is cut out of
// its word: a tick draws for every stream.
type dice uint64

// newDice returns the dice for the rest of a key.
func newDice(seed, moment, purpose uint64) dice {
	rng := ecs.NewRand(seed, 0, moment, purpose)
	return dice(rng.Uint64())
}

// dice returns those of this tick.
func (s *System) dice(r *ecs.Run, purpose uint64) dice {
	return newDice(r.Seed, uint64(r.Now.Tick), purpose)
}

// of is the word of a number: it is a step of wyrand (Wang Yi, 2019), whose state is
// multiplied by itself, but for some bits, and folded.
func (d dice) of(n uint64) uint64 {
	x := uint64(d) + n*odd1
	high, low := bits.Mul64(x, x^odd2)
	return high ^ low
}

// roll is that of a stream or viewer.
func (d dice) roll(n components.Number) uint64 { return d.of(uint64(n)) }

// cut returns a number from 0 to n−1 that follows from the lowest 16 bits of a word.
func cut(word uint64, n uint64) uint64 { return (word & 0xffff) * n >> 16 }

// Odd numbers that scatter what is multiplied by them (Steele, Lea and Flood, OOPSLA
// 2014).
const odd1, odd2 = 0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9
