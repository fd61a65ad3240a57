package main

import (
	"slices"
	"time"

	"touchline/scheduler"
)

// balance counts how evenly the work of ticks is spread over shards: what one shard
// has to do, no second core takes off it.
type balance struct {
	load  []int       // steps whose work is no part of a tick
	ticks [101]uint64 // by the percentage of a tick's work that its busiest shard has
	count uint64
	work  []time.Duration // by shard: in this tick
	sums  []time.Duration // by shard: over all ticks
}

func newBalance(steps []scheduler.Step, shards int) *balance {
	b := &balance{work: make([]time.Duration, shards), sums: make([]time.Duration, shards)}
	for i, s := range steps {
		if s.Load {
			b.load = append(b.load, i)
		}
	}
	return b
}

// take counts a tick.
func (b *balance) take(r *scheduler.Record) {
	if !r.Timed {
		return
	}
	for shard := range b.work {
		stamps, _ := r.Shard(shard)
		work := stamps[len(stamps)-1] - stamps[0]
		for _, step := range b.load {
			work -= stamps[step+1] - stamps[step]
		}
		if taken, ok := r.Processor(shard); ok {
			work = min(work, taken) // the rest of it the worker stood still, for others had its processor
		}
		b.work[shard] = work
	}
	b.add()
}

// add counts the work of a tick.
func (b *balance) add() {
	var all time.Duration
	for shard, work := range b.work {
		b.sums[shard] += work
		all += work
	}
	if all > 0 {
		b.ticks[percent(slices.Max(b.work), all)]++
		b.count++
	}
}

// percent is part in hundredths of whole, rounded up.
func percent(part, whole time.Duration) int { return int((100*part + whole - 1) / whole) }

// report returns the share of the busiest shard in all ticks together, and the
// quantiles of its share in each, rounded up to hundredths.
func (b *balance) report() shares {
	s := shares{P50: b.quantile(50), P99: b.quantile(99), Max: b.quantile(100)}
	var all time.Duration
	for _, sum := range b.sums {
		all += sum
	}
	if all > 0 {
		s.Run = float64(percent(slices.Max(b.sums), all)) / 100
	}
	return s
}

func (b *balance) quantile(percent uint64) float64 {
	seen := uint64(0)
	for share, n := range b.ticks {
		if seen += n; n > 0 && seen*100 >= b.count*percent {
			return float64(share) / 100
		}
	}
	return 0
}
