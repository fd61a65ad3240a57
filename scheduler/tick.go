package scheduler

import (
	"context"
	"math"
	"runtime/pprof"
	"time"

	"touchline/components"
	"touchline/ecs"
)

// tick runs tick k, which begins at now on the clock.
func (e *Engine) tick(k components.Tick, now time.Duration) error {
	next := e.shards.Tick
	pts := e.cfg.Rate.At(int64(k))
	e.now = ecs.Now{
		Tick: k, PTS: pts, Period: e.cfg.Rate.At(int64(k)+1) - pts,
		Skipped: uint32(min(k-next, math.MaxUint32)),
	}
	if e.cfg.OnInput != nil {
		if err := e.cfg.OnInput(e.now); err != nil {
			return err
		}
	}
	e.timed = e.timing.take(k)
	first := len(e.faults)

	var start, end, work time.Duration
	used := e.timed && e.cfg.Usage
	if used {
		e.usage.begin(e.workers)
		if e.gang == nil {
			e.workers[0].thread.begin()
		}
	}
	if e.timed {
		start = e.timing.now()
	}
	if e.gang != nil {
		e.gang.tick(e)
	} else {
		for shard := range e.shards.Worlds {
			e.pass(e.workers[0], shard)
		}
	}
	e.quarantine()
	if e.timed {
		e.timing.beginMerge()
	}
	for _, step := range e.merging {
		e.merge(step)
	}
	if e.timed {
		end, work = e.timing.fold(start, len(e.workers))
	}

	var usage Usage
	if used {
		if e.gang == nil {
			e.workers[0].thread.end(end - start)
		}
		usage = e.usage.end(e.workers)
	}

	e.shards.Tick = k + 1
	e.counts.executed++
	e.counts.skipped += uint64(k - next)
	late := e.late(now, k)
	if e.cfg.OnTick == nil {
		return nil
	}
	e.record = Record{
		Now: e.now, Due: e.pace.due(k), Late: late, CaughtUp: e.pace.streak > 0,
		Timed: e.timed, Start: start, End: end, Work: work, Usage: usage,
		Faults: e.faults[first:], timing: &e.timing,
	}
	return e.cfg.OnTick(&e.record)
}

// late returns how long after its time tick k began, in real time, and counts it.
func (e *Engine) late(now time.Duration, k components.Tick) time.Duration {
	if _, never := e.clock.(*Virtual); never {
		return 0
	}
	late := now - e.pace.due(k)
	if e.sleeper != nil {
		late /= time.Duration(e.sleeper.Speed())
	}
	e.timing.Late.Add(late)
	return late
}

// pass runs every system over one shard.
func (e *Engine) pass(w *worker, shard int) {
	r := &w.run
	r.World, r.Common, r.Seed, r.Now = e.shards.Worlds[shard], e.shards.Common, e.shards.Seed, e.now
	r.World.Clear()
	used := e.timed && e.cfg.Usage && e.gang != nil
	if used {
		w.thread.begin()
	}
	taken := e.timed && e.timing.taken != nil
	if taken {
		began, _ := ThreadTime()
		e.timing.taken[shard] = -began
	}
	if e.timed {
		e.timing.begin(w.id, shard)
	}
	for step := 0; step < len(e.systems); {
		step = e.passFrom(w, shard, step)
	}
	if e.labels != nil {
		pprof.SetGoroutineLabels(context.Background())
	}
	if taken {
		ended, _ := ThreadTime()
		e.timing.taken[shard] += ended
	}
	if used {
		row := e.timing.row(shard)
		w.thread.end(row[len(row)-1] - row[0])
	}
}

// passFrom runs the systems from step on, and returns the one to go on with: they
// have all run, or the one before it has panicked.
func (e *Engine) passFrom(w *worker, shard, step int) (next int) {
	at, refused := step, 0
	if !invariants {
		defer func() {
			if p := recover(); p != nil {
				w.faults = append(w.faults, e.newFault(at, shard, p))
				if e.timed {
					e.timing.row(shard)[at+1] = e.timing.now()
				}
				w.refused += uint64(refused)
				next = at + 1
			}
		}()
	}
	if e.timed || e.labels != nil {
		e.observe(w, shard, &at)
		return len(e.systems)
	}
	for _, s := range e.systems[step:] {
		refused += w.run.Do(s)
		at++
	}
	w.refused += uint64(refused)
	return len(e.systems)
}

// observe does what passFrom does, with the time of each boundary and with labels.
func (e *Engine) observe(w *worker, shard int, at *int) {
	row := e.timing.row(shard)
	for ; *at < len(e.systems); *at++ {
		if e.labels != nil {
			pprof.SetGoroutineLabels(e.labels[*at])
		}
		w.refused += uint64(w.run.Do(e.systems[*at]))
		if e.timed {
			row[*at+1] = e.timing.now()
		}
	}
}

// merge lets a system bring together what it left in the shards.
func (e *Engine) merge(step int) {
	if e.off[step] {
		return
	}
	if !invariants {
		defer func() {
			if p := recover(); p != nil {
				e.faults = append(e.faults, e.newFault(step, NoShard, p))
				e.turnOff(step)
			}
		}()
	}
	e.systems[step].(ecs.Merger).Merge(e.shards.Common, e.shards.Worlds)
	if e.timed {
		e.timing.markMerge(step)
	}
}
