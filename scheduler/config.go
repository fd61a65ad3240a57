package scheduler

import (
	"errors"
	"fmt"
	"math/bits"
	"time"

	"touchline/components"
	"touchline/ecs"
)

// Config says how a run is run. None of it changes what the run puts out, except
// that a tick that is skipped is not run.
type Config struct {
	Rate    components.Rate // of ticks; at most 90,000 a second
	Overrun Overrun
	Clock   Clock  // nil is a new Virtual
	Systems []Step // in tick order
	Timing  Timing

	// Workers is how many run shards, the leader among them; 0 is as many as can
	// be of use. There are never more than shards, or than GOMAXPROCS: a worker
	// without a processor keeps one that waits for it from running.
	Workers int

	// Pin, if there is one, is called on the thread of each worker before its
	// first tick; the leader is worker 0. An error does not end the run: it is in
	// the report.
	Pin func(worker int) error

	// Prewake is how long before a tick is due workers wake and begin to spin, in
	// real time. 0 is 300 µs if workers are pinned, or else 1 ms.
	Prewake time.Duration

	// Spins is how often a waiting worker looks before it gives up the processor.
	// 0 is 300.
	Spins int

	// Labels puts the label "system" on the samples of CPU profiles. It costs some
	// 15 ns for each system and shard.
	Labels bool

	// Usage puts into the records of timed ticks what became of the threads, and
	// of the garbage collector. With several workers it costs two microseconds or so
	// for each shard, beside the systems and not in their time.
	Usage bool

	// Processor puts into the records of timed ticks how much of its processor each
	// shard took. It costs two system calls a shard, half a microsecond or so.
	Processor bool

	// Gaps, if there are any, are ticks that another run gave up, in their order.
	// They are given up in this one too, whatever the clock says.
	Gaps []Gap

	// OnInput, if there is one, is called by the leader before each tick, to hand over
	// what live sources have said, or to let matches come and go. No world is in use
	// then. It is no part of the tick figure. An error ends the run.
	OnInput func(ecs.Now) error

	// OnTick, if there is one, is called by the leader after each tick. No world is
	// in use then, and Shards.Tick is the next tick. The record is valid until it
	// returns. An error ends the run.
	OnTick func(*Record) error
}

// Step is a system with its place in the tick.
type Step struct {
	System ecs.System
	// Load marks a step that makes up what the outside would have sent. It is
	// timed apart: it is no part of the tick figure, nor has it a share of it.
	Load bool
}

// Validate reports everything that is wrong with c.
func (c *Config) Validate() error {
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if !validRate(c.Rate) {
		bad("rate %d/%d: must be above 0 and at most %d ticks a second", c.Rate.Num, c.Rate.Den, maxHz)
	}
	if c.Overrun > Abort {
		bad("overrun %d: must be at most %d", c.Overrun, Abort)
	}
	if c.Timing > Off {
		bad("timing %d: must be at most %d", c.Timing, Off)
	}
	if c.Workers < 0 {
		bad("workers %d: must be at least 0", c.Workers)
	}
	if c.Prewake < 0 {
		bad("prewake %v: must be at least 0", c.Prewake)
	}
	if c.Spins < 0 {
		bad("spins %d: must be at least 0", c.Spins)
	}
	if err := CheckGaps(c.Gaps); err != nil {
		errs = append(errs, err)
	}
	if len(c.Systems) == 0 {
		bad("systems: none: must be at least one")
	}
	seen := make(map[string]bool)
	for i, s := range c.Systems {
		if s.System == nil {
			bad("system %d: nil: must be a system", i)
			continue
		}
		if name := s.System.Name(); seen[name] {
			bad("system %d: %s: there is one of that name before it", i, name)
		} else {
			seen[name] = true
		}
	}
	return errors.Join(errs...)
}

func validRate(r components.Rate) bool {
	_, most := bits.Mul64(uint64(r.Den), maxHz)
	return r.Num > 0 && r.Den > 0 && uint64(r.Num) <= most
}

// defaults fills in what c leaves open.
func (c *Config) defaults() {
	if c.Clock == nil {
		c.Clock = new(Virtual)
	}
	if c.Spins == 0 {
		c.Spins = 300
	}
	if c.Prewake == 0 {
		c.Prewake = time.Millisecond
		if c.Pin != nil {
			c.Prewake = 300 * time.Microsecond
		}
	}
}
