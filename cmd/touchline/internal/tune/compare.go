package tune

import (
	"context"
	"time"
)

// FewestPairs is how many pairs bound a median at all.
const FewestPairs = 6

// Comparison is one setting beside another.
type Comparison struct {
	Pairs   []Pair
	Medians [2]float64 // of the baseline and of the other, for the goal
	Ratio   Interval   // of the other to the baseline, for the goal
}

// Compare measures candidate 1 beside candidate 0, in so many pairs, or as there is time
// for to an end if there is one, but never in too few. Progress, if it is not nil, is
// called before each.
func Compare(ctx context.Context, g Goal, pairs int, end time.Time, measure Measure, progress func(done, of int)) (Comparison, error) {
	s := search{ctx: ctx, measure: measure}
	if progress != nil {
		s.Progress = func(_ string, done int) { progress(done, pairs) }
	}
	var c Comparison
	var err error
	least, most := pairs, pairs
	if !end.IsZero() {
		least, most = FewestPairs, max(pairs, leastPairs)
	}
	if c.Pairs, err = s.pairs(Final, 1, least, most, end); err != nil {
		return c, err
	}
	c.Ratio = ratios(c.Pairs, g)
	calm := Calm(c.Pairs)
	for side := range c.Medians {
		values := make([]float64, len(calm))
		for i, p := range calm {
			values[i] = p[side][g]
		}
		c.Medians[side] = medianOf(values).Median
	}
	return c, nil
}

// Verdict says whether the other is better: where the interval leaves no doubt.
func (c *Comparison) Verdict() string {
	switch {
	case c.Ratio.High < 1:
		return "better"
	case c.Ratio.Low > 1:
		return "worse"
	}
	return "no difference"
}
