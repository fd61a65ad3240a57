package scheduler

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
)

// ErrNotPaused is the error of a step that finds a run going on, or loses it.
var ErrNotPaused = errors.New("step: no run is paused")

// control is how other goroutines hold up a run.
type control struct {
	paused atomic.Bool // what the leader and the workers look at
	steps  chan stepping

	mu   sync.Mutex
	busy bool          // a run or a step lasts
	gate chan struct{} // while paused: closed by Resume, or when the run ends
}

// stepping asks a paused run for n ticks.
type stepping struct {
	n    int
	done chan error
}

// Pause holds up the run before its next tick, or the next run before its first.
// Nothing uses the processor until [Engine.Resume].
func (e *Engine) Pause() {
	c := &e.control
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.paused.Load() {
		c.gate = make(chan struct{})
		c.paused.Store(true)
	}
}

// Resume lets the run go on. The next tick is due at once: what would have been
// due in the meantime is not overrun.
func (e *Engine) Resume() {
	c := &e.control
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.paused.Load() {
		c.paused.Store(false)
		close(c.gate)
	}
}

// begin reports whether nothing lasted, and then that something does.
func (c *control) begin() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.busy {
		return false
	}
	c.busy = true
	return true
}

// end ends what begin began, and the steps that wait for it. If it was paused, so
// is the next.
func (c *control) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy = false
	if c.paused.Load() {
		close(c.gate)
		c.gate = make(chan struct{})
	}
}

// closed returns the gate, or nil if it is open.
func (c *control) closed() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.paused.Load() {
		return nil
	}
	return c.gate
}

// park blocks a worker while the run is paused.
func (c *control) park(ctx context.Context) {
	if gate := c.closed(); gate != nil {
		select {
		case <-gate:
		case <-ctx.Done():
		}
	}
}
