package tune

import (
	"cmp"
	"context"
	"math/rand/v2"
	"slices"
)

// Options are how a search goes.
type Options struct {
	Goal       Goal
	Candidates int    // with the baseline, which is number 0
	Seed       uint64 // of the order in which blocks are measured

	// Spare tells whether there is time for one more pair of a stage, beyond the least.
	Spare func(stage string) bool

	// Hurry tells whether the halving is to end with the best so far.
	Hurry func() bool

	// Progress, if it is not nil, is called before each block.
	Progress func(stage string, done, of int)
}

// The rules by which a candidate wins.
const (
	leastPairs = 14   // in a comparison
	mostPairs  = 100  // enough for any
	leastGain  = 0.02 // below it a gain is not worth a setting
	tailGuard  = 1.10 // how much worse the 99th percentile may be
	firstLook  = 3    // blocks of each candidate in the first round
)

// The stages of a search.
const (
	Noise   = "noise"   // the baseline against itself
	Halving = "halving" // of the candidates
	Final   = "final"   // the best against the baseline
)

// How many blocks a search has: so many, and for each candidate about so many more.
const (
	LeastBlocks = 4 * leastPairs
	BlocksEach  = 10
)

// Result is what a search came to.
type Result struct {
	Best     int      // the candidate that was left
	Improved bool     // it is better than the baseline beyond the noise
	Noise    float64  // half of the interval of the baseline against itself, as a share
	Ratio    Interval // of the best to the baseline, for the goal
	Tail     Interval // the same of the 99th percentile
	Reason   string   // why not, if it has not improved
	Same     []Pair   // the baseline against itself
	Pairs    []Pair   // the best against the baseline
	Rounds   []Round
}

// Round is one halving.
type Round struct {
	Blocks  int       // of each candidate
	Left    []int     // the candidates that were measured
	Medians []float64 // what each came to by the median of all, for the goal
}

// Search measures the baseline against itself, halves the candidates until one is
// left, and measures that against the baseline.
func Search(ctx context.Context, o Options, measure Measure) (Result, error) {
	s := search{ctx: ctx, Options: o, measure: measure, rng: rand.New(rand.NewPCG(o.Seed, 1))}
	var r Result
	var err error
	if r.Same, err = s.pairs(Noise, 0, leastPairs); err != nil {
		return r, err
	}
	if r.Noise = noise(ratios(r.Same, o.Goal)); o.Candidates < 2 {
		r.Reason = "there is nothing but the baseline"
		return r, nil
	}
	if r.Best, r.Rounds, err = s.halve(); err != nil {
		return r, err
	}
	if r.Pairs, err = s.pairs(Final, r.Best, leastPairs); err != nil {
		return r, err
	}
	r.judge(o.Goal)
	return r, nil
}

// judge says whether the pairs show a gain.
func (r *Result) judge(g Goal) {
	r.Ratio, r.Tail = ratios(r.Pairs, g), ratios(r.Pairs, Tail)
	switch wanted := 1 - max(leastGain, r.Noise); {
	case r.Ratio.High >= wanted:
		r.Reason = "no gain beyond the noise"
	case r.Tail.Low > tailGuard:
		r.Reason = "a gain, but for ticks whose 99th percentile is longer"
	default:
		r.Improved = true
	}
}

// noise is how wide an interval of what is the same is, to either side.
func noise(i Interval) float64 { return (i.High - i.Low) / 2 }

// search is a search under way.
type search struct {
	Options
	ctx     context.Context
	measure Measure
	rng     *rand.Rand
}

// pairs measures candidate i beside the baseline, at least so often. Which of the two
// comes first alternates, so that neither gains by what the other leaves behind.
func (s *search) pairs(stage string, i, least int) (pairs []Pair, err error) {
	for n := 0; n < least || n < mostPairs && s.Spare != nil && s.Spare(stage); n++ {
		s.tell(stage, n, least)
		var p Pair
		for _, side := range [2]int{n % 2, 1 - n%2} {
			if p[side], err = s.block(i * side); err != nil {
				return pairs, err
			}
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}

// halve leaves the better half of the candidates, round for round, each with twice
// as many looks as the one before, until one is left.
func (s *search) halve() (best int, rounds []Round, err error) {
	left := make([]int, 0, s.Candidates-1)
	for i := 1; i < s.Candidates; i++ {
		left = append(left, i)
	}
	figures := make([][]float64, s.Candidates)
	for looks := firstLook; len(left) > 1 && !(len(rounds) > 0 && s.Hurry != nil && s.Hurry()); looks *= 2 {
		for n := range looks {
			s.tell(Halving, n, looks)
			if err := s.look(left, figures); err != nil {
				return 0, rounds, err
			}
		}
		r := Round{Blocks: looks, Left: slices.Clone(left)}
		for _, i := range left {
			r.Medians = append(r.Medians, medianOf(figures[i]).Median)
		}
		rounds = append(rounds, r)
		slices.SortStableFunc(left, func(a, b int) int {
			return cmp.Compare(medianOf(figures[a]).Median, medianOf(figures[b]).Median)
		})
		left = left[:(len(left)+1)/2]
	}
	return left[0], rounds, nil
}

// look measures each of the candidates that are left once, in some order. What counts
// is how each compares with the median of this look: the next finds another machine.
func (s *search) look(left []int, figures [][]float64) error {
	found := make([]float64, len(left))
	for _, k := range s.rng.Perm(len(left)) {
		b, err := s.block(left[k])
		if err != nil {
			return err
		}
		found[k] = b[s.Goal]
	}
	usual := medianOf(found).Median
	for k, i := range left {
		figures[i] = append(figures[i], found[k]/usual)
	}
	return nil
}

func (s *search) block(i int) (Block, error) {
	if err := s.ctx.Err(); err != nil {
		return Block{}, err
	}
	b, err := s.measure(s.ctx, i)
	if err == nil {
		err = b.valid()
	}
	return b, err
}

func (s *search) tell(stage string, done, of int) {
	if s.Progress != nil {
		s.Progress(stage, done, of)
	}
}
