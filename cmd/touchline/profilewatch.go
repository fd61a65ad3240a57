package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"

	"touchline/cmd/touchline/internal/profile"
	"touchline/cmd/touchline/internal/record"
)

// start starts what looks on while the run lasts.
func (p *profiling) start(d *drive) error {
	o := p.o
	began := func(flag string, stop func() error, err error) error {
		if err != nil {
			return as(errUsage, fmt.Errorf("--%s: %w", flag, err))
		}
		p.stops = append(p.stops, stop)
		return nil
	}
	if o.metrics != "" {
		url, stop, err := p.prof.Metrics(o.metrics)
		if err := began("metrics", stop, err); err != nil {
			return err
		}
		p.app.log.Info("metrics", "url", url)
	}
	if o.live {
		d.progress.out = nil
		p.stops = append(p.stops, p.show(behind(p.app.out)))
	}
	if o.cpu != "" {
		stop, err := profile.CPU(o.cpu)
		if err := began("cpu", stop, err); err != nil {
			return err
		}
	}
	if o.pyroscope != "" {
		stop, err := profile.Pyroscope(o.pyroscope, p.app.log)
		if err := began("pyroscope", stop, err); err != nil {
			return err
		}
	}
	return nil
}

// show begins to show how things stand.
func (p *profiling) show(out io.Writer) (stop func() error) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.prof.Live(ctx, out, terminal(out) != nil)
	}()
	return func() error {
		cancel()
		<-ended
		return nil
	}
}

// files writes what was asked for of a run that has ended.
func (p *profiling) files() error {
	o := p.o
	if o.trace != "" {
		if err := record.Whole(o.trace, p.prof.WriteTrace); err != nil {
			return err
		}
	}
	if o.plot != "" {
		format, err := profile.PlotFormat(o.plot)
		if err != nil {
			return err
		}
		if err := record.Whole(o.plot, func(w io.Writer) error { return p.prof.WritePlot(w, format) }); err != nil {
			return err
		}
	}
	if o.save != "" || o.compare != "" {
		if err := p.save(); err != nil {
			return err
		}
	}
	if o.onOverrun != "" && p.report.Overran == 0 {
		p.app.log.Info("no tick went over the budget, nothing written", "file", o.onOverrun)
	}
	return nil
}

// save adds the run to those that are saved.
func (p *profiling) save() (err error) {
	r, load := p.report, p.o.runOptions.load
	if p.recorded() {
		load = strings.Join(p.args, " ")
	}
	flag := "--compare"
	if p.o.save != "" {
		flag = "--save " + p.o.save
	}
	p.saved, err = p.prof.Save(profile.Work{
		Load: load, Pace: r.Pace, Streams: r.Streams, Fixtures: r.Fixtures, Shards: r.Shards, Workers: r.Workers,
	})
	if err == nil && p.before != nil {
		run := p.saved
		p.saved = p.before
		err = p.before.Add(run)
	}
	if err != nil {
		return as(errUsage, fmt.Errorf("%s: %w", flag, err))
	}
	if p.o.save == "" {
		return nil
	}
	return record.Whole(p.o.save, p.saved.Write)
}

// behind returns what standard output is, behind what watches over its errors.
func behind(out io.Writer) io.Writer {
	if r, ok := out.(*results); ok {
		return r.w
	}
	return out
}

// width is how many columns out has: those of a terminal, or what COLUMNS says, or
// 80.
func width(out io.Writer) int {
	if f := terminal(behind(out)); f != nil {
		if size, err := unix.IoctlGetWinsize(int(f.Fd()), unix.TIOCGWINSZ); err == nil && size.Col > 0 {
			return int(size.Col)
		}
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	return 80
}
