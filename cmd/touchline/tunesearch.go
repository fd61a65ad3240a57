package main

import (
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"touchline/cmd/touchline/internal/record"
	"touchline/cmd/touchline/internal/tune"
	"touchline/profiles"
	"touchline/scheduler/topology"
)

const (
	leastTime = 10 * time.Second
	closing   = 100 * time.Millisecond // to report
)

func (a *app) tune(cmd *cobra.Command, o *tuneOptions) error {
	began := time.Now() // loading and starting count
	goal, err := o.parse()
	if err != nil {
		return err
	}
	trial, err := a.trial(o)
	if err != nil {
		return err
	}
	if o.dry {
		return o.writePlan(a.out, trial)
	}
	if err := record.Ready(o.out, o.replace); err != nil {
		return err
	}
	end := began.Add(o.time - closing)
	p := newStages(a.errs, end)
	defer p.done()
	scheme, err := trial.scheme(cmd.Context(), goal, o.time, end, p)
	if err != nil {
		return err
	}
	result, err := tune.Search(cmd.Context(), tune.Options{
		Goal: goal, Candidates: len(trial.Candidates), Seed: o.plan.Seed, Progress: p.show, Ends: scheme.Ends(time.Now(), end),
	}, trial.Measure)
	p.done()
	if err != nil {
		return err
	}
	report := trial.report(o, goal, &result, time.Since(began))
	if result.Improved {
		text, err := report.Profile.Marshal()
		if err != nil {
			return err
		}
		if err := record.WholeAs(o.out, 0o644, o.replace, func(w io.Writer) error { _, err := w.Write(text); return err }); err != nil {
			return err
		}
	}
	return report.write(a.out, o)
}

// trying is a trial of a load.
type trying struct {
	*tune.Trial
	all int // candidates that there were
}

// trial makes the candidates for a load on this machine.
func (a *app) trial(o *tuneOptions) (*trying, error) {
	f := &engineFlags{plan: o.plan}
	ms, err := a.load(f, o.match)
	if err != nil {
		return nil, err
	}
	o.plan.Matches, o.plan.Symbols = ms.list, ms.names
	m, err := topology.Host()
	if err != nil {
		return nil, err
	}
	f.plan = o.plan
	usual := (&job{flags: f}).workers()
	cores := min(m.OneNode(), runtime.GOMAXPROCS(0))
	t := &tune.Trial{Plan: o.plan, Machine: &m, Candidates: tune.Candidates(&m, o.plan, usual, cores)}
	return &trying{t, len(t.Candidates)}, nil
}

// report says what a search came to.
func (t *trying) report(o *tuneOptions, goal tune.Goal, r *tune.Result, took time.Duration) *tuneReport {
	report := &tuneReport{
		Verdict: "baseline-kept", Goal: goal.String(), Noise: r.Noise, Reason: r.Reason, Pairs: len(tune.Calm(r.Pairs)), Others: tune.Disturbed(r.Pairs),
		result: r, trying: t, took: took,
	}
	if r.Ratio.Median == 0 {
		return report // there is none
	}
	report.Ratio, report.Interval, report.Best = &r.Ratio.Median, []float64{r.Ratio.Low, r.Ratio.High}, t.Candidates[r.Best].Name
	if !r.Improved {
		return report
	}
	report.Verdict = "improved"
	name := strings.TrimSuffix(filepath.Base(o.out), ".toml")
	report.Profile = &profiles.Profile{
		Name: name, About: "What touchline tune found: " + report.Best,
		Machine: profiles.Of(t.Machine), Settings: t.Candidates[r.Best].Settings,
		Evidence: profiles.Evidence{
			Basis: profiles.Measured, Goal: goal.String(), Ratio: r.Ratio.Median, Interval: [2]float64{r.Ratio.Low, r.Ratio.High},
			Pairs: report.Pairs, Load: fmt.Sprintf("%d streams, %d viewers each, --load %s", o.plan.Streams, o.plan.Viewers, o.load),
			Note: fmt.Sprintf("the baseline against itself: within %.1f %%", r.Noise*100), Revision: revision(),
		},
	}
	return report
}
