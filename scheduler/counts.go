package scheduler

import (
	"runtime"
	"time"

	"touchline/components"
)

// counts are what is counted in a run.
type counts struct {
	first             components.Tick
	executed, skipped uint64
	wall              time.Duration
	steady            uint64 // ticks that allocs is of
	allocs            uint64
	memory            runtime.MemStats
}

// warmUp is how many ticks are run before allocations are counted.
const warmUp = 128

// warm begins the counting of allocations.
func (c *counts) warm() {
	runtime.ReadMemStats(&c.memory)
	c.allocs = c.memory.Mallocs
}

// cool ends it.
func (c *counts) cool() {
	if c.executed > warmUp {
		runtime.ReadMemStats(&c.memory)
		c.steady, c.allocs = c.executed-warmUp, c.memory.Mallocs-c.allocs
	}
}
