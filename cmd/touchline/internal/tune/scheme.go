package tune

import (
	"slices"
	"time"
)

// Costs are what a search can know before it begins.
type Costs struct {
	Tick  time.Duration // of the baseline, with what it waits for the next
	Block time.Duration // what a block takes beside its ticks
	Build time.Duration // of an engine
}

// Scheme is how a search uses its time.
type Scheme struct {
	Kept  []int         // the candidates that are tried, in their order
	Ticks int           // of a block
	Build time.Duration // for engines
	Run   time.Duration // for blocks
}

// Shares of the time for blocks at which the first two stages end. The last is the one
// that the verdict rests on.
const (
	noiseShare   = 0.2
	halvingShare = 0.6
)

const (
	buildShare = 0.25 // of the time for engines at most: else fewer ways to cut the streams are tried
	reserve    = 0.93 // of the rest is planned for: machines slow down

	mostTicks  = 4000 // of a block
	mostBlocks = 20   // for each candidate: with more of them, blocks are longer instead

	// That leaves both comparisons as many pairs as they should have, and some looks.
	goodBlocks = 5 * 2 * leastPairs // the noise has a fifth

	// That leaves them as many as an interval takes. With fewer there is no search.
	leastBlocks = 5 * 2 * FewestPairs

	// lookBlocks is how many blocks of each candidate halving needs: two looks at all,
	// and one at each half of them.
	lookBlocks = 3
)

// ticks are how many a block should have at least, and how many it must have.
func (g Goal) ticks() (should, must int) {
	if g == Tail {
		return 200, 40 // of 40 the last is the 99th percentile
	}
	return 40, 10 // as long as a segment: every stream has done everything
}

// Fit plans a search for candidates of which each takes the engine that cuts names; the
// first is the baseline, whose engine is there. If there is too little time for one it
// is nil.
func Fit(left time.Duration, g Goal, c Costs, cuts []int) *Scheme {
	should, must := g.ticks()
	s := &Scheme{}
	s.keep(cuts, c.Build, time.Duration(float64(left)*buildShare))
	s.Run = time.Duration(float64(left-s.Build) * reserve)
	blocks := func(ticks int) int { return int(s.Run / (time.Duration(ticks)*c.Tick + c.Block)) }
	longest := func(n int) int { return int((s.Run/time.Duration(n) - c.Block) / max(c.Tick, 1)) }
	switch n := max(mostBlocks*len(s.Kept), goodBlocks); {
	case longest(n) >= should:
		s.Ticks = min(longest(n), mostTicks)
	case blocks(should) >= goodBlocks:
		s.Ticks = should
	case longest(goodBlocks) >= must:
		s.Ticks = longest(goodBlocks)
	case blocks(must) >= leastBlocks:
		s.Ticks = must
	default:
		return nil
	}
	s.trim(cuts, int(float64(blocks(s.Ticks))*(halvingShare-noiseShare))/lookBlocks, c.Build)
	return s
}

// keep takes the candidates whose engines can be built in so long.
func (s *Scheme) keep(cuts []int, build, limit time.Duration) {
	var built []int
	for i, cut := range cuts {
		if !slices.Contains(built, cut) {
			if i > 0 && s.Build+build > limit {
				continue
			}
			if built = append(built, cut); i > 0 {
				s.Build += build
			}
		}
		s.Kept = append(s.Kept, i)
	}
}

// trim drops the last candidates, and the engines that only they take, so that there
// are at most so many.
func (s *Scheme) trim(cuts []int, most int, build time.Duration) {
	if most >= len(s.Kept) {
		return
	}
	s.Kept = s.Kept[:max(most, 2)]
	var built []int
	for _, i := range s.Kept {
		if !slices.Contains(built, cuts[i]) {
			built = append(built, cuts[i])
		}
	}
	s.Build = build * time.Duration(len(built)-1)
}

// Least is the least time for which [Fit] has a plan.
func Least(g Goal, c Costs) time.Duration {
	_, must := g.ticks()
	blocks := float64(leastBlocks) * float64(time.Duration(must)*c.Tick+c.Block)
	return time.Duration(blocks/reserve) + time.Millisecond
}

// Ends returns when the stages end that begin at a time.
func (s *Scheme) Ends(begin, end time.Time) Ends {
	at := func(share float64) time.Time {
		return begin.Add(time.Duration(float64(end.Sub(begin)) * share))
	}
	return Ends{at(noiseShare), at(halvingShare), end}
}
