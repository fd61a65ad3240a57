package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"touchline/cmd/touchline/internal/tune"
)

// compareAt compares at one number of streams.
func (a *app) compareAt(ctx context.Context, o *compareOptions, sides [2]*tuned, streams int, goal tune.Goal, p *stages) (comparisonRow, error) {
	ms, err := a.load(&engineFlags{plan: o.plan}, o.match) // anew: the symbols of a plan are frozen
	if err != nil {
		return comparisonRow{}, err
	}
	o.plan.Streams, o.plan.Matches, o.plan.Symbols = streams, ms.list, ms.names
	t := &trying{Trial: &tune.Trial{Plan: o.plan, Machine: sides[0].machine}}
	row := comparisonRow{Streams: streams * len(o.plan.Matches)}
	for _, side := range sides {
		f := &engineFlags{plan: o.plan, tuned: side}
		f.plan.Workers, f.plan.ShardSize = side.Settings.Workers, side.Settings.ShardSize
		c := tune.Candidate{Settings: side.Settings, Name: side.Name}
		c.Workers = (&job{flags: f}).workers()
		row.Workers = min(c.Workers, f.plan.Shards(c.Workers), runtime.GOMAXPROCS(0))
		t.Candidates = append(t.Candidates, c)
	}
	if row.Pairs, err = t.fitPairs(ctx, o, goal, p); err != nil {
		return row, err
	}
	row.Ticks = t.Ticks
	end := p.end
	if o.pairs != 0 {
		end = time.Time{} // so many, and no more
	}
	found, err := tune.Compare(ctx, goal, row.Pairs, end, t.Measure, func(done, of int) {
		p.say("%d streams, pair %d of %d; %v left", streams, done+1, of, p.left())
	})
	row.Pairs, row.Others = len(found.Pairs), tune.Disturbed(found.Pairs)
	row.BaselineNS, row.ProfileNS = found.Medians[0], found.Medians[1]
	row.Ratio, row.Interval, row.Verdict = found.Ratio.Median, [2]float64{found.Ratio.Low, found.Ratio.High}, found.Verdict()
	return row, err
}

// fitPairs starts both sides, and returns how many pairs there is time for. It sets how
// many ticks their blocks have.
func (t *trying) fitPairs(ctx context.Context, o *compareOptions, goal tune.Goal, p *stages) (pairs int, err error) {
	var costs [2]tune.Costs
	for i := range costs {
		p.say("%d streams, starting", t.Plan.Streams)
		var b tune.Block
		if b, costs[i], err = t.probe(ctx, i); err != nil {
			return 0, err
		}
		if i == 0 {
			t.pace(goal, b)
		}
	}
	both := tune.Costs{Tick: max(costs[0].Tick, costs[1].Tick, t.Period), Block: max(costs[0].Block, costs[1].Block)}
	pairs, t.Ticks = tune.FitPairs(time.Until(p.end), both, o.pairs, o.ticks)
	if pairs == 0 {
		least := o.time - time.Until(p.end) + tune.LeastPairs(both, o.ticks)
		return 0, as(errUsage, fmt.Errorf("--time %v: too short for %d streams: want at least %v", o.time, t.Plan.Streams*len(t.Plan.Matches), roomy(least)))
	}
	return pairs, nil
}
