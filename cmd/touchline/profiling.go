package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"touchline/cmd/touchline/internal/profile"
	"touchline/cmd/touchline/internal/record"
	"touchline/components"
	"touchline/scheduler"
)

const (
	// usualTicks is how many ticks of a load are run if nothing is said: beyond it
	// the quantiles up to the 99th percentile hardly move.
	usualTicks = 2000
	// cpuTime is how long a CPU profile takes if nothing is said: a thousand samples.
	cpuTime = 10 * time.Second
	// mostTicks is how many ticks of a long run are kept.
	mostTicks = 1 << 16
)

// profiling is a run that is profiled.
type profiling struct {
	app     *app
	o       *profileOptions
	args    []string
	changed func(flag string) bool
	job     *job

	limit  time.Duration  // how long the run lasts at most, in real time; 0 is no limit
	old    *profile.Saved // what to compare with, nil if nothing
	before *profile.Saved // what is saved already, nil if nothing
	saved  *profile.Saved // with this run
	stops  []func() error // what ends with the run, last to first
	prof   *profile.Profiler
	report *profile.Report
}

// recorded reports whether it runs as replay does.
func (p *profiling) recorded() bool { return len(p.args) > 0 }

// pace is how fast it runs: wall, max, or a multiple of real time.
func (p *profiling) pace() string {
	switch clock := p.job.cfg.Clock.(type) {
	case scheduler.Sleeper:
		if n := clock.Speed(); n > 1 {
			return fmt.Sprintf("%dx", n)
		}
		return "wall"
	default:
		return "max"
	}
}

// prepare finds out what would make the run be for nothing.
func (p *profiling) prepare() error {
	o := p.o
	for _, path := range []string{o.plot, o.trace, o.cpu, o.save, o.onOverrun} {
		if path == "" {
			continue
		}
		if err := record.Ready(path, true); err != nil {
			return err
		}
	}
	var err error
	if o.compare != "" {
		if p.old, err = readSaved(o.compare); err != nil {
			return err
		}
	}
	if o.save != "" {
		if p.before, err = readSaved(o.save); errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	}
	return err
}

// readSaved reads medians that were saved.
func readSaved(path string) (*profile.Saved, error) {
	f, err := openInput(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	s, err := profile.ReadSaved(f)
	if err != nil {
		return nil, as(errBad, fmt.Errorf("%s: %w", path, err))
	}
	return s, nil
}

// load reads the matches, and finds where the run ends.
func (p *profiling) load() error {
	files := p.o.match
	if p.recorded() {
		files = p.args
	}
	j := p.job
	if err := j.load(files); err != nil || !p.recorded() {
		return err
	}
	ticks := j.until
	if err := j.bounds(p.o.from, p.o.to); err != nil {
		return err
	}
	if first := p.o.plan.Rate.Index(p.o.plan.From); ticks > 0 {
		j.until = min(j.until, components.Tick(first)+ticks)
	}
	return nil
}

// observe makes the profiler of an engine, and starts what looks on.
func (p *profiling) observe(d *drive, s *scheduler.Engine) (func(*scheduler.Report) error, error) {
	rate, first := p.o.plan.Rate, int64(d.eng.Shards.Tick)
	cfg := profile.Config{
		Systems: p.job.cfg.Systems, Worlds: d.eng.Shards.Worlds, Timings: s.Timings(),
		Period: (rate.At(first+1) - rate.At(first)).Duration(), Budget: p.o.budget,
		Keep: mostTicks, Shards: p.o.trace != "",
	}
	if until := p.job.until; until > 0 {
		cfg.Keep = int(min(until-d.eng.Shards.Tick, mostTicks))
	}
	if clock, ok := p.job.cfg.Clock.(scheduler.Sleeper); ok && cfg.Budget == 0 {
		cfg.Budget = cfg.Period / time.Duration(clock.Speed())
	}
	if p.o.onOverrun != "" {
		flight, err := profile.NewFlight(p.o.onOverrun)
		if err != nil {
			return nil, fmt.Errorf("--on-overrun: %w", err)
		}
		cfg.Overran = flight.Overran
		p.stops = append(p.stops, flight.Stop)
	}
	p.prof = profile.New(cfg)
	if err := p.start(d); err != nil {
		return nil, errors.Join(err, p.stop())
	}
	began := time.Duration(-1)
	d.watch = func(r *scheduler.Record) error {
		p.prof.Take(r)
		if began < 0 {
			began = r.Start
		}
		if p.limit > 0 && r.End-began > p.limit {
			return errEnded
		}
		return nil
	}
	return func(ran *scheduler.Report) error {
		p.prof.Close()
		err := p.stop()
		p.report = p.prof.Report(ran)
		p.report.Pace = p.pace()
		return err
	}, nil
}

// stop ends what was started.
func (p *profiling) stop() error {
	var errs []error
	for i := len(p.stops) - 1; i >= 0; i-- {
		errs = append(errs, p.stops[i]())
	}
	p.stops = nil
	return errors.Join(errs...)
}

// write writes the report, and the files that were asked for.
func (p *profiling) write() error {
	o, r := p.o, p.report
	err := p.files()
	if p.old != nil && err == nil {
		if r.Comparison, err = p.saved.Compare(p.old); err != nil {
			err = as(errUsage, fmt.Errorf("--compare %s: %w", o.compare, err))
		}
	}
	if o.json {
		return errors.Join(json.NewEncoder(p.app.out).Encode(r), err)
	}
	if werr := r.WriteTable(p.app.out, profile.Options{Width: width(p.app.out), Top: o.top}); werr != nil {
		return werr
	}
	if r.Comparison == nil {
		return err
	}
	fmt.Fprintln(p.app.out)
	return r.Comparison.WriteTable(p.app.out)
}
