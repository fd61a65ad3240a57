package profile

import (
	"time"

	"touchline/components"
	"touchline/scheduler"
)

// mostSpans bounds the steps on shards that are kept for a trace: viewers of
// traces get slow beyond some hundred thousand, at about 130 bytes each.
const mostSpans = 200_000

// spans keep when each step ended on each shard, in the latest ticks.
type spans struct {
	ticks  []components.Tick
	stamps []time.Duration
	by     []int32 // the workers, by shard
	shards int
	steps  int
	n      int
}

func newSpans(keep, shards, steps int) spans {
	size := min(keep, max(mostSpans/(shards*(steps+1)), 1))
	return spans{
		ticks: make([]components.Tick, size), stamps: make([]time.Duration, size*shards*(steps+1)),
		by: make([]int32, size*shards), shards: shards, steps: steps,
	}
}

func (s *spans) add(r *scheduler.Record, origin time.Duration) {
	if len(s.ticks) == 0 {
		return
	}
	i := s.n % len(s.ticks)
	s.n++
	s.ticks[i] = r.Tick
	for shard := range s.shards {
		stamps, worker := r.Shard(shard)
		s.by[i*s.shards+shard] = int32(worker)
		for k, d := range stamps {
			s.stamps[(i*s.shards+shard)*(s.steps+1)+k] = d - origin
		}
	}
}

// each visits the shards of the ticks, the oldest first.
func (s *spans) each(visit func(tick components.Tick, shard, worker int, stamps []time.Duration)) {
	for k := max(s.n-len(s.ticks), 0); k < s.n; k++ {
		i := k % len(s.ticks)
		for shard := range s.shards {
			at := i*s.shards + shard
			visit(s.ticks[i], shard, int(s.by[at]), s.stamps[at*(s.steps+1):(at+1)*(s.steps+1)])
		}
	}
}

// first is the first tick that is kept, of those that were.
func (s *spans) first() components.Tick {
	if s.n <= len(s.ticks) {
		return s.ticks[0]
	}
	return s.ticks[s.n%len(s.ticks)]
}
