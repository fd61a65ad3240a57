package profile

import (
	"time"

	"touchline/components"
	"touchline/scheduler"
)

// Tick is one tick. Times count from when the first was due.
type Tick struct {
	Index      components.Tick
	Due        time.Duration
	Start, End time.Duration
	Work       time.Duration // without load
	Skipped    uint32        // ticks given up just before it
	CaughtUp   bool          // it began a whole period late
	scheduler.Usage
}

// ring keeps the latest ticks, with what each system took and its rows.
type ring struct {
	ticks []Tick
	times []time.Duration // steps for each tick
	rows  []uint32
	steps int
	n     int // ticks ever added
}

func newRing(size, steps int) ring {
	return ring{
		ticks: make([]Tick, size), times: make([]time.Duration, size*steps),
		rows: make([]uint32, size*steps), steps: steps,
	}
}

// add makes room for a tick, and returns where its systems' times and rows go.
func (r *ring) add(t Tick) ([]time.Duration, []uint32) {
	i := r.n % len(r.ticks)
	r.n++
	r.ticks[i] = t
	return r.at(i)
}

func (r *ring) at(i int) ([]time.Duration, []uint32) {
	from, to := i*r.steps, (i+1)*r.steps
	return r.times[from:to:to], r.rows[from:to:to]
}

// len is how many ticks there are.
func (r *ring) len() int { return min(r.n, len(r.ticks)) }

// each visits the ticks, the oldest first.
func (r *ring) each(visit func(t *Tick, times []time.Duration, rows []uint32)) {
	for k := r.n - r.len(); k < r.n; k++ {
		i := k % len(r.ticks)
		times, rows := r.at(i)
		visit(&r.ticks[i], times, rows)
	}
}
