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
			l.High, l.Low, l.Calm = v.samples, int32(v.last), in.histories.time(v.stream, v.samples-1)
		}
		v.rose = in.histories.rose(v, c, l)
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

	above, below := lasting(latch, v, c)
	set(components.Sustained, above > c.Sustain, below >= c.Settle)
	return alerts
}

// lasting returns how long all scores up to this one have been above the threshold, or
// how long all have been low enough to clear alerts: at most one of them is not 0, nor is
// it before the second of such scores.
func lasting(latch *components.Latch, v *view, c *Config) (above, below components.PTS) {
	if high := v.value > c.Threshold; high || v.value < c.Clear {
		if v.alone || high && v.last <= c.Threshold || !high && v.last >= c.Clear {
			latch.Since = v.at
		}
		if high {
			return v.at - latch.Since, 0
		}
		return 0, v.at - latch.Since
	}
	return 0, 0
}
