package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/tune"
	"touchline/scheduler/topology"
)

// compareOptions are the flags of touchline tune compare.
type compareOptions struct {
	tuneLoad
	streams []int
	pairs   int // 0 for as many as there is time for
	ticks   int
	time    time.Duration
	force   bool
	json    bool
}

func (a *app) tuneCompare() *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use:   "compare PROFILE [BASELINE]",
		Short: "Measure a profile beside another on this machine",
		Long: `Compare runs a load under a profile and under a baseline (without one: serial), in
pairs of blocks of ticks whose order alternates, and says what the profile's figure
is of the baseline's: the median of the ratios with its 95 % interval. Below 1 the
profile is better. It does so for each number of streams.

It plans 14 pairs of blocks of 200 ticks. Where ticks are so long that these do not fit
into --time, blocks have fewer ticks, and if they would have fewer than 10 there are
fewer pairs. Sides that cut the streams alike share one engine.

For the goals p50 and p99 ticks are due at a fixed rate, as in tune; for throughput
and cpu they run back to back.`,
		Example: `  touchline tune compare auto --streams 1,1000,10000
  touchline tune compare vm-2vcpu --goal throughput --streams 100000 --viewers 1 --ticks 20
  touchline tune compare studio.toml auto --goal p99`,
		Args: usage(cobra.RangeArgs(1, 2)),
		RunE: func(cmd *cobra.Command, args []string) error { return a.compare(cmd.Context(), &o, args) },
	}
	fs := cmd.Flags()
	o.add(fs)
	fs.IntSliceVar(&o.streams, "streams", []int{1000}, "how many `streams` to measure at")
	fs.DurationVar(&o.time, "time", 2*time.Minute, "how long to measure at each number of streams, with the start")
	fs.IntVar(&o.pairs, "pairs", 0, "pairs of blocks, whatever the time (default up to 14)")
	fs.IntVar(&o.ticks, "ticks", 0, "ticks of a block, whatever the time (default up to 200)")
	fs.BoolVar(&o.force, "force", false, "use a profile that does not fit this machine")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
	return cmd
}

func (a *app) compare(ctx context.Context, o *compareOptions, names []string) error {
	goal, err := o.parse()
	if err != nil {
		return err
	}
	if o.pairs != 0 && o.pairs < tune.FewestPairs || o.ticks < 0 || o.time <= 0 || len(o.streams) == 0 {
		return as(errUsage, fmt.Errorf("--pairs %d, --ticks %d, --time %v: want at least %d pairs of blocks of a tick, some time, and some --streams", o.pairs, o.ticks, o.time, tune.FewestPairs))
	}
	for _, o.plan.Streams = range o.streams {
		if err := o.plan.Validate(); err != nil {
			return as(errUsage, err)
		}
	}
	m, err := topology.Host()
	if err != nil {
		return err
	}
	baseline := "serial"
	if len(names) > 1 {
		baseline = names[1]
	}
	var sides [2]*tuned // the baseline and the profile
	for i, name := range []string{baseline, names[0]} {
		f := profileFlags{profile: name, force: o.force}
		if sides[i], err = f.loadFor(&m); err != nil {
			return err
		}
	}
	c := comparison{Profile: sides[1].Name, Baseline: sides[0].Name, Goal: goal.String()}
	for _, n := range o.streams {
		p := newStages(a.errs, time.Now().Add(o.time))
		row, err := a.compareAt(ctx, o, sides, n, goal, p)
		p.done()
		if err != nil {
			return err
		}
		c.Rows = append(c.Rows, row)
		c.Pairs, c.Ticks = max(c.Pairs, row.Pairs), max(c.Ticks, row.Ticks)
	}
	return c.write(a.out, o.json)
}

// compareAt compares at one number of streams.
func (a *app) compareAt(ctx context.Context, o *compareOptions, sides [2]*tuned, streams int, goal tune.Goal, p *stages) (comparisonRow, error) {
	ms, err := a.load(&engineFlags{plan: o.plan}, o.match) // anew: the symbols of a plan are frozen
	if err != nil {
		return comparisonRow{}, err
	}
	o.plan.Streams, o.plan.Matches, o.plan.Symbols = streams, ms.list, ms.names
	t := &trying{Trial: &tune.Trial{Plan: o.plan, Machine: sides[0].machine}}
	row := comparisonRow{Streams: streams * len(o.plan.Matches)}
	for _, side := range sides {
		f := &engineFlags{plan: o.plan, tuned: side}
		f.plan.Workers, f.plan.ShardSize = side.Settings.Workers, side.Settings.ShardSize
		c := tune.Candidate{Settings: side.Settings, Name: side.Name}
		c.Workers = (&job{flags: f}).workers()
		row.Workers = min(c.Workers, f.plan.Shards(c.Workers), runtime.GOMAXPROCS(0))
		t.Candidates = append(t.Candidates, c)
	}
	if row.Pairs, err = t.fitPairs(ctx, o, goal, p); err != nil {
		return row, err
	}
	row.Ticks = t.Ticks
	found, err := tune.Compare(ctx, goal, row.Pairs, t.Measure, func(done, of int) {
		p.say("%d streams, pair %d of %d; %v left", streams, done+1, of, p.left())
	})
	row.BaselineNS, row.ProfileNS = found.Medians[0], found.Medians[1]
	row.Ratio, row.Interval, row.Verdict = found.Ratio.Median, [2]float64{found.Ratio.Low, found.Ratio.High}, found.Verdict()
	return row, err
}

// fitPairs starts both sides, and returns how many pairs there is time for. It sets how
// many ticks their blocks have.
func (t *trying) fitPairs(ctx context.Context, o *compareOptions, goal tune.Goal, p *stages) (pairs int, err error) {
	var costs [2]tune.Costs
	for i := range costs {
		p.say("%d streams, starting", t.Plan.Streams)
		var b tune.Block
		if b, costs[i], err = t.probe(ctx, i); err != nil {
			return 0, err
		}
		if i == 0 {
			t.pace(goal, b)
		}
	}
	both := tune.Costs{Tick: max(costs[0].Tick, costs[1].Tick, t.Period), Block: max(costs[0].Block, costs[1].Block)}
	pairs, t.Ticks = tune.FitPairs(time.Until(p.end), both, o.pairs, o.ticks)
	if pairs == 0 {
		least := o.time - time.Until(p.end) + tune.LeastPairs(both, o.ticks)
		return 0, as(errUsage, fmt.Errorf("--time %v: too short for %d streams: want at least %v", o.time, t.Plan.Streams*len(t.Plan.Matches), roomy(least)))
	}
	return pairs, nil
}
