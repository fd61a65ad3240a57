package scheduler

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestBuckets checks that buckets follow each other without gap, and that each
// duration is in the one that says so.
func TestBuckets(t *testing.T) {
	next := time.Duration(0)
	for i := range buckets {
		low, width := edge(i)
		if low != next {
			t.Fatalf("bucket %d begins at %d, want %d", i, low, next)
		}
		for _, d := range []time.Duration{low, low + width - 1} {
			if got := bucket(uint64(d)); got != i {
				t.Fatalf("%d is in bucket %d, want %d", d, got, i)
			}
		}
		next = low + width
	}
	if next != 1<<44 {
		t.Errorf("buckets end at %d, want 2^44", next)
	}
	if got := bucket(math.MaxInt64); got != buckets-1 {
		t.Errorf("292 years are in bucket %d, want the last", got)
	}
}

// TestQuantile compares quantiles with those of the sorted durations.
func TestQuantile(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	shapes := map[string]func() time.Duration{
		"small":       func() time.Duration { return time.Duration(rng.IntN(64)) },
		"uniform":     func() time.Duration { return time.Duration(rng.IntN(50_000_000)) },
		"exponential": func() time.Duration { return time.Duration(rng.ExpFloat64() * 20_000) },
		"log-uniform": func() time.Duration { return time.Duration(math.Exp(rng.Float64() * 30)) },
		"constant":    func() time.Duration { return 123_457 },
	}
	for name, draw := range shapes {
		t.Run(name, func(t *testing.T) {
			var h Hist
			all := make([]time.Duration, 10_007)
			for i := range all {
				all[i] = draw()
				h.Add(all[i])
			}
			slices.Sort(all)
			for _, p := range []uint64{0, 1, 250, 500, 900, 990, 999, 1000} {
				rank := max((uint64(len(all))*p+999)/1000, 1)
				want, got := all[rank-1], h.Quantile(p)
				if off := math.Abs(float64(got - want)); off > float64(want)/64 {
					t.Errorf("quantile %d‰ = %d, want %d within 1/64", p, got, want)
				}
			}
			if h.Max() != all[len(all)-1] {
				t.Errorf("max = %d, want %d", h.Max(), all[len(all)-1])
			}
		})
	}
}

func TestHistMerge(t *testing.T) {
	var a, b, both Hist
	for d := time.Duration(1); d < 1<<45; d = d*3 + 1 {
		a.Add(d)
		both.Add(d)
		b.Add(2 * d)
		both.Add(2 * d)
	}
	a.Merge(&b)
	if a != both {
		t.Errorf("merged: %v in %v, up to %v; want %v in %v, up to %v",
			a.Count(), a.Sum(), a.Max(), both.Count(), both.Sum(), both.Max())
	}
	var n uint64
	a.Buckets(func(low, high time.Duration, count uint64) {
		if low >= high {
			t.Errorf("bucket from %d to %d", low, high)
		}
		n += count
	})
	if n != a.Count() {
		t.Errorf("buckets hold %d, want %d", n, a.Count())
	}
	a.Reset()
	if a != (Hist{}) || a.Quantile(500) != 0 {
		t.Error("a histogram is not empty after Reset")
	}
}

func TestHistNegative(t *testing.T) {
	var h Hist
	h.Add(-1)
	if h.Count() != 1 || h.Sum() != 0 || h.Quantile(1000) != 0 {
		t.Errorf("count %d, sum %d; want 1 and 0", h.Count(), h.Sum())
	}
}

func BenchmarkHistAdd(b *testing.B) {
	var h Hist
	d := time.Duration(1)
	for b.Loop() {
		h.Add(d & (1<<20 - 1))
		d = d*5 + 1
	}
}
