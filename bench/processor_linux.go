package bench

import (
	"time"

	"golang.org/x/sys/unix"
)

// processor is the processor time that this thread has used: what it waits for, while
// others run, does not count.
func processor() time.Duration {
	var t unix.Timespec
	if unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t) != nil {
		return 0
	}
	return time.Duration(t.Nano())
}
