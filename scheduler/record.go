package scheduler

import (
	"time"

	"touchline/ecs"
)

// Record is one tick.
type Record struct {
	ecs.Now
	Due    time.Duration // when it was due, on the clock
	Late   time.Duration // how long after that it began, in real time; 0 on a Virtual
	Faults []Fault       // of this tick

	CaughtUp bool // it began a whole period late, under CatchUp

	// Timed says whether the tick was timed. What follows holds only then, and is
	// real time since the engine was made.
	Timed      bool
	Start, End time.Duration // of the tick, with merging
	Work       time.Duration // what it counts for in the tick figure: without load
	Usage      Usage         // if Config.Usage asks for it

	timing *timing
}

// Systems returns how long each step took over all shards, and in merging.
func (r *Record) Systems() []time.Duration { return r.timing.sums }

// Processor returns how much of its worker's processor a shard took, with load: it may
// have had to wait for that. It reports false if [Config.Processor] did not ask, or the
// system does not tell.
func (r *Record) Processor(shard int) (time.Duration, bool) {
	if r.timing.taken == nil {
		return 0, false
	}
	return r.timing.taken[shard], true
}

// Shard returns when a shard was begun and when each step ended on it, and by
// which worker; the leader is worker 0.
func (r *Record) Shard(shard int) (stamps []time.Duration, worker int) {
	return r.timing.row(shard), int(r.timing.by[shard])
}
