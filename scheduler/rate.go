package scheduler

import (
	"math"
	"math/bits"
	"time"

	"touchline/components"
)

// maxHz is the highest rate: beyond it, two ticks would share a PTS.
const maxHz = uint64(components.PTSPerSecond)

// dueAt returns when tick k is due after tick 0: floor(k × den × 10⁹ / num) ns.
// The product has 128 bits, so that it is exact for as long as a Duration lasts,
// 292 years; later ticks are never due.
func dueAt(r components.Rate, k components.Tick) time.Duration {
	hi, lo := bits.Mul64(uint64(k), uint64(r.Den)*1e9)
	if hi >= uint64(r.Num) {
		return math.MaxInt64
	}
	ns, _ := bits.Div64(hi, lo, uint64(r.Num))
	return time.Duration(min(ns, math.MaxInt64))
}

// indexAt returns the last tick that is due at or before d after tick 0: the
// inverse of dueAt. The rate is at most maxHz, so the quotient has 64 bits.
func indexAt(r components.Rate, d time.Duration) components.Tick {
	if d < 0 {
		return 0
	}
	// dueAt(k) ≤ d  ⇔  k × den × 10⁹ < (d+1) × num
	hi, lo := bits.Mul64(uint64(d)+1, uint64(r.Num))
	lo, borrow := bits.Sub64(lo, 1, 0)
	k, _ := bits.Div64(hi-borrow, lo, uint64(r.Den)*1e9)
	return components.Tick(k)
}
