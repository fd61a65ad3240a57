package qoe_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/qoe"
)

// TestBuckets: every value is in the one bucket whose bounds it is within, and the
// buckets of a measure follow each other without a gap.
func TestBuckets(t *testing.T) {
	for m := range components.Measures {
		next := uint32(0)
		for b := range components.Buckets {
			least, greatest := qoe.Bounds(m, b)
			if least != next || greatest < least {
				t.Fatalf("measure %d: bucket %d is from %d to %d, want it to begin at %d", m, b, least, greatest, next)
			}
			for _, v := range []uint32{least, least + (greatest-least)/2, greatest} {
				if got := qoe.Bucket(v / qoe.Units[m]); got != b {
					t.Fatalf("measure %d: %d is in bucket %d, want %d", m, v, got, b)
				}
			}
			next = greatest + 1
		}
		for _, v := range []uint32{next, next + 1, 1<<32 - 1} {
			if got := qoe.Bucket(v / qoe.Units[m]); got != components.Buckets-1 {
				t.Errorf("measure %d: %d is in bucket %d, want the last", m, v, got)
			}
		}
	}
}

// TestMiddle: what stands for a bucket is within 6 % of each of its values from 8
// units on, and within half a unit below.
func TestMiddle(t *testing.T) {
	for m := range components.Measures {
		unit := int64(qoe.Units[m])
		for b := range components.Buckets {
			least, greatest := qoe.Bounds(m, b)
			middle := int64(qoe.Middle(m, b))
			for _, v := range []int64{int64(least), int64(greatest)} { // between them it is nearer
				off := max(middle-v, v-middle)
				if v >= 8*unit && 100*off > 6*v || v < 8*unit && 2*off > unit {
					t.Errorf("measure %d, bucket %d: %d stands for %d", m, b, middle, v)
				}
			}
		}
	}
}

// TestRanges: the page says up to where values are told apart.
func TestRanges(t *testing.T) {
	for m, want := range [components.Measures]uint32{40_959, 409_599, 4_095, 81_919} {
		if _, got := qoe.Bounds(components.Measure(m), components.Buckets-1); got != want {
			t.Errorf("measure %d: up to %d, want %d", m, got, want)
		}
	}
}

// FuzzBucket: larger values are in no earlier bucket.
func FuzzBucket(f *testing.F) {
	f.Add(uint32(15), uint32(16))
	f.Add(uint32(31), uint32(32))
	f.Add(uint32(4095), uint32(1<<32-1))
	f.Fuzz(func(t *testing.T, v, w uint32) {
		a, b := qoe.Bucket(min(v, w)), qoe.Bucket(max(v, w))
		if a < 0 || a > b || b >= components.Buckets {
			t.Errorf("%d and %d are in buckets %d and %d", min(v, w), max(v, w), a, b)
		}
	})
}

// TestQuantile: of values that are known.
func TestQuantile(t *testing.T) {
	var h qoe.Histogram
	m := components.RebufferMeasure // whose first buckets hold a value each
	if got := h.Quantile(m, 500); got != 0 {
		t.Errorf("of nothing: %d, want 0", got)
	}
	h[3], h[5], h[9] = 1, 2, 1
	for _, tt := range []struct {
		permille uint64
		want     uint32
	}{{0, 3}, {250, 3}, {251, 5}, {500, 5}, {750, 5}, {751, 9}, {1000, 9}} {
		if got := h.Quantile(m, tt.permille); got != tt.want {
			t.Errorf("%d thousandths: %d, want %d", tt.permille, got, tt.want)
		}
	}
}
