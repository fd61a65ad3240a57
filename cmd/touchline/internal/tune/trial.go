package tune

import (
	"context"
	"runtime/debug"
	"syscall"
	"time"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/profiles"
	"touchline/scheduler"
	"touchline/scheduler/topology"
)

// Trial runs the engine under candidates, a block of ticks at a time. Those that cut
// the streams alike share one engine, which goes on where it was.
type Trial struct {
	Plan       engine.Plan
	Machine    *topology.Machine
	Candidates []Candidate
	Ticks      int           // of a block
	Period     time.Duration // of the ticks of a block, in real time; 0 is as fast as it goes

	engines map[int]*engine.Engine // by the fixtures of a shard
}

// Measure measures a block under candidate i.
func (t *Trial) Measure(ctx context.Context, i int) (Block, error) {
	c := &t.Candidates[i]
	e, err := t.engine(c)
	if err != nil {
		return Block{}, err
	}
	plan := t.Machine.Plan(c.Workers, c.Pinning)
	cfg := scheduler.Config{
		Rate: t.Plan.Rate, Workers: c.Workers, Timing: scheduler.Full, Overrun: scheduler.Slow, Clock: t.clock(),
		Systems: e.Steps(), Pin: plan.Pinner(),
	}
	p := profiles.Profile{Settings: c.Settings}
	p.Apply(&cfg)
	if c.GOGC != 0 {
		defer debug.SetGCPercent(debug.SetGCPercent(c.GOGC))
	}
	s, err := scheduler.New(cfg, e.Shards)
	if err != nil {
		return Block{}, err
	}
	cpu, busy := processCPU(), busyCPU()
	r, err := s.Run(ctx, e.Shards.Tick+components.Tick(t.Ticks))
	if err != nil {
		return Block{}, err
	}
	ticks, used := float64(r.Executed), processCPU()-cpu
	return Block{
		Median: float64(r.Tick.P50), Tail: float64(r.Tick.P99),
		Throughput: float64(r.Wall) / ticks, CPU: float64(used) / ticks,
		others: max(float64(busyCPU()-busy-used)/float64(r.Wall), 0),
	}, nil
}

// clock is that of a block: the media's, so fast that a tick is due every period.
func (t *Trial) clock() scheduler.Clock {
	if t.Period == 0 {
		return new(scheduler.Virtual)
	}
	return scheduler.Scaled(int(t.Plan.Rate.At(1).Duration() / t.Period))
}

// Cut is how many fixtures the shards of candidate i have: those of which it is the
// same share an engine.
func (t *Trial) Cut(i int) int {
	plan := t.plan(&t.Candidates[i])
	return plan.Cut(plan.Workers)
}

// Build makes the engine of candidate i, if there is none yet.
func (t *Trial) Build(i int) error {
	_, err := t.engine(&t.Candidates[i])
	return err
}

// Built reports whether it is there.
func (t *Trial) Built(i int) bool { return t.engines[t.Cut(i)] != nil }

func (t *Trial) plan(c *Candidate) engine.Plan {
	plan := t.Plan
	plan.Workers, plan.ShardSize = c.Workers, c.ShardSize
	return plan
}

func (t *Trial) engine(c *Candidate) (*engine.Engine, error) {
	plan := t.plan(c)
	cut := plan.Cut(c.Workers)
	if e := t.engines[cut]; e != nil {
		return e, nil
	}
	e, err := engine.Build(&plan, c.Workers, nil)
	if err != nil {
		return nil, err
	}
	if t.engines == nil {
		t.engines = map[int]*engine.Engine{}
	}
	t.engines[cut] = e
	return e, nil
}

// processCPU is the processor time of the process.
func processCPU() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
