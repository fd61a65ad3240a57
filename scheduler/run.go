package scheduler

import (
	"context"
	"errors"
	"math"
	"runtime"
	"time"

	"touchline/components"
)

// Run runs ticks until Shards.Tick is until, or, if until is 0, until ctx ends.
// The report is of this run, and is there whatever the error: the cause of ctx's
// end, [ErrOverrun] or what OnTick returned. When Run returns, every goroutine
// that it started has ended.
func (e *Engine) Run(ctx context.Context, until components.Tick) (Report, error) {
	if !e.control.begin() {
		return Report{}, errors.New("scheduler: a run lasts already")
	}
	defer e.control.end()
	e.counts = counts{}
	e.timing.reset()
	e.pace = pace{rate: e.cfg.Rate, policy: e.cfg.Overrun, gaps: e.cfg.Gaps}
	n := e.workersOfUse()
	e.setWorkers(n)
	for _, w := range e.workers {
		w.refused = 0
	}
	if n == 1 && e.sleeper == nil && e.cfg.Pin == nil && !e.cfg.Usage && !e.cfg.Processor {
		err := e.loop(ctx, until)
		return e.Report(), err
	}
	ended := make(chan error)
	go func() {
		// The thread is not unlocked: it ends with the goroutine, and whatever it
		// was pinned to with it.
		runtime.LockOSThread()
		ended <- e.lead(ctx, until)
	}()
	err := <-ended
	return e.Report(), err
}

// workersOfUse returns how many workers the next run has.
func (e *Engine) workersOfUse() int {
	n := min(len(e.shards.Worlds), runtime.GOMAXPROCS(0))
	if e.cfg.Workers > 0 {
		n = min(n, e.cfg.Workers)
	}
	return n
}

func (e *Engine) setWorkers(n int) {
	for len(e.workers) < n {
		e.workers = append(e.workers, newWorker(len(e.workers)))
	}
	e.workers = e.workers[:n]
}

// lead runs the loop with other workers beside it.
func (e *Engine) lead(ctx context.Context, until components.Tick) error {
	if len(e.workers) > 1 {
		e.gang = startGang(ctx, e)
		defer func() {
			e.gang.end()
			e.gang = nil
		}()
	}
	e.workers[0].pin(e.cfg.Pin)
	return e.loop(ctx, until)
}

// loop runs ticks as they come due.
func (e *Engine) loop(ctx context.Context, until components.Tick) error {
	last := components.Tick(math.MaxUint64)
	if until > 0 {
		last = until - 1
	}
	e.counts.first = e.shards.Tick
	e.pace.anchor(e.clock.Now(), e.shards.Tick)
	began := time.Now()
	defer func() {
		e.counts.wall = time.Since(began)
		e.counts.cool()
	}()
	for until == 0 || e.shards.Tick < until {
		due := e.pace.due(e.shards.Tick)
		if err := e.clock.WaitUntil(ctx, due); err != nil {
			return err
		}
		if e.control.paused.Load() {
			if err := e.halt(ctx, until); err != nil {
				return err
			}
			e.pace.anchor(e.clock.Now(), e.shards.Tick)
			continue
		}
		now := e.clock.Now()
		k, err := e.pace.pick(now, e.shards.Tick, last)
		if err != nil {
			return err
		}
		if err := e.tick(k, now); err != nil {
			return err
		}
		if e.counts.executed == warmUp {
			e.counts.warm()
		}
	}
	return nil
}
