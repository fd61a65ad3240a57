package scheduler

import (
	"math"
	"time"

	"golang.org/x/sys/unix"
)

// defaultSpin covers what clock_nanosleep is late by on a quiet machine.
const defaultSpin = 200 * time.Microsecond

// A sleeper sleeps in the kernel, by deadline: the runtime's timers are bound to
// the millisecond of its network poller, and a relative sleep is too long by
// whatever comes between its computation and its start.
type sleeper struct {
	base int64 // of the clock, on CLOCK_MONOTONIC, in ns
}

// newSleeper returns a sleeper for a clock made at base. It needs to know what
// the kernel's clock showed then, and asks several times: the reading that took
// least is off by least.
func newSleeper(base time.Time) sleeper {
	var s sleeper
	best := time.Duration(math.MaxInt64)
	for range 8 {
		var ts unix.Timespec
		before := time.Since(base)
		if err := unix.ClockGettime(unix.CLOCK_MONOTONIC, &ts); err != nil {
			panic("scheduler: no monotonic clock: " + err.Error())
		}
		took := time.Since(base) - before
		if took < best {
			best = took
			s.base = ts.Nano() - int64(before+took/2)
		}
	}
	return s
}

// until sleeps until d after the base of the clock, or until a signal comes: the
// caller looks at its clock again.
func (s sleeper) until(d time.Duration) {
	ts := unix.NsecToTimespec(s.base + int64(d))
	_ = unix.ClockNanosleep(unix.CLOCK_MONOTONIC, unix.TIMER_ABSTIME, &ts, nil)
}

// nap sleeps for about d.
func nap(d time.Duration) {
	ts := unix.NsecToTimespec(int64(d))
	_ = unix.ClockNanosleep(unix.CLOCK_MONOTONIC, 0, &ts, nil)
}

// yield gives the core to another thread. The system call is made the slow way,
// which tells the runtime: a thread that does not come back from it for a while
// must not keep the garbage collector waiting.
func yield() {
	_, _, _ = unix.Syscall(unix.SYS_SCHED_YIELD, 0, 0, 0)
}
