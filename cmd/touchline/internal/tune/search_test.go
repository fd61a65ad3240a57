package tune

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"
)

// machine is one whose speed wanders and jumps, as shared machines' do.
type machine struct {
	rng   *rand.Rand
	speed float64
	cost  []float64 // of each candidate
	tail  []float64 // the same of its 99th percentile; nil is as cost
}

func newMachine(seed uint64, cost ...float64) *machine {
	return &machine{rng: rand.New(rand.NewPCG(seed, 7)), speed: 1, cost: cost}
}

// measure measures a block, which takes as many milliseconds as it costs.
func (m *machine) measure(ctx context.Context, i int) (Block, error) {
	m.speed *= math.Exp(0.02 * m.rng.NormFloat64())
	v := m.cost[i] * m.speed * math.Exp(0.05*m.rng.NormFloat64())
	if m.rng.IntN(12) == 0 {
		v *= 1 + 2*m.rng.Float64() // a neighbour
	}
	tail := v * math.Exp(0.2*m.rng.NormFloat64())
	if m.tail != nil {
		tail *= m.tail[i] / m.cost[i]
	}
	select {
	case <-ctx.Done():
		return Block{}, ctx.Err()
	case <-time.After(time.Duration(v * float64(time.Millisecond))):
	}
	return Block{Median: v, Tail: tail, Throughput: v, CPU: v}, nil
}

// run searches for so long that a comparison has some sixty pairs.
func run(t *testing.T, m *machine) (r Result) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := Scheme{}
		o := Options{Candidates: len(m.cost), Seed: 3, Ends: s.Ends(time.Now(), time.Now().Add(380*time.Millisecond))}
		var err error
		if r, err = Search(t.Context(), o, m.measure); err != nil {
			t.Fatal(err)
		}
	})
	return r
}

// TestNoWinner: among settings that are all the same none wins, but for luck that is
// rarer than one time in twenty.
func TestNoWinner(t *testing.T) {
	won := 0
	for seed := range uint64(100) {
		if run(t, newMachine(seed, 1, 1, 1, 1, 1, 1, 1, 1, 1)).Improved {
			won++
		}
	}
	if won > 5 {
		t.Errorf("%d of 100 times one of nine settings that are the same won", won)
	}
}

// TestGain: a setting that is a tenth faster is found among others, and wins.
func TestGain(t *testing.T) {
	found := 0
	for seed := range uint64(100) {
		r := run(t, newMachine(seed, 1, 1, 1.1, 1, 0.9, 1.05, 1, 1, 1.2))
		if r.Improved && r.Best == 4 {
			found++
		}
	}
	if found < 90 {
		t.Errorf("a gain of a tenth was found %d of 100 times", found)
	}
}

// TestGuard: a gain of the median is refused if it costs the tail.
func TestGuard(t *testing.T) {
	m := newMachine(1, 1, 0.5)
	m.tail = []float64{1, 2}
	if r := run(t, m); r.Improved || r.Reason != "a gain, but for ticks whose 99th percentile is longer" {
		t.Errorf("improved: %v, %s; ratio %+v, tail %+v", r.Improved, r.Reason, r.Ratio, r.Tail)
	}
}

// TestAlternates: both sides of a pair come first equally often, and where time does not
// count a comparison has as many pairs as it should.
func TestAlternates(t *testing.T) {
	var order []int
	r, err := Search(t.Context(), Options{Candidates: 2}, func(_ context.Context, i int) (Block, error) {
		order = append(order, i)
		v := 1 - float64(i)/2
		return Block{v, v, v, v}, nil
	})
	if err != nil || len(r.Same) != leastPairs || len(r.Pairs) != leastPairs || !r.Improved {
		t.Fatalf("%v: %d and %d pairs, improved %v", err, len(r.Same), len(r.Pairs), r.Improved)
	}
	first, final := 0, order[len(order)-2*leastPairs:]
	for i := 0; i < len(final); i += 2 {
		first += final[i]
	}
	if first != leastPairs/2 {
		t.Errorf("the candidate came first %d of %d times", first, leastPairs)
	}
}

// TestBaselineBest: where nothing is faster the search ends there, and says so.
func TestBaselineBest(t *testing.T) {
	m := newMachine(1, 1, 1.5, 2)
	if r := run(t, m); r.Improved || r.Best != 0 || r.Reason != "nothing that was tried is faster" || len(r.Pairs) != len(r.Same) || r.Ratio.Low > 1 || r.Ratio.High < 1 || len(r.Rounds) == 0 {
		t.Errorf("%+v", r)
	}
}

// TestNoInterval: where the machine stalls before there are the fewest pairs, of the
// noise or of the end, nothing is said of ratios.
func TestNoInterval(t *testing.T) {
	for _, done := range []int{5, 50} {
		synctest.Test(t, func(t *testing.T) {
			s, n := Scheme{}, 0
			o := Options{Candidates: 2, Ends: s.Ends(time.Now(), time.Now().Add(70*time.Second))}
			r, err := Search(t.Context(), o, func(ctx context.Context, i int) (Block, error) {
				took := time.Second
				if n++; n > done {
					took = time.Hour
				}
				select {
				case <-ctx.Done():
					return Block{}, ctx.Err()
				case <-time.After(took):
				}
				return Block{2 - float64(i), 1, 1, 1}, nil
			})
			if err != nil || r.Improved || r.Reason != noInterval || r.Ratio != (Interval{}) || r.Noise != 0 {
				t.Errorf("after %d blocks: %+v, error %v", done, r, err)
			}
		})
	}
}

// TestBroken: a figure that is none ends the search, and so does the end of its time.
func TestBroken(t *testing.T) {
	for _, v := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		_, err := Search(t.Context(), Options{Candidates: 2}, func(context.Context, int) (Block, error) { return Block{1, v, 1, 1}, nil })
		if !errors.Is(err, ErrFigure) {
			t.Errorf("%v: error %v", v, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Search(ctx, Options{Candidates: 2}, newMachine(1, 1, 1).measure); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestRank holds the ranks to tables of the sign test.
func TestRank(t *testing.T) {
	for n, want := range map[int]int{0: 0, 5: 0, 6: 1, 8: 1, 9: 2, 14: 3, 20: 6, 30: 10, 60: 22} {
		if got := rank(n); got != want {
			t.Errorf("%d values: rank %d, want %d", n, got, want)
		}
	}
}

// TestCovers: the interval holds the true median at least as often as it says.
func TestCovers(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	missed := 0
	for range 2000 {
		values := make([]float64, 14)
		for i := range values {
			values[i] = math.Exp(rng.NormFloat64())
		}
		if i := medianOf(values); i.Low > 1 || i.High < 1 {
			missed++
		}
	}
	if missed > 2000/20 {
		t.Errorf("missed %d of 2000 times", missed)
	}
}
