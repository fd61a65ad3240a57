package scheduler

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadUsage says that the kernel tells what became of a thread.
const threadUsage = true

// thread is what a worker's thread used in a tick: in all of it if it was alone,
// else while it ran shards. Between them it waits for others, and gives up the
// processor on purpose.
type thread struct {
	used          Usage
	before, after unix.Rusage
	on, off       unix.Timespec // the processor time of the thread
}

// ThreadTime is the processor time that the thread which asks has used: what it waits
// for, while others run, does not count. It reports false if the system does not tell.
func ThreadTime() (time.Duration, bool) {
	var t unix.Timespec
	err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t)
	return time.Duration(t.Nano()), err == nil
}

// begin is called before a tick or a shard.
func (t *thread) begin() {
	_ = unix.Getrusage(unix.RUSAGE_THREAD, &t.before)
	_ = unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t.on)
}

// end is called after one that took d. Its processor time comes from the
// thread's clock: that of getrusage may be behind by a turn of the scheduler.
func (t *thread) end(d time.Duration) {
	_ = unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t.off)
	_ = unix.Getrusage(unix.RUSAGE_THREAD, &t.after)
	t.used.Voluntary += uint32(max(t.after.Nvcsw-t.before.Nvcsw, 0))
	t.used.Involuntary += uint32(max(t.after.Nivcsw-t.before.Nivcsw, 0))
	t.used.Waiting += max(d-time.Duration(t.off.Nano()-t.on.Nano()), 0)
}
