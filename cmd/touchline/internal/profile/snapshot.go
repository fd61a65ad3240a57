package profile

import (
	"context"
	"errors"
	"slices"

	"touchline/components"
	"touchline/scheduler"
)

// Snapshot is how things stand after a tick.
type Snapshot struct {
	Tick     components.Tick
	Names    []string
	Load     []bool
	Timings  scheduler.Timings
	Response scheduler.Hist

	Ticks, Skipped, CaughtUp, Overruns uint64
	Rows                               []uint64 // by system, over all ticks
	last                               Tick
}

// ErrOver is the error of a snapshot that is asked for when the run has ended.
var ErrOver = errors.New("the run has ended")

// request is a snapshot that somebody waits for.
type request struct {
	snapshot *Snapshot
	done     chan struct{}
}

// Snapshot waits for the next tick and returns how things stand after it. It may
// be called by any goroutine but the leader.
func (p *Profiler) Snapshot(ctx context.Context) (*Snapshot, error) {
	mine := &request{p.room(), make(chan struct{})}
	for {
		if p.asked.CompareAndSwap(nil, mine) {
			break
		}
		other := p.asked.Load()
		if other == nil {
			continue
		}
		mine = other // it will do for both: nobody changes a snapshot
		break
	}
	select {
	case <-mine.done:
		return mine.snapshot, nil
	case <-p.over:
		return nil, ErrOver
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// room returns a snapshot with memory for all that is copied into it.
func (p *Profiler) room() *Snapshot {
	s := &Snapshot{Names: p.names, Rows: make([]uint64, len(p.names))}
	s.Timings.Systems = make([]scheduler.Hist, len(p.names))
	for _, step := range p.cfg.Systems {
		s.Load = append(s.Load, step.Load)
	}
	return s
}

// answer fills the snapshot that is asked for, if any.
func (p *Profiler) answer() {
	r := p.asked.Load()
	if r == nil {
		return
	}
	p.fill(r.snapshot)
	p.asked.Store(nil)
	close(r.done)
}

func (p *Profiler) fill(s *Snapshot) {
	systems := s.Timings.Systems
	s.Timings = *p.cfg.Timings
	s.Timings.Systems = systems
	copy(systems, p.cfg.Timings.Systems)
	copy(s.Rows, p.counts.rows)
	s.Response = p.response
	s.Ticks, s.Skipped, s.CaughtUp, s.Overruns = p.counts.ticks, p.counts.skipped, p.counts.caughtUp, p.overruns.count
	s.last = p.ring.ticks[(p.ring.n-1)%len(p.ring.ticks)]
	s.Tick = s.last.Index
}

// costly returns the systems, the dearest first, without load.
func (s *Snapshot) costly() []int {
	var order []int
	for i, load := range s.Load {
		if !load {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return int(s.Timings.Systems[b].Sum() - s.Timings.Systems[a].Sum())
	})
	return order
}
