package main

import (
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// arrival counts how long events wait from their arrival to the output of the
// tick that acts on them.
//
// An event is acted on by the tick in whose period it arrives. In a live engine
// that tick runs when the period is over, so the wait is what is left of the
// period, and then the lateness and the work of the tick.
type arrival struct {
	steps [20_000]uint64 // of 0.1 ms; the last holds all that is longer
	count uint64
	most  int
	work  components.PTS // of the last tick that was timed
}

const arrivalStep = components.PTSPerSecond / 10_000

func (a *arrival) take(w *ecs.World, r *scheduler.Record) {
	reports := components.EventReport.Of(w)
	if r.Timed {
		a.work = components.PTSOf(r.Late + r.End - r.Start)
	}
	end := r.Now.PTS + r.Now.Period
	for i := range reports {
		step := int(min(max((end-reports[i].Received+a.work)/arrivalStep, 0), components.PTS(len(a.steps)-1)))
		a.steps[step]++
		a.count++
		a.most = max(a.most, step)
	}
}

// report returns the quantiles in milliseconds, rounded up to 0.1.
func (a *arrival) report() millis {
	return millis{P50: a.quantile(50), P99: a.quantile(99), Max: ms(a.most, a.count)}
}

func (a *arrival) quantile(percent uint64) float64 {
	seen := uint64(0)
	for i, n := range a.steps {
		if seen += n; n > 0 && seen*100 >= a.count*percent {
			return ms(i, a.count)
		}
	}
	return 0
}

func ms(step int, count uint64) float64 {
	if count == 0 {
		return 0
	}
	return float64(step+1) / 10
}
