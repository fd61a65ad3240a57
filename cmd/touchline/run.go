package main

import (
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/scheduler"
	"touchline/systems/simulate"
)

// runOptions are the flags of touchline run.
type runOptions struct {
	engineFlags
	duration time.Duration
	ticks    uint64
	pace     string
	overrun  string
	load     string
	match    []string
	failIf   []string
}

func (a *app) runCommand() *cobra.Command {
	var o runOptions
	cmd := &cobra.Command{
		Use:   "run",
		Short: "Run the engine under simulated load",
		Long: `Run runs the engine headless under simulated load, at its fixed rate, until a
duration or a number of ticks is over or it is stopped by a signal.

With --load match every fixture plays a match, each at another moment of it, at
the rates of a real one: a segment every two seconds, detectors at 6 Hz, a
license per viewer when it joins and in every key period. With --load published
every stream gets one wagering event, one segment, one detector score and one
license request in every tick.`,
		Example: `  touchline run --streams 10000 --duration 60s
  touchline run --streams 1000 --pace max --ticks 2000 --load published
  touchline run --streams 1000 --duration 10s --fail-if 'p99(tick)>5ms'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.run(cmd, &o) },
	}
	fs := cmd.Flags()
	o.engineFlags.add(fs)
	fs.DurationVar(&o.duration, "duration", 0, "how much media time to run")
	fs.Uint64Var(&o.ticks, "ticks", 0, "how many ticks to run")
	fs.StringVar(&o.pace, "pace", "wall", "wall, or max for as fast as it goes")
	fs.StringVar(&o.overrun, "overrun", "catchup", "what to do when a whole period is lost: catchup, skip, slow or abort")
	fs.StringVar(&o.load, "load", "match", "match or published")
	fs.StringArrayVar(&o.match, "match", nil, "play the match in `FILE` instead of the one that is built in")
	fs.StringArrayVar(&o.failIf, "fail-if", nil, "exit with 5 if a `rule` holds, as 'p99(tick)>5ms'")
	return cmd
}

func (a *app) run(cmd *cobra.Command, o *runOptions) error {
	if err := o.parse(); err != nil {
		return err
	}
	j := &job{app: a, flags: &o.engineFlags, live: true, cfg: scheduler.Config{Timing: scheduler.Full}}
	rules, err := j.configure(o)
	if err != nil {
		return as(errUsage, err)
	}
	if err := j.load(o.match); err != nil {
		return err
	}
	report, err := j.run(cmd.Context())
	if report == nil {
		return err
	}
	if werr := report.write(a.out, o.json); werr != nil {
		return werr
	}
	if err != nil {
		return err
	}
	return as(errLimit, rules.check(report.statistic))
}

// configure checks the flags that only run has.
func (j *job) configure(o *runOptions) (rules, error) {
	var errs []error
	switch o.pace {
	case "wall":
		j.cfg.Clock = scheduler.NewWall()
	case "max":
		j.cfg.Clock = new(scheduler.Virtual)
	default:
		errs = append(errs, fmt.Errorf("--pace %q: want wall or max", o.pace))
	}
	if err := j.cfg.Overrun.UnmarshalText([]byte(o.overrun)); err != nil {
		errs = append(errs, fmt.Errorf("--%w", err))
	}
	errs = append(errs, setLoad(&o.plan, o.load))
	switch {
	case o.duration < 0:
		errs = append(errs, fmt.Errorf("--duration %v: must be above 0", o.duration))
	case o.duration > 0 && o.ticks > 0:
		errs = append(errs, errors.New("--duration and --ticks: one of them"))
	case o.duration > 0:
		j.until = components.Tick(max(o.plan.Rate.Index(components.PTSOf(o.duration)-1)+1, 1))
	default:
		j.until = components.Tick(o.ticks)
	}
	list, err := parseRules(o.failIf)
	return list, errors.Join(append(errs, err)...)
}

// setLoad sets what a plan's sources do, as --load says it.
func setLoad(p *engine.Plan, load string) error {
	switch load {
	case "match":
		p.Stagger = true
	case "published":
		p.Load = simulate.Published
		p.Viewers = max(p.Viewers, 1)
	default:
		return fmt.Errorf("--load %q: want match or published", load)
	}
	return nil
}

// liveReport is what the report of run has besides that of replay.
func (j *job) liveReport(d *drive, r *runReport, ran *scheduler.Report, period time.Duration) *liveReport {
	l := &liveReport{
		Late:     quantilesUS{us(ran.Late.P50), us(ran.Late.P99), us(ran.Late.Max)},
		PeakRSS:  peakRSS(),
		Degraded: ran.Degraded,
		Busiest:  d.balance.report(),
	}
	if r.Streams > 0 {
		l.PerTick = float64(ran.Tick.P50) / float64(r.Streams)
	}
	if ran.Tick.P50 > 0 { // half the period is left for what else the machine does
		l.AtRate = int64(float64(r.Streams) * float64(period) / 2 / float64(ran.Tick.P50))
	}
	return l
}

// peakRSS is the most memory that the process has held.
func peakRSS() int64 {
	if n := highWater(); n > 0 {
		return n
	}
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return usage.Maxrss * maxrssUnit
}
