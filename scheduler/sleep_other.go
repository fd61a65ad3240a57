//go:build !linux

package scheduler

import (
	"runtime"
	"time"
)

// defaultSpin covers the millisecond that the runtime's timers may be late by.
const defaultSpin = 1200 * time.Microsecond

// A sleeper sleeps by the runtime's timers.
type sleeper struct{ base time.Time }

func newSleeper(base time.Time) sleeper { return sleeper{base} }

// until sleeps until d after the base of the clock.
func (s sleeper) until(d time.Duration) { time.Sleep(d - time.Since(s.base)) }

// nap sleeps for about d.
func nap(d time.Duration) { time.Sleep(d) }

// yield lets another goroutine run.
func yield() { runtime.Gosched() }
