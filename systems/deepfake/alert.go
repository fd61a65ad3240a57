package deepfake

import (
	"touchline/components"
	"touchline/ecs"
)

// latches are the alerts that stand, and what decides how long.
//
// A score that is not an ordinary one reads and writes 33 bytes of its stream.
type latches struct {
	alerts []components.AlertSet
	latch  []components.Latch
}

func (l *latches) of(w *ecs.World) {
	l.alerts = components.StreamAlerts.Of(w)
	l.latch = components.StreamLatch.Of(w)
}

// judge returns the alerts of a stream that stand after a score.
func (l *latches) judge(stream components.Row, v *view, c *Config) components.AlertSet {
	alerts, latch := l.alerts[stream], &l.latch[stream]
	set := func(k components.AlertKind, raise, clear bool) {
		switch {
		case raise:
			alerts |= 1 << k
		case clear:
			alerts &^= 1 << k
		}
	}
	high, low := v.score > c.Threshold, v.score < c.Clear

	set(components.Threshold,
		high || v.warm && v.risk > c.Threshold,
		low && v.risk < c.Clear)

	if v.rose {
		latch.Spiked = v.at
	}
	set(components.Spike, v.rose, v.at-latch.Spiked >= c.Quiet)

	above := since(&latch.Above, high, v.alone || v.last <= c.Threshold, v.at)
	below := since(&latch.Below, low, v.alone || v.last >= c.Clear, v.at)
	set(components.Sustained, above > c.Sustain, below >= c.Settle)
	return alerts
}

// since keeps the beginning of a run of scores, and returns how long the run is.
// The first score of a run begins it; one that is not of its kind ends it.
//
// The beginning is 0 outside a run, but that is only for those who read the
// column: a run may begin at PTS 0.
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
