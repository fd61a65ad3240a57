package bench

import (
	"context"
	"runtime"
	"slices"
	"time"

	"touchline/components"
)

// scale is ours alone at one number of streams: what a stream costs there, beside what
// it costs where there are more or fewer.
//
// The streams are in shards, as those of a run are, and a shard goes through all systems
// before the next: with many of them each finds its columns in memory, not in a cache.
type scale struct {
	shards []*ours
	tick   components.Tick
	ticks  int       // of a turn
	took   []float64 // by each tick, in ns per stream
	list   []outcome // of a shard
	digest *digest
	record int // ticks that are still to be added to the digest
}

// newScale returns ours at the first tick that is measured, in shards of so many streams.
func newScale(ctx context.Context, row Row, load *workload, shard int) (*scale, error) {
	shards, err := newOurs(load, row.modules, min(shard, load.streams))
	if err != nil {
		return nil, err
	}
	// The digest is of as many ticks as that of a contest, so that the two can be compared.
	s := &scale{
		shards: shards, list: make([]outcome, shards[0].streams),
		digest: newDigest(), record: leastRounds * orders * ticksOf(load.streams),
	}
	for _, o := range shards {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.tick = o.prime(row.idle)
	}
	return s, nil
}

// turn runs the ticks of a turn, and returns what they took together: of the processor,
// as a tick of a million streams is so long that others run in it, too.
func (s *scale) turn(row Row, streams int, clock time.Duration) (all time.Duration) {
	for range s.ticks {
		for _, o := range s.shards {
			o.fill(s.tick, row.asked())
		}
		begin := processor()
		for _, o := range s.shards {
			o.tick()
		}
		spent := max(processor()-begin-clock, 1)
		s.took = append(s.took, float64(spent)/float64(streams))
		all += spent
		if s.tick++; s.record > 0 {
			s.record--
			s.note()
		}
	}
	return all
}

// note adds what the tick returned to the digest.
func (s *scale) note() {
	for _, o := range s.shards {
		list := s.list[:o.streams]
		o.outcomes(list)
		for i := range list {
			s.digest.add(&list[i])
		}
	}
}

// mostTurn is how many ticks the smaller sizes have in a turn at most.
const mostTurn = 16

// measureScale measures ours alone at several sizes, in turns, until the largest has
// been measured for so long.
func measureScale(ctx context.Context, row Row, seed uint64, sizes []int, shard int, limit time.Duration) ([]Scale, error) {
	list, largest := make([]*scale, len(sizes)), slices.Max(sizes)
	for k, n := range sizes {
		s, err := newScale(ctx, row, newWorkload(seed, n), shard)
		if err != nil {
			return nil, err
		}
		s.ticks = max(ticksOf(n), min(largest/n/8, mostTurn))
		list[k] = s
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	clock := clockTime(processor)
	for turns, spent := 0, time.Duration(0); turns < leastRounds*orders || spent < limit; turns++ {
		for k, n := range sizes {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if took := list[k].turn(row, n, clock); n == largest {
				spent += took
			}
		}
	}
	return scales(row, sizes, shard, list), nil
}

// scales returns what was measured, each beside the smallest size.
func scales(row Row, sizes []int, shard int, list []*scale) (found []Scale) {
	least := slices.Index(sizes, slices.Min(sizes))
	for k, n := range sizes {
		found = append(found, Scale{
			Row: row.Name, Streams: n, Shard: min(shard, n), Ticks: len(list[k].took), Ours: middle(list[k].took), Least: slices.Min(list[k].took),
			Digest: list[k].digest.String(),
		})
	}
	for k := range found {
		found[k].Ratio = found[k].Ours / found[least].Ours
	}
	return found
}

// middle returns the median of values.
func middle(values []float64) float64 {
	v := slices.Sorted(slices.Values(values))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}
