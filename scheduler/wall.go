package scheduler

import (
	"context"
	"time"
)

// slice is the longest sleep at a stretch: how long the end of a context may go
// unnoticed.
const slice = 20 * time.Millisecond

// Wall is the clock on the wall, or one that runs a whole number of times faster.
//
// It sleeps until shortly before a deadline and spins the rest. A sleeping thread
// wakes 0.1 to 0.6 ms late at the median, and as late as the kernel pleases at
// worst; the spin takes the median to about a microsecond, and 0.2 ms of it at
// 20 Hz is 0.4 percent of a core. What sleeps should be locked to its thread.
type Wall struct {
	// Spin is how long before a deadline the clock stops sleeping. It may be
	// changed before the clock is used.
	Spin time.Duration

	base  time.Time // when the clock was made
	speed time.Duration
	sleep sleeper
}

// NewWall returns a clock at the speed of time.
func NewWall() *Wall { return Scaled(1) }

// Scaled returns a clock on which time passes speed times as fast: at 60, an hour
// of a match takes a minute. Speed must be at least 1.
func Scaled(speed int) *Wall {
	w := &Wall{Spin: defaultSpin, base: time.Now(), speed: time.Duration(max(speed, 1))}
	w.sleep = newSleeper(w.base)
	return w
}

// Speed implements [Sleeper].
func (w *Wall) Speed() int { return int(w.speed) }

// Now implements [Clock].
func (w *Wall) Now() time.Duration { return time.Since(w.base) * w.speed }

// WaitUntil implements [Clock].
func (w *Wall) WaitUntil(ctx context.Context, due time.Duration) error {
	if err := w.SleepUntil(ctx, due, w.Spin); err != nil {
		return err
	}
	deadline := w.actual(due)
	for time.Since(w.base) < deadline {
	}
	return nil
}

// SleepUntil implements [Sleeper].
func (w *Wall) SleepUntil(ctx context.Context, due, lead time.Duration) error {
	wake := w.actual(due) - lead
	for {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		now := time.Since(w.base)
		if now >= wake {
			return nil
		}
		w.sleep.until(min(wake, now+slice))
	}
}

// actual returns when, in real time since the clock was made, it shows at least d.
func (w *Wall) actual(d time.Duration) time.Duration {
	if d < 0 {
		return d / w.speed
	}
	return d/w.speed + min(d%w.speed, 1)
}
