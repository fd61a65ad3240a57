package scheduler

import "touchline/ecs"

// worker runs systems over shards. Its memory is its own down to the cache line
// and the one beside it, which processors fetch with it.
type worker struct {
	id       int
	run      ecs.Run
	refused  uint64
	faults   []Fault
	unpinned error
	thread   thread
	_        [128]byte
}

func newWorker(id int) *worker {
	return &worker{id: id, run: ecs.Run{Scratch: ecs.NewScratch()}}
}

// pin calls the hook that pins the thread of w, if there is one.
func (w *worker) pin(hook func(worker int) error) {
	if hook != nil {
		w.unpinned = hook(w.id)
	}
}
