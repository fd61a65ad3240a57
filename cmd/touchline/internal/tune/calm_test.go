package tune

import (
	"context"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"
)

// TestCalm: half of the pairs count where others are always busy, all where they are not,
// and all where there are few.
func TestCalm(t *testing.T) {
	for _, tt := range []struct {
		pairs, quiet int
		want         int
	}{{11, 0, 11}, {12, 0, 6}, {12, 5, 6}, {12, 9, 9}, {12, 12, 12}, {13, 0, 7}, {0, 0, 0}} {
		var pairs []Pair
		for i := range tt.pairs {
			load := 0.2 + float64(i)
			if i >= tt.pairs-tt.quiet {
				load = quiet / 2
			}
			var p Pair
			p[i%2] = Block{1, 1, 1, 1, load}
			pairs = append(pairs, p)
		}
		got, disturbed := Calm(pairs), Disturbed(pairs)
		if busy := tt.pairs > 0 && tt.quiet < (tt.want+1)/2; busy != (disturbed > quiet) {
			t.Errorf("%d pairs, %d of them quiet: disturbed by %v processors", tt.pairs, tt.quiet, disturbed)
		}
		if len(got) != tt.want {
			t.Errorf("%d of %d pairs, of which %d are quiet: want %d", len(got), tt.pairs, tt.quiet, tt.want)
		}
		for _, p := range got {
			if most := 0.2 + float64(tt.want-tt.quiet); len(got) < tt.pairs && p.disturbed() >= most {
				t.Errorf("%d pairs, %d quiet: one beside %v processors of others counts", tt.pairs, tt.quiet, p.disturbed())
			}
		}
	}
}

// TestBusy: that others make one setting slower than the other does not decide, if they
// leave the machine alone some of the time; and what was found is found again.
func TestBusy(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 1))
		busy := 0
		synctest.Test(t, func(t *testing.T) {
			s := Scheme{}
			r, err := Search(t.Context(), Options{Candidates: 2, Ends: s.Ends(time.Now(), time.Now().Add(300*time.Second))}, func(_ context.Context, i int) (Block, error) {
				time.Sleep(time.Second)
				v := []float64{1, 0.8}[i] * (0.98 + 0.04*rng.Float64())
				if busy--; busy < -6 {
					busy = 4
				}
				if busy < 0 {
					return Block{v, v, v, v, 0.05 * rng.Float64()}, nil
				}
				v *= []float64{2, 5}[i]
				return Block{v, v, v, v, 0.5 + rng.Float64()}, nil
			})
			if err != nil || !r.Improved || r.Ratio.Median < 0.78 || r.Ratio.Median > 0.82 {
				t.Errorf("seed %d: improved %v, %s: ratio %+v, noise %v; error %v", seed, r.Improved, r.Reason, r.Ratio, r.Noise, err)
			}
		})
	}
}

// TestOthers: what somebody else's processor does is seen, and one's own is not.
func TestOthers(t *testing.T) {
	if busyCPU() == 0 {
		t.Skip("this system does not say how busy it is")
	}
	began, cpu := busyCPU(), processCPU()
	for spin := time.Now(); time.Since(spin) < 300*time.Millisecond; {
	}
	all, own := busyCPU()-began, processCPU()-cpu
	if own < 20*time.Millisecond || all < own-40*time.Millisecond {
		t.Errorf("all used %v, this process %v of it", all, own)
	}
}
