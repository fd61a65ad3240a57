package qoe

import "touchline/components"

// A Histogram is how many beacons fell into each bucket of a measure.
type Histogram [components.Buckets]uint64

// addUp adds the buckets of one histogram to those of another.
func addUp[To, From uint32 | uint64](to []To, from []From) {
	for b, n := range from {
		to[b] += To(n)
	}
}

// Count is how many beacons are in h.
func (h *Histogram) Count() (n uint64) {
	for _, k := range h {
		n += k
	}
	return n
}

// Quantile returns what stands for the bucket of the value that permille thousandths
// of all values do not exceed: of n values, the smallest is number 1, and this is
// number n × permille / 1000, rounded up. It is 0 if there are none.
func (h *Histogram) Quantile(m components.Measure, permille uint64) uint32 {
	n := h.Count()
	rank := max((n*permille+999)/1000, 1)
	for b, k := range h {
		if k >= rank {
			return Middle(m, b)
		}
		rank -= k
	}
	return 0
}
