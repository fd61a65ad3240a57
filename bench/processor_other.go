//go:build !linux

package bench

import "time"

var started = time.Now()

// processor is the time: threads have no clock of their own here.
func processor() time.Duration { return time.Since(started) }
