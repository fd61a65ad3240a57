package tune

// The rules by which a candidate wins.
const (
	leastPairs = 14   // in a comparison, if there is time
	mostPairs  = 400  // enough for any
	leastGain  = 0.02 // below it a gain is not worth a setting
	tailGuard  = 1.10 // how much worse the 99th percentile may be
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

const noInterval = "the time was over before there was an interval"

// judge says whether the pairs show a gain.
func (r *Result) judge(g Goal) {
	if len(r.Pairs) < FewestPairs {
		r.Reason = noInterval
		return
	}
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
