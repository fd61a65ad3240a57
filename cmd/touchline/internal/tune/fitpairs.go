package tune

import "time"

// FitPairs plans a comparison in so long: how many pairs of blocks, and how many ticks
// each block has. What is not 0 already stays, and is not bound by the time if neither
// is. No pairs are returned if there is no time for the fewest.
func FitPairs(left time.Duration, c Costs, pairs, ticks int) (int, int) {
	const usual, fewest = 200, 10 // ticks
	if pairs != 0 && ticks != 0 {
		return pairs, ticks
	}
	fit := func(blocks int) int { // so many ticks each
		return int((time.Duration(float64(left)*reserve)/time.Duration(blocks) - c.Block) / max(c.Tick, 1))
	}
	if pairs != 0 {
		return pairs, min(max(fit(2*pairs), fewest), usual)
	}
	if ticks == 0 {
		ticks = min(max(fit(2*leastPairs), fewest), usual)
	}
	for pairs = leastPairs; pairs >= FewestPairs; pairs-- {
		if fit(2*pairs) >= ticks {
			return pairs, ticks
		}
	}
	return 0, 0
}

// LeastPairs is the least time for which [FitPairs] has a plan.
func LeastPairs(c Costs, ticks int) time.Duration {
	if ticks == 0 {
		ticks = 10
	}
	return time.Duration(float64(2*FewestPairs*(time.Duration(ticks)*c.Tick+c.Block))/reserve) + time.Millisecond
}
