package tune

import (
	"context"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"
)

// cutsOf makes candidates of which so many take each engine.
func cutsOf(engines, each int) (cuts []int) {
	for i := range engines * each {
		cuts = append(cuts, i/each)
	}
	return cuts
}

func TestFit(t *testing.T) {
	for _, tt := range []struct {
		name       string
		left       time.Duration
		goal       Goal
		costs      Costs
		cuts       []int
		kept       int // 0 if there is no plan
		ticks      int
		engines    int // beyond the baseline's
		fewestRuns int // blocks that there is time for
	}{
		{"plenty", 2 * time.Minute, Median, Costs{time.Millisecond, 0, time.Second}, cutsOf(3, 5), 15, 365, 2, 300},
		{"a block has no more ticks than are of use", time.Hour, Median, Costs{time.Millisecond, 0, time.Second}, cutsOf(1, 2), 2, 4000, 0, 800},
		{"10,000 streams in a minute", 58 * time.Second, Median, Costs{4 * time.Millisecond, 0, 600 * time.Millisecond}, cutsOf(4, 4), 16, 40, 3, 320},
		{"fewer candidates", 30 * time.Second, Median, Costs{5 * time.Millisecond, 0, 600 * time.Millisecond}, cutsOf(4, 5), 18, 37, 3, 140},
		{"shorter blocks", 30 * time.Second, Median, Costs{10 * time.Millisecond, 0, 0}, cutsOf(4, 5), 19, 19, 3, 140},
		{"engines take too long", time.Minute, Median, Costs{5 * time.Millisecond, 0, 16 * time.Second}, cutsOf(4, 5), 5, 79, 0, 140},
		{"a million streams", 90 * time.Second, Throughput, Costs{100 * time.Millisecond, 0, 41 * time.Second}, cutsOf(4, 5), 5, 10, 0, 80},
		{"too short", 60 * time.Second, Throughput, Costs{100 * time.Millisecond, 0, 41 * time.Second}, cutsOf(4, 5), 0, 0, 0, 0},
		{"too short for a tail", 60 * time.Second, Tail, Costs{26 * time.Millisecond, 0, 0}, cutsOf(4, 5), 0, 0, 0, 0},
		{"not for a median", 60 * time.Second, Median, Costs{26 * time.Millisecond, 0, 0}, cutsOf(4, 5), 19, 15, 3, 140},
		{"starting a block takes longest", 30 * time.Second, Median, Costs{0, 200 * time.Millisecond, 0}, cutsOf(1, 3), 3, 10, 0, 139},
	} {
		s := Fit(tt.left, tt.goal, tt.costs, tt.cuts)
		if s == nil {
			if tt.kept != 0 {
				t.Errorf("%s: no plan", tt.name)
			} else if least := Least(tt.goal, tt.costs); least <= tt.left || Fit(least, tt.goal, tt.costs, tt.cuts) == nil {
				t.Errorf("%s: no plan for %v, the least is %v", tt.name, tt.left, least)
			}
			continue
		}
		runs := int(s.Run / (time.Duration(s.Ticks)*tt.costs.Tick + tt.costs.Block))
		if len(s.Kept) != tt.kept || s.Ticks != tt.ticks || s.Build != time.Duration(tt.engines)*tt.costs.Build || runs < tt.fewestRuns {
			t.Errorf("%s: %d candidates, %d blocks of %d ticks, %v for engines; want %d, %d of %d, %d engines",
				tt.name, len(s.Kept), runs, s.Ticks, s.Build, tt.kept, tt.fewestRuns, tt.ticks, tt.engines)
		}
		if s.Run+s.Build > tt.left || s.Kept[0] != 0 {
			t.Errorf("%s: %v and %v of %v, from candidate %d", tt.name, s.Run, s.Build, tt.left, s.Kept[0])
		}
	}
}

// TestInTime: whatever ticks, engines and candidates cost, a search ends in time; and if
// no candidate is much slower than the baseline, it has compared enough to tell.
func TestInTime(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	planned := 0
	for range 300 {
		left := time.Duration(1+rng.IntN(300)) * time.Second
		c := Costs{
			Tick:  time.Duration(1000 << rng.IntN(18)),
			Block: time.Duration(1000 << rng.IntN(14)),
			Build: time.Duration(1000 << rng.IntN(24)),
		}
		goal, cuts := Goal(rng.IntN(int(goals))), cutsOf(1+rng.IntN(4), 1+rng.IntN(6))
		s := Fit(left, goal, c, cuts)
		if s == nil {
			continue
		}
		planned++
		slow := []float64{1.2, 30}[rng.IntN(2)] // at most
		factors := make([]float64, len(s.Kept))
		for i := range factors {
			factors[i] = 0.5 + rng.Float64()*(slow-0.5)
		}
		factors[0] = 1
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			time.Sleep(s.Build)
			r, err := Search(t.Context(), Options{Goal: goal, Candidates: len(factors), Ends: s.Ends(time.Now(), began.Add(left))},
				func(ctx context.Context, i int) (Block, error) {
					v := factors[i]
					if slow > 2 && rng.IntN(50) == 0 {
						v *= 20 // a neighbour
					}
					select {
					case <-ctx.Done():
						return Block{}, ctx.Err()
					case <-time.After(c.Block + time.Duration(v*float64(s.Ticks)*float64(c.Tick))):
						return Block{v, v, v, v}, nil
					}
				})
			if took := time.Since(began); err != nil || took > left {
				t.Errorf("%v of %v, error %v: %+v, %d candidates, blocks of %d ticks", took, left, err, c, len(factors), s.Ticks)
			}
			if enough := len(r.Same) >= FewestPairs && (r.Best == 0 || len(r.Pairs) >= FewestPairs); slow < 2 && (!enough || len(factors) > 1 && len(r.Rounds) == 0) {
				t.Errorf("%d and %d pairs, %d rounds: %+v in %v, %d candidates, blocks of %d ticks", len(r.Same), len(r.Pairs), len(r.Rounds), c, left, len(factors), s.Ticks)
			}
		})
	}
	if planned < 150 {
		t.Errorf("%d searches planned, want at least 150", planned)
	}
}

// TestFitPairs: long ticks make blocks shorter first, and pairs fewer then; what was
// asked for stays.
func TestFitPairs(t *testing.T) {
	for _, tt := range []struct {
		left                   time.Duration
		tick                   time.Duration
		pairs, ticks           int
		wantPairs, wantOfTicks int
	}{
		{time.Minute, time.Millisecond, 0, 0, 14, 200},
		{time.Minute, 20 * time.Millisecond, 0, 0, 14, 99},
		{time.Minute, 200 * time.Millisecond, 0, 0, 13, 10},
		{time.Minute, 400 * time.Millisecond, 0, 0, 6, 10},
		{time.Minute, 500 * time.Millisecond, 0, 0, 0, 0},
		{time.Minute, time.Millisecond, 20, 0, 20, 200},
		{time.Minute, 100 * time.Millisecond, 20, 0, 20, 13},
		{time.Minute, 100 * time.Millisecond, 0, 30, 9, 30},
		{time.Minute, time.Second, 7, 30, 7, 30},
	} {
		c := Costs{Tick: tt.tick}
		pairs, ticks := FitPairs(tt.left, c, tt.pairs, tt.ticks)
		if pairs != tt.wantPairs || ticks != tt.wantOfTicks {
			t.Errorf("%v, ticks of %v, %d of %d asked for: %d pairs of %d ticks, want %d of %d", tt.left, tt.tick, tt.pairs, tt.ticks, pairs, ticks, tt.wantPairs, tt.wantOfTicks)
		}
		if least := LeastPairs(c, tt.ticks); pairs == 0 {
			if n, _ := FitPairs(least, c, tt.pairs, tt.ticks); n != FewestPairs || least <= tt.left {
				t.Errorf("%d pairs in %v, which is the least", n, least)
			}
		}
	}
}
