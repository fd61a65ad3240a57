package ecs

import "math/bits"

// Rand is a counter-based source of random numbers: its output is a function of
// its key and of how many were drawn, so that two runs draw the same ones. The
// generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
type Rand struct{ state uint64 }

// NewRand returns the source for a key.
func NewRand(seed, number, tick, purpose uint64) Rand {
	return NewSeeded(seed).Rand(number, tick, purpose)
}

// Seeded makes sources whose keys have one seed: what that amounts to is worked out once.
type Seeded uint64

// NewSeeded returns what makes sources with a seed.
func NewSeeded(seed uint64) Seeded { return Seeded(mix(seed + golden)) }

// Rand returns the source for the rest of a key.
func (s0 Seeded) Rand(number, tick, purpose uint64) Rand {
	s := mix(uint64(s0) ^ number + golden)
	s = mix(s ^ tick + golden)
	return Rand{mix(s ^ purpose + golden)}
}

const golden = 0x9e3779b97f4a7c15

func mix(z uint64) uint64 {
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Uint64 returns 64 random bits.
func (r *Rand) Uint64() uint64 {
	r.state += golden
	return mix(r.state)
}

// N returns a number from 0 to n-1; n must be above 0.
func (r *Rand) N(n int64) int64 {
	hi, _ := bits.Mul64(r.Uint64(), uint64(n))
	return int64(hi)
}
