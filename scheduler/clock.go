package scheduler

import (
	"context"
	"sync"
	"time"
)

// A Clock is what ticks are due on.
type Clock interface {
	// Now returns the time since the clock was made.
	Now() time.Duration
	// WaitUntil returns once Now is at or after due, or with the cause of ctx's
	// end soon after that.
	WaitUntil(ctx context.Context, due time.Duration) error
}

// A Sleeper is a Clock on which time passes by itself. Workers sleep on it between
// ticks; on a clock that is none they wait for the next tick without sleeping.
type Sleeper interface {
	Clock
	// SleepUntil returns when due is less than lead away, or with the cause of
	// ctx's end soon after that. It does not spin, so it may return a little
	// late. Lead is real time, whatever the clock's speed.
	SleepUntil(ctx context.Context, due, lead time.Duration) error
	// Speed is how many seconds of the clock pass in a second.
	Speed() int
}

// Virtual is a clock that never waits: it is always as late as it was last asked
// to be, so ticks run back to back and none is ever late.
//
// The zero Virtual is ready for use. It belongs to one engine.
type Virtual struct{ now time.Duration }

// Now implements [Clock].
func (v *Virtual) Now() time.Duration { return v.now }

// WaitUntil implements [Clock].
func (v *Virtual) WaitUntil(ctx context.Context, due time.Duration) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	v.now = max(v.now, due)
	return nil
}

// Manual is a clock that a test moves. Waiting moves it to the time waited for;
// [Manual.Advance], called from a system or a hook, is a stall of that length.
//
// The zero Manual is ready for use, by any number of goroutines.
type Manual struct {
	mu  sync.Mutex
	now time.Duration
}

// Now implements [Clock].
func (m *Manual) Now() time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.now
}

// Advance moves the clock on by d.
func (m *Manual) Advance(d time.Duration) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now += d
}

// WaitUntil implements [Clock].
func (m *Manual) WaitUntil(ctx context.Context, due time.Duration) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.now = max(m.now, due)
	return nil
}
