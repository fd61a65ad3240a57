package reference

import (
	"touchline/components"
	"touchline/systems/deepfake"
)

// doubt is what a stream's scores have come to.
type doubt struct {
	sum    int32
	risk   components.Permille
	above  components.PTS // since when every score is above the threshold
	below  components.PTS // since when every score is below clear
	spiked components.PTS // the last spike
	alerts components.AlertSet
}

// judge takes in a score, which makes n of them in the window, and decides which
// alerts stand. Warm says that the window reaches back far enough for its average to
// mean something, rose that the score did, all of a sudden.
func (d *doubt) judge(at components.PTS, value, last components.Permille, n int32, warm, rose bool, c *deepfake.Config) {
	alone := n == 1
	d.sum += int32(value)
	d.risk = components.Permille((2*d.sum + n) / (2 * n))

	high, low := value > c.Threshold, value < c.Clear
	d.set(components.Threshold, high || warm && d.risk > c.Threshold, low && d.risk < c.Clear)
	if rose {
		d.spiked = at
	}
	d.set(components.Spike, rose, at-d.spiked >= c.Quiet)
	above := since(&d.above, high, alone || last <= c.Threshold, at)
	below := since(&d.below, low, alone || last >= c.Clear, at)
	d.set(components.Sustained, above > c.Sustain, below >= c.Settle)
}

func (d *doubt) set(k components.AlertKind, raise, clears bool) {
	switch {
	case raise:
		d.alerts |= 1 << k
	case clears:
		d.alerts &^= 1 << k
	}
}

// since returns for how long scores have been what in says of the one at.
func since(begin *components.PTS, in, first bool, at components.PTS) components.PTS {
	if !in {
		*begin = 0
		return 0
	}
	if first {
		*begin = at
	}
	return at - *begin
}
