package tune

import (
	"math"
	"slices"
)

// Interval is an estimate with a confidence interval.
type Interval struct {
	Median    float64
	Low, High float64
}

// confidence is that of all intervals.
const confidence = 0.95

// medianOf returns the median of values and an interval for the median of what they
// are drawn from, between two of the values themselves: by the binomial distribution
// of how many of them are below it. Fewer than six values bound nothing.
func medianOf(values []float64) Interval {
	v := slices.Sorted(slices.Values(values))
	n := len(v)
	if n == 0 {
		return Interval{math.NaN(), math.Inf(-1), math.Inf(1)}
	}
	i := Interval{Median: (v[(n-1)/2] + v[n/2]) / 2, Low: math.Inf(-1), High: math.Inf(1)}
	if k := rank(n); k > 0 {
		i.Low, i.High = v[k-1], v[n-k]
	}
	return i
}

// rank is how far from either end of n sorted values the interval may begin: the
// largest k for which fewer than k of them on one side of the median are rarer than
// half of what confidence leaves. It is 0 if there is none.
func rank(n int) int {
	k, below, p := 0, 0.0, math.Pow(0.5, float64(n)) // of k values below the median
	for k <= n/2 {
		if below += p; below > (1-confidence)/2 {
			break
		}
		p *= float64(n-k) / float64(k+1)
		k++
	}
	return k
}

// ratios estimates the ratio of pairs, by those that others disturbed least.
func ratios(pairs []Pair, g Goal) Interval {
	pairs = Calm(pairs)
	values := make([]float64, len(pairs))
	for i, p := range pairs {
		values[i] = p.ratio(g)
	}
	return medianOf(values)
}
