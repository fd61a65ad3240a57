package scheduler

import (
	"context"

	"touchline/components"
)

// Step runs n ticks, due at once, and returns when they are done. It needs a
// paused run, or none: then it runs them itself, on the calling goroutine. It may
// not be called by a system or by OnTick.
func (e *Engine) Step(n int) error {
	c := &e.control
	if c.begin() {
		defer c.end()
		return e.steps(n, 0)
	}
	gate := c.closed()
	if gate == nil {
		return ErrNotPaused
	}
	s := stepping{n, make(chan error, 1)}
	select {
	case c.steps <- s:
		return <-s.done
	case <-gate:
		return ErrNotPaused
	}
}

// halt blocks the leader while the run is paused, but for the steps it is asked
// for.
func (e *Engine) halt(ctx context.Context, until components.Tick) error {
	for until == 0 || e.shards.Tick < until {
		gate := e.control.closed()
		if gate == nil {
			return nil
		}
		select {
		case <-gate:
			return nil
		case <-ctx.Done():
			return context.Cause(ctx)
		case s := <-e.control.steps:
			err := e.steps(s.n, until)
			s.done <- err
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// steps runs n ticks, or as many as there are before until.
func (e *Engine) steps(n int, until components.Tick) error {
	for ; n > 0 && (until == 0 || e.shards.Tick < until); n-- {
		now := e.clock.Now()
		e.pace.anchor(now, e.shards.Tick)
		if err := e.tick(e.shards.Tick, now); err != nil {
			return err
		}
	}
	return nil
}
