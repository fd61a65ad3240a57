package tune

import (
	"cmp"
	"slices"
)

// quiet is how much of a processor others may use beside a block that counts anyway.
const quiet = 0.1

// disturbed is how much others used beside the worse of the two blocks, in processors.
func (p Pair) disturbed() float64 { return max(p[0][others], p[1][others]) }

// Calm returns the pairs that count: those beside which others used next to nothing, or
// else the half beside which they used least. What others do is no part of what is
// measured, so that choosing by it favours neither side.
func Calm(pairs []Pair) []Pair { return calm(pairs, Pair.disturbed) }

// Disturbed returns how many processors others used beside the pairs that count, by the
// median. Where it is much, another search may come to something else.
func Disturbed(pairs []Pair) float64 {
	var values []float64
	for _, p := range Calm(pairs) {
		values = append(values, p.disturbed())
	}
	if len(values) == 0 {
		return 0
	}
	return medianOf(values).Median
}

func calm[T any](list []T, disturbed func(T) float64) []T {
	if len(list) < 2*FewestPairs {
		return list
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b T) int { return cmp.Compare(disturbed(a), disturbed(b)) })
	n := (len(sorted) + 1) / 2
	for n < len(sorted) && disturbed(sorted[n]) <= quiet {
		n++
	}
	return sorted[:n]
}
