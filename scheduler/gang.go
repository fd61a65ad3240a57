package scheduler

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// gang is the workers beside the leader, for the length of a run.
//
// The leader opens a tick by setting the counter of claimed shards to 0. Whoever
// adds to it and gets the number of a shard has that shard; a worker that comes
// late gets a number beyond the last, and has lost nothing. A claim in a new tick
// follows its opening, so what the leader wrote before is there to be read, and it
// writes no more until every shard is reported done.
type gang struct {
	shards  int64
	spins   int
	prewake time.Duration
	sleeper Sleeper // nil if the clock does not sleep
	control *control

	epoch   line // counts ticks; workers wait for it to change
	next    line // shards claimed
	done    line // shards done
	due     line // when the tick after this one is due, on the clock
	stopped atomic.Bool

	cancel  context.CancelFunc
	workers sync.WaitGroup
}

// line is a counter with a cache line to itself, and the one beside it, which
// processors fetch with it.
type line struct {
	atomic.Int64
	_ [120]byte
}

const (
	// patience is how long a worker waits beyond its prewake before it takes the
	// leader to be busy with something long, such as a snapshot.
	patience = 2 * time.Millisecond
	// napTime is how long it then sleeps between looks.
	napTime = 100 * time.Microsecond
)

// startGang starts all workers but the leader, and returns when they are pinned.
func startGang(ctx context.Context, e *Engine) *gang {
	g := &gang{
		shards: int64(len(e.shards.Worlds)), spins: e.cfg.Spins, prewake: e.cfg.Prewake,
		sleeper: e.sleeper, control: &e.control,
	}
	ctx, g.cancel = context.WithCancel(ctx)
	var pinned sync.WaitGroup
	for _, w := range e.workers[1:] {
		pinned.Add(1)
		g.workers.Go(func() {
			runtime.LockOSThread() // and never unlocked, so that the thread ends here
			w.pin(e.cfg.Pin)
			pinned.Done()
			g.work(ctx, e, w)
		})
	}
	pinned.Wait()
	return g
}

// end ends all workers, and returns when they have.
func (g *gang) end() {
	g.stopped.Store(true)
	g.cancel()
	g.workers.Wait()
}

// tick runs a tick with whoever is awake, and returns when all shards are done.
func (g *gang) tick(e *Engine) {
	g.open(int64(e.pace.due(e.now.Tick + 1)))
	g.claim(e, e.workers[0])
	for n := 0; g.done.Load() < g.shards; n++ {
		if n >= g.spins {
			yield()
		}
	}
}

// open opens a tick, where the one after it is due then.
func (g *gang) open(due int64) {
	g.done.Store(0)
	g.next.Store(0)
	g.epoch.Add(1)
	g.due.Store(due)
}

// look returns which tick was opened last, and when the one after that is due. It reads
// them the other way round than open writes them: whoever knew when the next is due and
// not that this one is open would sleep through it.
func (g *gang) look() (epoch, due int64) {
	due = g.due.Load()
	return g.epoch.Load(), due
}

// claim runs shards until there are no more, and reports them done together.
func (g *gang) claim(e *Engine, w *worker) {
	n := int64(0)
	for shard := g.next.Add(1) - 1; shard < g.shards; shard = g.next.Add(1) - 1 {
		e.pass(w, int(shard))
		n++
	}
	if n > 0 {
		g.done.Add(n)
	}
}

// work is what a worker does from tick to tick.
func (g *gang) work(ctx context.Context, e *Engine, w *worker) {
	var seen, slept int64
	for {
		epoch, due := g.await(ctx, seen, slept)
		if epoch < 0 {
			return
		}
		seen, slept = epoch, due
		g.claim(e, w)
	}
}

// await waits for a tick other than seen, having slept until slept was due. It
// returns the tick, or -1 if there will be none, and until what it slept.
func (g *gang) await(ctx context.Context, seen, slept int64) (epoch, due int64) {
	var since time.Time
	for n := 0; ; n++ {
		epoch, due := g.look()
		if epoch != seen {
			return epoch, slept
		}
		switch {
		case n < g.spins:
		case g.stopped.Load():
			return -1, slept
		case g.control.paused.Load():
			g.control.park(ctx)
			n = 0
		case g.sleeper != nil && due != slept:
			slept = due
			_ = g.sleeper.SleepUntil(ctx, time.Duration(due), g.prewake) // if ctx has ended, stopped will tell
			n = 0
		case n == g.spins:
			since = time.Now()
		case n%64 == 0 && time.Since(since) > g.prewake+patience:
			nap(napTime)
		default:
			yield()
		}
	}
}
