package tune

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"time"
)

// Round is one halving.
type Round struct {
	Blocks  int       // of each candidate
	Left    []int     // the candidates that were measured; 0 is the baseline
	Medians []float64 // what each came to by the median of all, for the goal
}

// firstLook is how many blocks of each candidate the first round has, if time does not
// count.
const firstLook = 3

// halve leaves the better half of the candidates and the baseline, round for round,
// until one is left. Each round has the same share of the time, and so twice as many
// looks at each candidate as the one before.
func (s *search) halve() (best int, rounds []Round, err error) {
	left := make([]int, s.Candidates)
	for i := range left {
		left[i] = i
	}
	began, all := time.Now(), bits.Len(uint(len(left)-1))
	end := s.Ends.Halving
	figures := make([][]figure, s.Candidates)
	for len(left) > 1 {
		r := Round{Left: slices.Clone(left)}
		if end.IsZero() {
			r.Blocks, err = s.looks(left, figures, firstLook<<len(rounds), time.Time{}, end)
		} else {
			share := end.Sub(began) * time.Duration(len(rounds)+1) / time.Duration(all)
			r.Blocks, err = s.looks(left, figures, 1, began.Add(share), end)
		}
		if err != nil {
			return 0, rounds, err
		}
		if len(figures[0]) == 0 {
			return 0, rounds, nil // no time to look at all of them even once
		}
		for _, i := range left {
			r.Medians = append(r.Medians, median(figures[i]))
		}
		slices.SortStableFunc(left, func(a, b int) int { return cmp.Compare(median(figures[a]), median(figures[b])) })
		if r.Blocks == 0 {
			return left[0], rounds, nil // the time is over: the best so far
		}
		rounds = append(rounds, r)
		left = left[:(len(left)+1)/2]
	}
	return left[0], rounds, nil
}

// looks measures each of the candidates that are left, so often at least, and on until
// the end of the round; past the end of the stage no look is begun. It returns how many
// there were.
func (s *search) looks(left []int, figures [][]figure, least int, round, stage time.Time) (n int, err error) {
	took := time.Duration(0) // by the last look
	for n < least || time.Now().Add(took).Before(round) {
		began := time.Now()
		if !stage.IsZero() && !began.Before(stage) {
			break
		}
		s.tell(Halving, n)
		whole, err := s.look(left, figures, stage)
		if !whole || err != nil {
			return n, err
		}
		n++
		took = time.Since(began)
	}
	return n, nil
}

// look measures each of the candidates that are left once, in some order. What counts
// is how each compares with the median of this look: the next finds another machine.
// One that the end of the stage cuts short counts for nothing.
func (s *search) look(left []int, figures [][]figure, end time.Time) (whole bool, err error) {
	found, disturbed := make([]float64, len(left)), make([]float64, len(left))
	for _, k := range s.rng.Perm(len(left)) {
		if !end.IsZero() && !time.Now().Before(end) {
			return false, nil
		}
		b, err := s.block(left[k])
		if err != nil {
			return false, s.over(err)
		}
		found[k], disturbed[k] = b[s.Goal], b[others]
	}
	usual := medianOf(found).Median
	for k, i := range left {
		figures[i] = append(figures[i], figure{found[k] / usual, disturbed[k]})
	}
	return true, nil
}

// figure is what a look came to, and what others did meanwhile.
type figure struct{ value, disturbed float64 }

// median returns the median of figures, which is past all others if there are none.
func median(figures []figure) float64 {
	if len(figures) == 0 {
		return math.Inf(1)
	}
	var values []float64
	for _, f := range calm(figures, func(f figure) float64 { return f.disturbed }) {
		values = append(values, f.value)
	}
	return medianOf(values).Median
}
