package main

import (
	"github.com/spf13/cobra"

	"touchline/scheduler"
)

func (a *app) profileCommand() *cobra.Command {
	var o profileOptions
	cmd := &cobra.Command{
		Use:   "profile [MATCH ...]",
		Short: "Say what each system costs",
		Long: `Profile runs as run does, or with a MATCH as replay does, and says what each
system costs in a tick: the time over all shards, its share, the rows that it
worked on and the time for a row. It also says how long after they were due ticks
were done, how many were late, skipped or caught up, and which went over the
budget and why.

Without a MATCH it runs 2,000 ticks of simulated load at the fixed rate; with one,
the whole match at the speed of the machine.

A CPU profile takes a hundred samples a second, and at the fixed rate hardly any of
them would meet a tick; so with --cpu ticks run back to back, for ten seconds if
nothing else is said. Its samples, and those that are sent to Pyroscope, have the
label system.`,
		Example: `  touchline profile --streams 1000 --ticks 400
  touchline profile --streams 1000 --pace max --top --fail-if 'p99(director)>5ms'
  touchline profile --plot final.svg --trace final.json final
  touchline profile --streams 1000 --cpu cpu.pprof
  touchline profile --streams 1000 --ticks 0 --live --metrics :9464
  touchline profile --streams 1000 --pace max --save old.json
  touchline profile --streams 1000 --pace max --compare old.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.profile(cmd, &profiling{app: a, o: &o, args: args, changed: cmd.Flags().Changed})
		},
	}
	o.add(cmd.Flags())
	return cmd
}

func (a *app) profile(cmd *cobra.Command, p *profiling) error {
	if err := p.o.parse(); err != nil {
		return err
	}
	j := &job{app: a, flags: &p.o.engineFlags, live: true, observe: p.observe}
	j.cfg = scheduler.Config{Timing: scheduler.Full, Usage: true}
	p.job = j
	rules, err := p.configure()
	if err != nil {
		return as(errUsage, err)
	}
	if err := p.prepare(); err != nil {
		return err
	}
	if err := p.load(); err != nil {
		return err
	}
	ran, err := j.run(cmd.Context())
	if ran == nil {
		return err
	}
	p.report.Streams, p.report.Fixtures = ran.Streams, ran.Fixtures
	if werr := p.write(); werr != nil {
		return werr
	}
	if err != nil {
		return err
	}
	return as(errLimit, rules.check(p.report.Statistic))
}
