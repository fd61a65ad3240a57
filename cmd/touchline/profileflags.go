package main

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"touchline/cmd/touchline/internal/profile"
	"touchline/scheduler"
)

// profileOptions are the flags of touchline profile.
type profileOptions struct {
	runOptions
	speed     string
	budget    time.Duration
	top       bool
	live      bool
	plot      string
	trace     string
	cpu       string
	pyroscope string
	metrics   string
	save      string
	compare   string
	onOverrun string
}

func (o *profileOptions) add(fs *pflag.FlagSet) {
	o.engineFlags.add(fs)
	fs.DurationVar(&o.duration, "duration", 0, "how much media time to run")
	fs.Uint64Var(&o.ticks, "ticks", 0, "how many ticks to run; 0 is all of a match, or a load until it is stopped (default 2000 of a load)")
	fs.StringVar(&o.pace, "pace", "wall", "of a load: wall, or max for as fast as it goes")
	fs.StringVar(&o.speed, "speed", "max", "of a match: max, or a multiple of real time: `1x`, 60x")
	fs.StringVar(&o.overrun, "overrun", "catchup", "what to do with a load when a whole period is lost: catchup, skip, slow or abort")
	fs.StringVar(&o.runOptions.load, "load", "match", "match or published")
	fs.StringArrayVar(&o.match, "match", nil, "as load, play the match in `FILE` instead of the one that is built in")
	fs.StringVar(&o.from, "from", "", "begin a match at a match clock, `[P@]MM:SS`")
	fs.StringVar(&o.to, "to", "", "end a match at a match clock, `[P@]MM:SS`")
	fs.DurationVar(&o.budget, "budget", 0, "how long after it was due a tick has to be done (default: the period)")
	fs.StringArrayVar(&o.failIf, "fail-if", nil, "exit with 5 if a `rule` holds, as 'p99(director)>5ms'; of a system, tick, response or late")
	fs.BoolVar(&o.top, "top", false, "show the dearest system first")
	fs.BoolVar(&o.live, "live", false, "show the table while it runs; elsewhere than on a terminal, a line a second")
	fs.StringVar(&o.plot, "plot", "", "draw what ticks took into `FILE`, .svg or .png")
	fs.StringVar(&o.trace, "trace", "", "write the last ticks as trace events for Perfetto to `FILE`, .json")
	fs.StringVar(&o.cpu, "cpu", "", "write a CPU profile to `FILE`, ticks running back to back")
	fs.StringVar(&o.pyroscope, "pyroscope", "", "send CPU profiles to the Pyroscope server at `URL`")
	fs.StringVar(&o.metrics, "metrics", "", "serve metrics for Prometheus on `ADDRESS`, as :9464, which is loopback only")
	fs.StringVar(&o.save, "save", "", "write the medians to `FILE`, to compare with later")
	fs.StringVar(&o.compare, "compare", "", "compare with the medians in `FILE`")
	fs.StringVar(&o.onOverrun, "on-overrun", "", "when a tick goes over the budget, write what led to it to `FILE`, for go tool trace")
}

// configure checks the flags and sets what the run is to be.
func (p *profiling) configure() (rules, error) {
	o := p.o
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	of, not := "with a MATCH", []string{"pace", "overrun", "load", "match"}
	if !p.recorded() {
		of, not = "without a MATCH", []string{"speed", "from", "to"}
	}
	for _, flag := range not {
		if p.changed(flag) {
			bad("--%s: not %s", flag, of)
		}
	}
	if slices.Contains(p.args, standardInput) {
		bad("-: a live match is not profiled: want a recorded one")
	}
	if o.cpu != "" && o.pyroscope != "" {
		bad("--cpu and --pyroscope: one of them: a process has one CPU profile at a time")
	}
	if o.live && o.json {
		bad("--live and --json: one of them")
	}
	if o.budget < 0 {
		bad("--budget %v: must be above 0", o.budget)
	}
	if o.plot != "" {
		if _, err := profile.PlotFormat(o.plot); err != nil {
			bad("--plot %w", err)
		}
	}
	if u, err := url.Parse(o.pyroscope); o.pyroscope != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
		bad("--pyroscope %q: want a URL as http://127.0.0.1:4040", o.pyroscope)
	}
	list, err := p.configureRun()
	return list, errors.Join(append(errs, err)...)
}

// configureRun sets the clock, and how long it runs.
func (p *profiling) configureRun() (rules, error) {
	o, j := p.o, p.job
	var errs []error
	said := p.changed("ticks") || p.changed("duration")
	if o.cpu != "" {
		if !p.recorded() && !p.changed("pace") {
			o.pace = "max"
			p.app.log.Info("ticks run back to back, for the CPU profile")
		}
		for flag, value := range map[string]string{"pace": o.pace, "speed": o.speed} {
			if p.changed(flag) && value != "max" {
				errs = append(errs, fmt.Errorf("--cpu: not with --%s %s: hardly any sample would meet a tick: want max", flag, value))
			}
		}
		if !said {
			p.limit = cpuTime
		}
	} else if !said && !p.recorded() {
		o.ticks = usualTicks
	}
	j.cfg.Labels = o.cpu != "" || o.pyroscope != ""
	list, err := j.configure(&o.runOptions)
	errs = append(errs, err)
	if p.recorded() {
		o.plan.Stagger = false
		j.cfg.Overrun = scheduler.Slow
		j.cfg.Clock, err = parseSpeed(o.speed)
		errs = append(errs, err)
	}
	return list, errors.Join(errs...)
}
