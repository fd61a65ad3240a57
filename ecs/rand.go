package ecs

import "math/bits"

// Rand is a counter-based source of random numbers: its output is a function of
// its key and of how many were drawn, so that two runs draw the same ones. The
// generator is SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
type Rand struct{ state uint64 }

// NewRand returns the source for a key.
func NewRand(seed, number, tick, purpose uint64) Rand {
	s := mix(seed + golden)
	s = mix(s ^ number + golden)
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
