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

// The stages of a search.
const (
	Noise   = "noise"   // the baseline against itself
	Halving = "halving" // of the candidates
	Final   = "final"   // the best against the baseline
)

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
	if len(r.Same) < FewestPairs {
		r.Reason = noInterval
		return r, nil
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
		r.Pairs, r.Ratio, r.Tail = r.Same, ratios(r.Same, o.Goal), ratios(r.Same, Tail)
		return r, nil
	}
	if r.Pairs, err = s.pairs(Final, r.Best, s.least(0), mostPairs, o.Ends.Final); err != nil {
		return r, err
	}
	r.judge(o.Goal)
	return r, nil
}

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
