package scheduler

import (
	"fmt"
	"runtime"
	"strings"
	"time"

	"touchline/components"
)

// Report is what a run did and what that cost.
type Report struct {
	First, Next components.Tick // the first tick that was due, and the first that was not
	Due         uint64          // ticks that were due: Executed + Skipped
	Executed    uint64
	Skipped     uint64

	CaughtUp uint64 // ticks begun a whole period late, under CatchUp
	Jumps    uint64 // how often ticks were skipped
	Moved    uint64 // how often the epoch was moved, under Slow

	Wall    time.Duration // from before the first tick to after the last
	Timing  Timing
	Systems []SystemReport // in tick order
	Tick    Quantiles      // the work of a tick, without load
	Late    Quantiles      // from when a tick was due to when it began; empty on a Virtual

	// AllocsPerTick counts the allocations of the whole process, OnTick included,
	// over the last SteadyTicks ticks. The first 128 are not steady: what grows to
	// its size does so then. If there were no more, nothing was counted.
	AllocsPerTick float64
	SteadyTicks   uint64

	Refused  uint64 // rows asked for that there was no room for
	Workers  int
	Pinning  string // one line: what was pinned
	Faults   []Fault
	Degraded bool // there are faults
}

// SystemReport is what one step cost.
type SystemReport struct {
	Name string
	Quantiles
	Sum   time.Duration
	Share float64 // of the time of all steps that are not load, 0 to 1
	Load  bool
	Off   bool // it is quarantined
}

// Report returns the report of the run so far. It may be called by OnTick, and
// between runs; allocations and Wall are known when the run has ended.
func (e *Engine) Report() Report {
	c, t := &e.counts, &e.timing
	r := Report{
		First: c.first, Next: e.shards.Tick, Due: uint64(e.shards.Tick - c.first),
		Executed: c.executed, Skipped: c.skipped,
		CaughtUp: e.pace.caughtUp, Jumps: e.pace.jumps, Moved: e.pace.moved,
		Wall: c.wall, Timing: t.mode, Tick: t.Tick.Quantiles(), Late: t.Late.Quantiles(),
		SteadyTicks: c.steady, Workers: len(e.workers), Pinning: e.pinning(),
		Faults: append([]Fault(nil), e.faults...), Degraded: len(e.faults) > 0,
	}
	if c.steady > 0 {
		r.AllocsPerTick = float64(c.allocs) / float64(c.steady)
	}
	for _, w := range e.workers {
		r.Refused += w.refused
	}
	r.Systems = e.systemReports()
	return r
}

func (e *Engine) systemReports() []SystemReport {
	var all time.Duration
	for i := range e.timing.Systems {
		if !e.timing.load[i] {
			all += e.timing.Systems[i].Sum()
		}
	}
	systems := make([]SystemReport, len(e.systems))
	for i := range systems {
		h := &e.timing.Systems[i]
		s := SystemReport{
			Name: e.systems[i].Name(), Quantiles: h.Quantiles(), Sum: h.Sum(),
			Load: e.timing.load[i], Off: e.off[i],
		}
		if !s.Load && all > 0 {
			s.Share = float64(s.Sum) / float64(all)
		}
		systems[i] = s
	}
	return systems
}

// pinning says what was pinned, and what was not and why.
func (e *Engine) pinning() string {
	switch {
	case e.cfg.Pin == nil && runtime.GOOS == "linux":
		return "pinning: none"
	case e.cfg.Pin == nil:
		return "pinning: none (" + runtime.GOOS + ")"
	}
	var failed []string
	for _, w := range e.workers {
		if w.unpinned != nil {
			failed = append(failed, fmt.Sprintf("; worker %d: %v", w.id, w.unpinned))
		}
	}
	return fmt.Sprintf("pinning: %d of %d workers", len(e.workers)-len(failed), len(e.workers)) + strings.Join(failed, "")
}
