// Package profile says what each system of a run costs, and why ticks were not
// done in time.
//
// A [Profiler] is told of every tick, on the leader, when no world is in use. What
// it keeps it has taken memory for before: nothing is allocated in a tick. Whoever
// wants to look while the run lasts asks for a [Snapshot], which the leader fills
// after its next tick; so readers take no lock that a tick might wait for.
package profile

import (
	"sync/atomic"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// Config says what is profiled.
type Config struct {
	Systems []scheduler.Step
	Worlds  []*ecs.World
	Timings *scheduler.Timings // of the engine
	Period  time.Duration      // between two ticks, in real time
	Budget  time.Duration      // from when a tick is due to its end; 0 is the period
	Keep    int                // ticks of which all is kept; the latest stay
	Shards  bool               // keep when each system began on each shard, too

	// Overran, if there is one, is called on the leader after each tick that went
	// over the budget.
	Overran func()
}

// Profiler collects what a run costs.
type Profiler struct {
	cfg    Config
	names  []string
	kinds  [][]*components.Kind // by system: what its rows are of
	origin time.Duration        // when the first tick was due, on the clock of records
	begun  bool

	ring     ring
	spans    spans
	response scheduler.Hist
	counts   counts
	overruns overruns

	asked atomic.Pointer[request]
	over  chan struct{} // closed when there will be no more ticks
}

// counts are what is added up over all ticks.
type counts struct {
	ticks, skipped, caughtUp uint64
	gc                       uint64
	threads                  bool // what follows is known
	voluntary, involuntary   uint64
	rows                     []uint64 // by system
}

// New returns a profiler. It takes all memory that ticks need.
func New(cfg Config) *Profiler {
	if cfg.Budget == 0 {
		cfg.Budget = cfg.Period
	}
	steps := len(cfg.Systems)
	p := &Profiler{cfg: cfg, over: make(chan struct{})}
	for _, s := range cfg.Systems {
		p.names = append(p.names, s.System.Name())
		p.kinds = append(p.kinds, rowsOf[s.System.Name()])
	}
	p.counts.rows = make([]uint64, steps)
	p.ring = newRing(max(cfg.Keep, 1), steps)
	if cfg.Shards {
		p.spans = newSpans(max(cfg.Keep, 1), len(cfg.Worlds), steps)
	}
	p.overruns = newOverruns(steps)
	return p
}

// Take is told of a tick. The record has to be timed.
func (p *Profiler) Take(r *scheduler.Record) {
	due := r.Start - r.Late
	if !p.begun {
		p.origin, p.begun = due, true
	}
	t := Tick{
		Index: r.Tick, Due: due - p.origin, Start: r.Start - p.origin, End: r.End - p.origin,
		Work: r.Work, Skipped: r.Skipped, CaughtUp: r.CaughtUp, Usage: r.Usage,
	}
	times, rows := p.ring.add(t)
	copy(times, r.Systems())
	for i, kinds := range p.kinds {
		n := 0
		for _, w := range p.cfg.Worlds {
			for _, k := range kinds {
				n += w.Len(k)
			}
		}
		rows[i] = uint32(n)
		p.counts.rows[i] += uint64(n)
	}
	p.spans.add(r, p.origin)
	p.response.Add(r.Late + r.Work)
	p.counts.add(&t)
	if t.End-t.Due > p.cfg.Budget {
		p.overruns.add(&t, p.cause(&t, times), times)
		if p.cfg.Overran != nil {
			p.cfg.Overran()
		}
	}
	p.answer()
}

func (c *counts) add(t *Tick) {
	c.ticks++
	c.skipped += uint64(t.Skipped)
	if t.CaughtUp {
		c.caughtUp++
	}
	c.gc += uint64(t.GC)
	c.threads = t.Threads
	c.voluntary += uint64(t.Voluntary)
	c.involuntary += uint64(t.Involuntary)
}

// Close says that the run has ended.
func (p *Profiler) Close() { close(p.over) }
