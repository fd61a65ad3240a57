package bench

import (
	"time"

	"touchline/scheduler"
)

// processor is the processor time that this thread has used, or the time where threads
// have no clock of their own.
func processor() time.Duration {
	if used, ok := scheduler.ThreadTime(); ok {
		return used
	}
	return wall()
}
