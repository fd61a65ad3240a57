package main

import (
	"context"
	"fmt"
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
