package scheduler

import (
	"math/bits"
	"time"
)

const (
	subBits    = 5 // 32 buckets to each power of two
	subBuckets = 1 << subBits
	buckets    = 40 * subBuckets // up to 2^44 ns, 4.9 hours
)

// Hist is a histogram of durations. Its buckets are log-linear: single nanoseconds
// up to 64, from there 32 to each power of two, so that a quantile is off by
// at most 1/64 of itself. Beyond 4.9 hours all is one bucket.
//
// The zero Hist is empty and ready for use. It is 10 KiB and allocates nothing.
type Hist struct {
	counts [buckets]uint64
	count  uint64
	sum    time.Duration
	max    time.Duration
}

// Add counts d; below 0 it counts as 0.
func (h *Hist) Add(d time.Duration) {
	d = max(d, 0)
	h.counts[bucket(uint64(d))]++
	h.count++
	h.sum += d
	h.max = max(h.max, d)
}

// Merge adds all that o has counted.
func (h *Hist) Merge(o *Hist) {
	for i, n := range o.counts {
		h.counts[i] += n
	}
	h.count += o.count
	h.sum += o.sum
	h.max = max(h.max, o.max)
}

// Reset empties h.
func (h *Hist) Reset() { *h = Hist{} }

// Count returns how many durations were added.
func (h *Hist) Count() uint64 { return h.count }

// Sum returns the sum of all durations.
func (h *Hist) Sum() time.Duration { return h.sum }

// Max returns the longest duration, exactly.
func (h *Hist) Max() time.Duration { return h.max }

// Quantile returns the duration that a share of permille thousandths is at or
// below: 500 is the median, 990 the 99th percentile. It is the middle of the
// bucket that holds the duration of that rank, or 0 if h is empty.
func (h *Hist) Quantile(permille uint64) time.Duration {
	if h.count == 0 {
		return 0
	}
	hi, lo := bits.Mul64(h.count, min(permille, 1000))
	lo, carry := bits.Add64(lo, 999, 0)
	rank, _ := bits.Div64(hi+carry, lo, 1000) // rounded up
	rank = max(rank, 1)
	for i, n := range h.counts {
		if rank <= n {
			return min(middle(i), h.max)
		}
		rank -= n
	}
	return h.max
}

// Buckets calls f for each bucket that is not empty, in order, with the durations
// from low to below high that it counts.
func (h *Hist) Buckets(f func(low, high time.Duration, n uint64)) {
	for i, n := range h.counts {
		if n > 0 {
			low, width := edge(i)
			f(low, low+width, n)
		}
	}
}

// bucket returns the bucket of v.
func bucket(v uint64) int {
	shift := max(bits.Len64(v)-subBits-1, 0)
	return min(shift<<subBits+int(v>>shift), buckets-1)
}

// edge returns the least duration in bucket i, and how wide it is.
func edge(i int) (low, width time.Duration) {
	shift := max(i>>subBits-1, 0)
	return time.Duration(i-shift<<subBits) << shift, 1 << shift
}

func middle(i int) time.Duration {
	low, width := edge(i)
	return low + (width-1)/2
}

// Quantiles are those of a histogram of durations.
type Quantiles struct {
	Count              uint64
	P50, P90, P99, Max time.Duration
}

// Quantiles returns the quantiles of h that are reported.
func (h *Hist) Quantiles() Quantiles {
	return Quantiles{h.Count(), h.Quantile(500), h.Quantile(900), h.Quantile(990), h.Max()}
}
