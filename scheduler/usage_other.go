//go:build !linux

package scheduler

import "time"

// threadUsage says that nobody tells what became of a thread.
const threadUsage = false

type thread struct{ used Usage }

// ThreadTime is not known here.
func ThreadTime() (time.Duration, bool) { return 0, false }

func (*thread) begin() {}

func (*thread) end(time.Duration) {}
