package tune

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

// TestCompare: what is a tenth better or worse is called so, and what is the same is
// not, but for luck.
func TestCompare(t *testing.T) {
	for cost, want := range map[float64]string{0.9: "better", 1.1: "worse", 1: "no difference"} {
		said := map[string]int{}
		for seed := range uint64(100) {
			synctest.Test(t, func(t *testing.T) {
				c, err := Compare(t.Context(), Median, 60, time.Time{}, newMachine(seed, 1, cost).measure, nil)
				if err != nil || len(c.Pairs) != 60 {
					t.Fatalf("%d pairs, error %v", len(c.Pairs), err)
				}
				said[c.Verdict()]++
			})
		}
		if said[want] < 90 {
			t.Errorf("a cost of %v is called %v, want %q at least 90 times", cost, said, want)
		}
	}
}

// TestCompareFigures: medians are those of each side, and a ratio below 1 is that of
// who takes less.
func TestCompareFigures(t *testing.T) {
	n := 0
	told := 0
	c, err := Compare(t.Context(), Tail, FewestPairs, time.Time{}, func(_ context.Context, i int) (Block, error) {
		n++
		return Block{1, float64(10 - 5*i), 1, 1}, nil
	}, func(done, of int) {
		if done != told || of != FewestPairs {
			t.Errorf("pair %d of %d, want %d of %d", done, of, told, FewestPairs)
		}
		told++
	})
	want := Interval{0.5, 0.5, 0.5}
	if err != nil || c.Ratio != want || c.Medians != [2]float64{10, 5} || n != 2*FewestPairs || told != FewestPairs {
		t.Errorf("%+v after %d blocks, error %v", c, n, err)
	}
	broken := errors.New("broken")
	if _, err := Compare(t.Context(), Tail, FewestPairs, time.Time{}, func(context.Context, int) (Block, error) { return Block{}, broken }, nil); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

// TestComparePairs: there are as many pairs as there is time for, but no more than it
// takes, and no fewer than must be.
func TestComparePairs(t *testing.T) {
	for left, want := range map[time.Duration]int{0: FewestPairs, 21 * time.Second: 10, time.Hour: leastPairs} {
		synctest.Test(t, func(t *testing.T) {
			c, err := Compare(t.Context(), Median, FewestPairs+2, time.Now().Add(left), func(context.Context, int) (Block, error) {
				time.Sleep(time.Second)
				return Block{1, 1, 1, 1}, nil
			}, nil)
			if err != nil || len(c.Pairs) != want {
				t.Errorf("%d pairs of two seconds in %v, want %d; error %v", len(c.Pairs), left, want, err)
			}
		})
	}
}

// TestFewestPairs: one pair less has no interval.
func TestFewestPairs(t *testing.T) {
	if rank(FewestPairs) < 1 || rank(FewestPairs-1) > 0 {
		t.Errorf("ranks %d and %d", rank(FewestPairs), rank(FewestPairs-1))
	}
}
