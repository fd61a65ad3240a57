package tune

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"
)

// Options are how a search goes.
type Options struct {
	Goal       Goal
	Candidates int    // with the baseline, which is number 0
	Seed       uint64 // of the order in which blocks are measured
	Ends       Ends   // zero for no more blocks than must be, whatever they take

	// Progress, if it is not nil, is called before each block.
	Progress func(stage string, done int)
}

// Ends are when the stages of a search end. The last is kept to the block: one that is
// under way then is cut short.
type Ends struct{ Noise, Halving, Final time.Time }

// The rules by which a candidate wins.
const (
	leastPairs = 14   // in a comparison, if there is time
	mostPairs  = 400  // enough for any
	leastGain  = 0.02 // below it a gain is not worth a setting
	tailGuard  = 1.10 // how much worse the 99th percentile may be
)

// The stages of a search.
const (
	Noise   = "noise"   // the baseline against itself
	Halving = "halving" // of the candidates
	Final   = "final"   // the best against the baseline
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

// Search measures the baseline against itself, halves the candidates and the baseline
// until one is left, and measures that against the baseline.
func Search(ctx context.Context, o Options, measure Measure) (Result, error) {
	s := search{ctx: ctx, Options: o, measure: measure, rng: rand.New(rand.NewPCG(o.Seed, 1))}
	if end := o.Ends.Final; !end.IsZero() {
		var cancel context.CancelFunc
		s.ctx, cancel = context.WithDeadlineCause(ctx, end, errEnded)
		defer cancel()
	}
	var r Result
	var err error
	if r.Same, err = s.pairs(Noise, 0, s.least(FewestPairs), mostPairs, o.Ends.Noise); err != nil {
		return r, err
	}
	if r.Noise = noise(ratios(r.Same, o.Goal)); o.Candidates < 2 {
		r.Reason = "there is nothing but the baseline"
		return r, nil
	}
	if r.Best, r.Rounds, err = s.halve(); err != nil {
		return r, err
	}
	if r.Best == 0 {
		r.Reason = "nothing that was tried is faster"
		r.Ratio, r.Tail = ratios(r.Same, o.Goal), ratios(r.Same, Tail)
		return r, nil
	}
	if r.Pairs, err = s.pairs(Final, r.Best, s.least(0), mostPairs, o.Ends.Final); err != nil {
		return r, err
	}
	r.judge(o.Goal)
	return r, nil
}

// judge says whether the pairs show a gain.
func (r *Result) judge(g Goal) {
	r.Ratio, r.Tail = ratios(r.Pairs, g), ratios(r.Pairs, Tail)
	switch wanted := 1 - max(leastGain, r.Noise); {
	case len(r.Pairs) < FewestPairs || len(r.Same) < FewestPairs:
		r.Reason = "the time was over before there was an interval"
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

// errEnded is that of a block that was not done when the time was over.
var errEnded = errors.New("the time of the search is over")

// least is how many pairs a stage has, whether there is time or not: the few that it
// must have, or those that it should if time does not count.
func (s *search) least(few int) int {
	if s.Ends.Final.IsZero() {
		return leastPairs
	}
	return few
}

// pairs measures candidate i beside the baseline, at least so often, and on until there
// are as many as there may be or there is no time for another pair. Which of the two comes first alternates, so that neither
// gains by what the other leaves behind.
func (s *search) pairs(stage string, i, least, most int, end time.Time) (pairs []Pair, err error) {
	took := time.Duration(0) // by the last pair
	for n := 0; n < least || n < most && time.Now().Add(took).Before(end); n++ {
		began := time.Now()
		s.tell(stage, n)
		var p Pair
		for _, side := range [2]int{n % 2, 1 - n%2} {
			if p[side], err = s.block(i * side); err != nil {
				return pairs, s.over(err)
			}
		}
		pairs = append(pairs, p)
		took = time.Since(began)
	}
	return pairs, nil
}

func (s *search) block(i int) (Block, error) {
	if s.ctx.Err() != nil {
		return Block{}, context.Cause(s.ctx)
	}
	b, err := s.measure(s.ctx, i)
	if err == nil {
		err = b.valid()
	} else if s.ctx.Err() != nil {
		err = context.Cause(s.ctx)
	}
	return b, err
}

// over returns err, unless it says that the time is over.
func (s *search) over(err error) error {
	if errors.Is(err, errEnded) {
		return nil
	}
	return err
}

func (s *search) tell(stage string, done int) {
	if s.Progress != nil {
		s.Progress(stage, done)
	}
}
