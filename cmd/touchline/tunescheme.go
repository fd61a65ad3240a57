package main

import (
	"context"
	"fmt"
	"time"

	"touchline/cmd/touchline/internal/tune"
)

const (
	probeTicks = 10                     // of the baseline, before anything is known of it
	probeTime  = 200 * time.Millisecond // for the ticks that the plan of a search rests on
	mostProbed = 200                    // of them
)

// probe builds the engine of candidate i and runs some ticks, to see what they cost.
func (t *trying) probe(ctx context.Context, i int) (b tune.Block, c tune.Costs, err error) {
	began := time.Now()
	if err := t.Build(i); err != nil {
		return b, c, err
	}
	c.Build = time.Since(began)
	t.Ticks = probeTicks // the first find cold caches
	if b, err = t.Measure(ctx, i); err != nil {
		return b, c, err
	}
	t.Ticks = min(max(int(float64(probeTime)/b[tune.Throughput]), probeTicks), mostProbed)
	began = time.Now()
	b, err = t.Measure(ctx, i)
	c.Tick = time.Duration(b[tune.Throughput])
	c.Block = max(time.Since(began)-time.Duration(t.Ticks)*c.Tick, 0)
	return b, c, err
}

// pace sets how often ticks are due, for a goal to which that matters: so that one of
// the baseline takes a quarter of the period, or as the media goes if that is shorter.
func (t *trying) pace(goal tune.Goal, baseline tune.Block) {
	if goal == tune.Median || goal == tune.Tail {
		t.Period = min(max(4*time.Duration(baseline[tune.Median]), time.Millisecond), t.Plan.Rate.At(1).Duration())
	}
}

// scheme plans a search that ends in time, and builds the engines that it takes.
func (t *trying) scheme(ctx context.Context, goal tune.Goal, limit time.Duration, end time.Time, p *stages) (*tune.Scheme, error) {
	p.say("starting")
	baseline, costs, err := t.probe(ctx, 0)
	if err != nil {
		return nil, err
	}
	t.pace(goal, baseline)
	costs.Tick = max(costs.Tick, t.Period)
	cuts := make([]int, len(t.Candidates))
	for i := range cuts {
		cuts[i] = t.Cut(i)
	}
	scheme := tune.Fit(time.Until(end), goal, costs, cuts)
	if scheme == nil {
		least := limit - time.Until(end) + tune.Least(goal, costs)
		return nil, as(errUsage, fmt.Errorf("--time %v: too short for %d streams: want at least %v", limit, t.Plan.Streams*len(t.Plan.Matches), roomy(least)))
	}
	var kept []tune.Candidate
	for _, i := range scheme.Kept {
		if !t.Built(i) && time.Until(end) < scheme.Run+costs.Build {
			continue // it took longer than it did the first time
		}
		p.say("starting engines, %v left", p.left())
		if err := t.Build(i); err != nil {
			return nil, err
		}
		kept = append(kept, t.Candidates[i])
	}
	t.Candidates, t.Ticks = kept, scheme.Ticks
	return scheme, nil
}

// roomy returns a time that is a little longer, and in whole seconds: what takes so long
// now may take longer the next time.
func roomy(d time.Duration) time.Duration { return (d * 5 / 4).Truncate(time.Second) + time.Second }
