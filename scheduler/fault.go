package scheduler

import (
	"cmp"
	"fmt"
	"runtime/debug"
	"slices"

	"touchline/components"
	"touchline/ecs"
)

// Fault is a system that panicked.
//
// The rest of its work on the shard is not done in that tick, and from the next
// tick it is off everywhere. What it wrote before stays, its columns keep their
// values, other systems go on, and the run is degraded. Under the build tag
// invariants the panic is let through instead.
type Fault struct {
	System string
	Shard  int // NoShard if it was merging
	Tick   components.Tick
	Text   string // what it panicked with
	Stack  string // of the goroutine, as runtime/debug prints it

	step int
}

// NoShard is the shard of a fault in what is done across shards.
const NoShard = -1

func (f Fault) String() string {
	if f.Shard == NoShard {
		return fmt.Sprintf("system %s, merging at tick %d: %s", f.System, f.Tick, f.Text)
	}
	return fmt.Sprintf("system %s, shard %d, tick %d: %s", f.System, f.Shard, f.Tick, f.Text)
}

func (e *Engine) newFault(step, shard int, panicked any) Fault {
	return Fault{
		System: e.systems[step].Name(), Shard: shard, Tick: e.now.Tick,
		Text: fmt.Sprint(panicked), Stack: string(debug.Stack()), step: step,
	}
}

// quarantine turns off what has panicked in this tick. Which worker met a fault
// is chance, so they are put in order.
func (e *Engine) quarantine() {
	first := len(e.faults)
	for _, w := range e.workers {
		e.faults = append(e.faults, w.faults...)
		w.faults = w.faults[:0]
	}
	found := e.faults[first:]
	slices.SortFunc(found, func(a, b Fault) int {
		return cmp.Or(a.step-b.step, a.Shard-b.Shard)
	})
	for _, f := range found {
		e.turnOff(f.step)
	}
}

// dormant stands in for a system that is off, so that nobody has to ask between two
// systems whether one is.
type dormant struct{ ecs.System }

func (dormant) Run(*ecs.Run) {}

// turnOff turns a system off, for good.
func (e *Engine) turnOff(step int) {
	if !e.off[step] {
		e.off[step] = true
		e.systems[step] = dormant{e.systems[step]}
	}
}
