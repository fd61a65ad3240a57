package scheduler

import (
	"runtime"
	"sync"
	"testing"
)

// TestLook: a worker that looks while a tick is opened never sees when the next one is
// due and not that this one is open: it would sleep until then, and leave the tick to
// the others.
func TestLook(t *testing.T) {
	if runtime.GOMAXPROCS(0) < 2 {
		t.Skip("takes two processors")
	}
	const ticks = 3_000_000
	g := &gang{}
	var worker sync.WaitGroup
	worker.Go(func() {
		for {
			switch epoch, due := g.look(); {
			case due > epoch+1:
				t.Errorf("tick %d is due next, and tick %d is the last that is open", due, epoch)
				return
			case epoch == ticks:
				return
			}
		}
	})
	for tick := int64(1); tick <= ticks; tick++ {
		g.open(tick + 1)
	}
	worker.Wait()
}
