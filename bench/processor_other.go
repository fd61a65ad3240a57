//go:build !linux

package bench

import "time"

// processor is the time: threads have no clock of their own here.
func processor() time.Duration { return wall() }
