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
	begin    time.Duration
	next     time.Duration
	journal  string
	follow   string
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
license request in every tick.

A match that is over stays over, unless --next says after how long it leaves, with
its streams and viewers, and a further one begins in its place. So a run can go on
for days; --begin lets it begin at any media time, as shortly before the 33 bits of
a PTS run out.

A late engine gives ticks up. With --journal a run writes down which, and the state
that it came to; with --follow another gives up the same ones and must come to the
same state, or it exits with 5.`,
		Example: `  touchline run --streams 10000 --duration 60s
  touchline run --streams 1000 --pace max --ticks 2000 --load published
  touchline run --streams 1000 --duration 10s --fail-if 'p99(tick)>5ms'
  touchline run --streams 300 --next 5m --begin 3h --pace max --duration 24h --hash
  touchline run --streams 300 --next 5m --journal run.journal --duration 30m
  touchline run --streams 300 --next 5m --follow run.journal --pace max`,
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
	fs.DurationVar(&o.begin, "begin", 0, "media time of the first tick")
	fs.DurationVar(&o.next, "next", 0, "how `long` after the end of a match the next begins in its place; 0 for none")
	fs.StringVar(&o.journal, "journal", "", "write to `FILE` which ticks were given up, and the state at the end")
	fs.StringVar(&o.follow, "follow", "", "give up the ticks that the journal in `FILE` has, and compare the state at the end")
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
	if err := j.openJournals(o); err != nil {
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
	errs = append(errs, o.checkGoing())
	o.plan.From, j.next = components.PTSOf(o.begin), components.PTSOf(o.next)
	first := components.Tick(o.plan.Rate.Index(o.plan.From))
	switch {
	case o.duration < 0:
		errs = append(errs, fmt.Errorf("--duration %v: must be above 0", o.duration))
	case o.duration > 0 && o.ticks > 0:
		errs = append(errs, errors.New("--duration and --ticks: one of them"))
	case o.duration > 0:
		j.until = max(components.Tick(o.plan.Rate.Index(o.plan.From+components.PTSOf(o.duration)-1)+1), first+1)
	case o.ticks > 0:
		j.until = first + components.Tick(o.ticks)
	}
	list, err := parseRules(o.failIf)
	return list, errors.Join(append(errs, err)...)
}

// checkGoing checks what says how a run goes on from one match to the next, and from one
// run to another.
func (o *runOptions) checkGoing() error {
	const longest = 10_000 * time.Hour
	var errs []error
	if o.begin < 0 || o.begin > longest {
		errs = append(errs, fmt.Errorf("--begin %v: must be from 0 to %v", o.begin, longest))
	}
	switch {
	case o.next < 0 || o.next > longest:
		errs = append(errs, fmt.Errorf("--next %v: must be from 0 to %v", o.next, longest))
	case o.next > 0 && o.load != "match":
		errs = append(errs, errors.New("--next: only with --load match"))
	case o.next > 0 && o.plan.Viewers > o.plan.Cohort:
		errs = append(errs, fmt.Errorf("--next: not with more than %d viewers of a stream, which stay", o.plan.Cohort))
	case o.next > 0 && (o.out.dir != "" || o.listen != ""):
		errs = append(errs, errors.New("--next: not with --out or --listen, whose streams stay"))
	}
	switch {
	case o.follow != "" && o.pace != "max":
		errs = append(errs, errors.New("--follow: only with --pace max, which gives up no tick of its own"))
	case o.follow != "" && (o.duration > 0 || o.ticks > 0):
		errs = append(errs, errors.New("--follow: not with --duration or --ticks: it ends where the journal does"))
	}
	return errors.Join(errs...)
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
		Memory:   j.memory.report(),
		Degraded: ran.Degraded,
		Busiest:  d.balance.report(),
	}
	if j.turnover != nil {
		l.Begun = j.turnover.Begun
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
