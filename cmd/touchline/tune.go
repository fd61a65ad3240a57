package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"touchline/cmd/touchline/internal/engine"
	"touchline/cmd/touchline/internal/tune"
)

// tuneLoad is what is run, and what of it is to become less.
type tuneLoad struct {
	plan   engine.Plan
	config string
	load   string
	match  []string
	goal   string
}

// tuneOptions are the flags of touchline tune.
type tuneOptions struct {
	tuneLoad
	time    time.Duration
	out     string
	replace bool
	dry     bool
	explain bool
	json    bool
}

func (a *app) tuneCommand() *cobra.Command {
	var o tuneOptions
	cmd := &cobra.Command{
		Use:   "tune",
		Short: "Find the settings that suit this machine and load",
		Long: `Tune runs a load under many settings, in turns, and writes a profile if one of
them is better than what a run does by itself, beyond the noise of the machine. It
first measures the baseline against itself: that is the noise. Then it halves the
candidates, round for round, and measures the one that is left against the
baseline anew, in pairs of blocks.

It ends when --time is over, the start included. What a tick and a start cost is
measured before; by that blocks have more ticks or fewer, and more candidates are
tried or fewer. It refuses a time that is too short to tell anything, and says how
long it would take.

A candidate wins if the upper end of the 95 % interval of the median ratio is below
1 by 2 % or the noise, whichever is more, and its 99th percentile is not more than
10 % longer. Otherwise the verdict is: baseline kept.

For the goals p50 and p99 ticks are due at a fixed rate, which is as many times the
media's as the machine can do with room to spare, so that workers have to be woken;
for throughput and cpu they run back to back.`,
		Example: `  touchline tune --streams 10000
  touchline tune --streams 1000 --goal p99 --time 5m --out studio.toml
  touchline tune --streams 10000 --dry-run`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.tune(cmd, &o) },
	}
	o.add(cmd.Flags())
	cmd.AddCommand(a.tuneCompare(), a.tuneTopology(), a.tuneCheck(), a.tuneJitter())
	return cmd
}

// add adds all flags but that of streams.
func (o *tuneLoad) add(fs *pflag.FlagSet) {
	o.plan = engine.DefaultPlan()
	fs.IntVar(&o.plan.PerFixture, "per-fixture", o.plan.PerFixture, "streams that share one match")
	fs.IntVar(&o.plan.Viewers, "viewers", o.plan.Viewers, "simulated viewers of a stream")
	fs.Uint64Var(&o.plan.Seed, "seed", o.plan.Seed, "seed of what is simulated, and of the order of blocks")
	fs.StringVar(&o.config, "config", "", "service description, a TOML `file`; see touchline config")
	fs.StringVar(&o.load, "load", "match", "match or published, as in run")
	fs.StringArrayVar(&o.match, "match", nil, "play the match in `FILE` instead of the one that is built in")
	fs.StringVar(&o.goal, "goal", "p50", "what is to become less: p50 or p99 of a tick, throughput (time for each tick) or cpu")
}

func (o *tuneOptions) add(fs *pflag.FlagSet) {
	o.tuneLoad.add(fs)
	fs.IntVar(&o.plan.Streams, "streams", 1000, "streams of the load")
	fs.DurationVar(&o.time, "time", 2*time.Minute, "how long to search, with the start")
	fs.StringVar(&o.out, "out", "tuned.toml", "`file` to write the profile to, if there is a better one")
	fs.BoolVar(&o.replace, "overwrite", false, "replace a profile that is there")
	fs.BoolVar(&o.dry, "dry-run", false, "say what would be tried, and measure nothing")
	fs.BoolVar(&o.explain, "explain", false, "say what each round came to")
	fs.BoolVar(&o.json, "json", false, "print one JSON object")
}

// parse checks the flags and completes the plan, but for its matches and streams.
func (o *tuneLoad) parse() (tune.Goal, error) {
	var errs []error
	goal, err := tune.ParseGoal(o.goal)
	if err != nil {
		errs = append(errs, fmt.Errorf("--%w", err))
	}
	errs = append(errs, setLoad(&o.plan, o.load))
	if o.plan.Service, err = loadService(o.config); err != nil {
		return goal, err
	}
	return goal, as(errUsage, errors.Join(errs...))
}

// parse does the same, and checks the rest.
func (o *tuneOptions) parse() (tune.Goal, error) {
	goal, err := o.tuneLoad.parse()
	if o.plan.Service == nil {
		return goal, err
	}
	errs := []error{err}
	if o.time < leastTime {
		errs = append(errs, fmt.Errorf("--time %v: must be at least %v", o.time, leastTime))
	}
	return goal, as(errUsage, errors.Join(append(errs, o.plan.Validate())...))
}
