package scheduler

import (
	"runtime/metrics"
	"time"
)

// Usage is what became of a tick beside its work: the garbage collector, and the
// threads while they ran it.
type Usage struct {
	GC uint32 // cycles of the garbage collector that ended in the tick

	Threads     bool          // whether the system tells what follows: Linux does
	Voluntary   uint32        // context switches that a thread asked for
	Involuntary uint32        // those that it did not
	Waiting     time.Duration // how long threads were off the processor
}

// usage reads what a tick used.
type usage struct {
	gc     []metrics.Sample
	cycles uint64
}

func newUsage() usage {
	return usage{gc: []metrics.Sample{{Name: "/gc/cycles/total:gc-cycles"}}}
}

func (u *usage) read() uint64 {
	metrics.Read(u.gc)
	return u.gc[0].Value.Uint64()
}

// begin is called before a tick.
func (u *usage) begin(workers []*worker) {
	for _, w := range workers {
		w.thread.used = Usage{}
	}
	u.cycles = u.read()
}

// end returns what the workers used since begin.
func (u *usage) end(workers []*worker) Usage {
	sum := Usage{GC: uint32(u.read() - u.cycles), Threads: threadUsage}
	for _, w := range workers {
		used := &w.thread.used
		sum.Voluntary += used.Voluntary
		sum.Involuntary += used.Involuntary
		sum.Waiting += used.Waiting
	}
	return sum
}
