package deepfake

import (
	"math/bits"

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

// alarm looks at a score that is not an ordinary one, and tells of the alerts that it
// raises and clears.
func (s *System) alarm(r *ecs.Run, in *columns, v *view) {
	l, c := &in.latches.latch[v.stream], &s.cfg
	if v.value >= c.Rise {
		if v.alone || v.last < c.Rise {
			l.High = uint64(v.samples)
		}
		v.rose = in.histories.rose(v, c, uint32(l.High))
	}
	alerts := &in.latches.alerts[v.stream]
	is := judge(*alerts, l, v, c)
	changed := *alerts ^ is
	*alerts = is
	for ; changed != 0; changed &= changed - 1 {
		k := components.AlertKind(bits.TrailingZeros8(uint8(changed)))
		emit(r, v, k, is>>k&1 != 0)
	}
}

// judge returns the alerts of a stream that stand after a score, of those that stood
// before it.
func judge(alerts components.AlertSet, latch *components.Latch, v *view, c *Config) components.AlertSet {
	set := func(k components.AlertKind, raise, clear bool) {
		switch {
		case raise:
			alerts |= 1 << k
		case clear:
			alerts &^= 1 << k
		}
	}
	high, low := v.value > c.Threshold, v.value < c.Clear

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
