package main

import (
	"context"
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
	leastTime  = 10 * time.Second
	blockTicks = 200 // at least, in a block
)

func (a *app) tune(cmd *cobra.Command, o *tuneOptions) error {
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
	ctx, began := cmd.Context(), time.Now()
	if err := trial.pace(ctx, goal, o.time); err != nil {
		return err
	}
	p := newStages(a.errs, began, o.time)
	result, err := tune.Search(ctx, tune.Options{
		Goal: goal, Candidates: len(trial.Candidates), Seed: o.plan.Seed, Progress: p.show, Spare: p.spare,
		Hurry: func() bool { return time.Since(began) > o.time*6/10 },
	}, p.timed(trial.Measure))
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
type trying struct{ *tune.Trial }

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
	t := &tune.Trial{Plan: o.plan, Machine: &m, Ticks: blockTicks}
	t.Candidates = tune.Candidates(&m, o.plan.Streams*len(ms.list), usual, cores)
	return &trying{t}, nil
}

// due sets how often ticks are due, for a goal to which that matters, so that a tick
// of the baseline takes a quarter of the period. It returns how long a tick takes then.
func (t *trying) due(ctx context.Context, goal tune.Goal) (each time.Duration, err error) {
	probe, err := t.Measure(ctx, 0)
	if err != nil {
		return 0, err
	}
	each = time.Duration(probe[tune.Throughput])
	if goal == tune.Median || goal == tune.Tail {
		t.Period = max(4*time.Duration(probe[tune.Median]), time.Millisecond)
		each = max(each, t.Period)
	}
	return each, nil
}

// pace sets how often ticks are due and how many a block has, so that a search takes
// about its time.
func (t *trying) pace(ctx context.Context, goal tune.Goal, limit time.Duration) error {
	each, err := t.due(ctx, goal)
	if err != nil {
		return err
	}
	if blocks := t.blocks(); time.Duration(blocks)*blockTicks*each > limit {
		// Fewer candidates are better than blocks that are too short to tell.
		most := int(limit/(blockTicks*each)) - tune.LeastBlocks
		keep := most / tune.BlocksEach
		if keep < 2 {
			return as(errUsage, fmt.Errorf("--time %v: too short for %d streams: want at least %v", limit, t.Plan.Streams,
				(time.Duration(tune.LeastBlocks+2*tune.BlocksEach)*blockTicks*each).Round(time.Second)+time.Second))
		}
		t.Candidates = t.Candidates[:min(keep, len(t.Candidates))]
	}
	t.Ticks = max(blockTicks, min(int(limit*8/10/each)/t.blocks(), 4000))
	return nil
}

// blocks is about how many blocks a search has.
func (t *trying) blocks() int { return tune.LeastBlocks + tune.BlocksEach*len(t.Candidates) }

// report says what a search came to.
func (t *trying) report(o *tuneOptions, goal tune.Goal, r *tune.Result, took time.Duration) *tuneReport {
	report := &tuneReport{
		Verdict: "baseline-kept", Goal: goal.String(), Noise: r.Noise, Reason: r.Reason, Pairs: len(r.Pairs),
		result: r, trying: t, took: took,
	}
	if len(r.Pairs) == 0 {
		return report
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
			Pairs: len(r.Pairs), Load: fmt.Sprintf("%d streams, %d viewers each, --load %s", o.plan.Streams, o.plan.Viewers, o.load),
			Note: fmt.Sprintf("the baseline against itself: within %.1f %%", r.Noise*100), Revision: revision(),
		},
	}
	return report
}
