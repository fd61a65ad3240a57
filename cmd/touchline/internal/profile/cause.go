package profile

import (
	"time"
)

// cause is why a tick went over the budget: a step, or one of those below.
type cause int

const (
	late      cause = -1 - iota // the tick itself was short enough, but began late
	gc                          // the garbage collector ended a cycle in it
	preempted                   // threads were off the processor for at least half of the excess, and never asked for it
	load                        // the simulated load took longer than usual, beyond all systems
)

// cause finds out why t went over the budget. The first that holds counts; if none
// does, it is the step that took longest beyond its median.
func (p *Profiler) cause(t *Tick, times []time.Duration) cause {
	excess := t.End - t.Start - p.cfg.Budget
	switch {
	case excess <= 0:
		return late
	case t.GC > 0:
		return gc
	case t.Threads && t.Involuntary > 0 && t.Voluntary == 0 && t.Waiting >= excess/2:
		return preempted
	}
	worst, most := 0, time.Duration(-1)
	for i, d := range times {
		if beyond := d - p.cfg.Timings.Systems[i].Quantile(500); beyond > most {
			worst, most = i, beyond
		}
	}
	if p.cfg.Systems[worst].Load {
		return load
	}
	return cause(worst)
}

// text is how the cause is called.
func (p *Profiler) text(c cause) string {
	switch c {
	case late:
		return "late"
	case gc:
		return "gc"
	case preempted:
		return "preempted"
	case load:
		return "load"
	}
	return "system " + p.names[c]
}

// most is how many overruns are told one by one. All are counted.
const most = 1000

// overruns are the ticks that went over the budget.
type overruns struct {
	list   []overrun       // the first
	times  []time.Duration // what each step took in them
	count  uint64
	causes []uint64 // by cause, beginning with the last named
}

type overrun struct {
	tick  Tick
	cause cause
	times []time.Duration // by step
}

func newOverruns(steps int) overruns {
	return overruns{
		list: make([]overrun, 0, most), times: make([]time.Duration, 0, most*steps), causes: make([]uint64, steps-int(load)),
	}
}

func (o *overruns) add(t *Tick, c cause, times []time.Duration) {
	o.count++
	o.causes[c-load]++
	if len(o.list) < cap(o.list) {
		from := len(o.times)
		o.times = append(o.times, times...)
		o.list = append(o.list, overrun{*t, c, o.times[from:]})
	}
}
