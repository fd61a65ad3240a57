package engine

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// share calls f for 0 to n-1, on all processors: what is made for one shard is nobody
// else's. Step is called after each, one call at a time.
func share(n int, step func(), f func(int)) {
	var next atomic.Int64
	var mu sync.Mutex
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
				mu.Lock()
				step()
				mu.Unlock()
			}
		})
	}
	all.Wait()
}

// building tells how far the making of a run has come.
type building struct {
	done, all int
	tell      func(share float64) // nil if nobody asks
}

func (b *building) step() {
	b.done++
	if b.tell != nil {
		b.tell(float64(b.done) / float64(b.all))
	}
}
