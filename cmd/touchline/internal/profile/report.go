package profile

import (
	"time"

	"touchline/components"
	"touchline/scheduler"
)

// Report is what --json says. Keys may be added; none is renamed.
type Report struct {
	Streams  int     `json:"streams"`
	Fixtures int     `json:"fixtures"`
	Workers  int     `json:"workers"`
	Shards   int     `json:"shards"`
	Pace     string  `json:"pace"` // wall, max, or a multiple of real time
	PeriodNS uint64  `json:"period_ns"`
	BudgetNS uint64  `json:"budget_ns"`
	WallS    float64 `json:"wall_s"`

	Ticks    uint64 `json:"ticks"`
	Skipped  uint64 `json:"skipped"`
	CaughtUp uint64 `json:"caught_up"`

	Tick     Quantiles `json:"tick_ns"`     // service time: the work of a tick, without load
	Response Quantiles `json:"response_ns"` // from when the tick was due
	Late     Quantiles `json:"late_ns"`     // from when it was due to when it began

	GC          uint64  `json:"gc"`
	Voluntary   *uint64 `json:"voluntary_switches"` // null if the system does not tell
	Involuntary *uint64 `json:"involuntary_switches"`

	Systems []System `json:"systems"`
	Load    *System  `json:"load,omitempty"`

	Overran  uint64    `json:"overran"` // ticks that went over the budget
	Causes   []Cause   `json:"causes"`
	Overruns []Overrun `json:"overruns"` // the first of them

	Comparison *Comparison `json:"comparison,omitempty"` // with --compare
}

// Quantiles are those of a histogram, in nanoseconds.
type Quantiles struct {
	P50 uint64 `json:"p50"`
	P90 uint64 `json:"p90"`
	P99 uint64 `json:"p99"`
	Max uint64 `json:"max"`
}

// System is what one system costs in a tick, over all shards.
type System struct {
	Name   string   `json:"name"`
	P50    uint64   `json:"p50_ns"`
	P90    uint64   `json:"p90_ns"`
	P99    uint64   `json:"p99_ns"`
	Max    uint64   `json:"max_ns"`
	Share  float64  `json:"share"`        // of all systems
	Budget float64  `json:"budget_share"` // of the period, at the median
	Rows   float64  `json:"rows"`         // in a tick, on average
	RowsOf []string `json:"rows_of"`
	PerRow *float64 `json:"ns_per_row"` // null if there were none
}

// Cause is how many ticks went over the budget for one reason.
type Cause struct {
	Cause string `json:"cause"`
	Ticks uint64 `json:"ticks"`
}

// Overrun is a tick that went over the budget. Times are in nanoseconds since the
// first tick was due.
type Overrun struct {
	Tick        components.Tick `json:"tick"`
	Due         int64           `json:"due"`
	Start       int64           `json:"start"`
	End         int64           `json:"end"`
	Skipped     uint32          `json:"skipped"`
	CaughtUp    bool            `json:"caught_up"`
	GC          uint32          `json:"gc"`
	Voluntary   *uint32         `json:"voluntary_switches"`
	Involuntary *uint32         `json:"involuntary_switches"`
	Cause       string          `json:"cause"`

	Systems map[string]uint64 `json:"systems_ns"` // what each took in it
}

// Report returns the report of a run that has ended. What the run was of is left
// for the caller to fill in.
func (p *Profiler) Report(ran *scheduler.Report) *Report {
	c := &p.counts
	r := &Report{
		Workers: ran.Workers, Shards: len(p.cfg.Worlds), WallS: ran.Wall.Seconds(),
		PeriodNS: uint64(p.cfg.Period), BudgetNS: uint64(p.cfg.Budget),
		Ticks: ran.Executed, Skipped: ran.Skipped, CaughtUp: ran.CaughtUp,
		Tick: quantilesOf(&p.cfg.Timings.Tick), Response: quantilesOf(&p.response), Late: quantilesOf(&p.cfg.Timings.Late),
		GC: c.gc, Systems: []System{}, Overran: p.overruns.count, Causes: []Cause{}, Overruns: []Overrun{},
	}
	if c.threads {
		r.Voluntary, r.Involuntary = &c.voluntary, &c.involuntary
	}
	for i := range ran.Systems {
		s := p.system(i, ran.Systems[i].Share)
		if ran.Systems[i].Load {
			r.Load = &s
		} else {
			r.Systems = append(r.Systems, s)
		}
	}
	for i, n := range p.overruns.causes {
		if n > 0 {
			r.Causes = append(r.Causes, Cause{p.text(cause(i) + load), n})
		}
	}
	for i := range p.overruns.list {
		r.Overruns = append(r.Overruns, p.overrun(&p.overruns.list[i]))
	}
	return r
}

func (p *Profiler) system(i int, share float64) System {
	h := &p.cfg.Timings.Systems[i]
	q := quantilesOf(h)
	s := System{
		Name: p.names[i], P50: q.P50, P90: q.P90, P99: q.P99, Max: q.Max, Share: share,
		Budget: float64(q.P50) / float64(p.cfg.Period), RowsOf: []string{},
	}
	for _, k := range p.kinds[i] {
		s.RowsOf = append(s.RowsOf, k.Name)
	}
	rows := p.counts.rows[i]
	if p.counts.ticks > 0 {
		s.Rows = float64(rows) / float64(p.counts.ticks)
	}
	if rows > 0 {
		per := float64(h.Sum()) / float64(rows)
		s.PerRow = &per
	}
	return s
}

func (p *Profiler) overrun(o *overrun) Overrun {
	t := &o.tick
	r := Overrun{
		Tick: t.Index, Due: int64(t.Due), Start: int64(t.Start), End: int64(t.End),
		Skipped: t.Skipped, CaughtUp: t.CaughtUp, GC: t.GC, Cause: p.text(o.cause),
		Systems: make(map[string]uint64, len(o.times)),
	}
	for i, d := range o.times {
		r.Systems[p.names[i]] = uint64(d)
	}
	if t.Threads {
		r.Voluntary, r.Involuntary = &t.Voluntary, &t.Involuntary
	}
	return r
}

func quantilesOf(h *scheduler.Hist) Quantiles {
	q := h.Quantiles()
	return Quantiles{uint64(q.P50), uint64(q.P90), uint64(q.P99), uint64(q.Max)}
}

// Statistic returns a figure of the report: p50, p90, p99 or max of tick, response,
// late or a system.
func (r *Report) Statistic(what, stat string) (time.Duration, bool) {
	q, ok := Quantiles{}, true
	switch what {
	case "tick":
		q = r.Tick
	case "response":
		q = r.Response
	case "late":
		q = r.Late
	default:
		ok = false
		for i := range r.Systems {
			if s := &r.Systems[i]; s.Name == what {
				q, ok = Quantiles{s.P50, s.P90, s.P99, s.Max}, true
			}
		}
	}
	n, known := map[string]uint64{"p50": q.P50, "p90": q.P90, "p99": q.P99, "max": q.Max}[stat]
	return time.Duration(n), ok && known
}
