package scheduler_test

import (
	"runtime"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"touchline/ecs"
	"touchline/scheduler"
)

// TestUsageIsOfOneThread: what is read before a tick and after it belongs to one
// thread, though others would like to have its processor and it sleeps in between.
func TestUsageIsOfOneThread(t *testing.T) {
	processors(t, 2)
	done := make(chan struct{})
	defer close(done)
	for range 4 {
		go func() {
			for {
				select {
				case <-done:
					return
				default:
					runtime.Gosched()
				}
			}
		}()
	}
	threads := map[int]bool{}
	nap := toy{name: "nap", run: func(*ecs.Run) {
		time.Sleep(20 * time.Microsecond)
		threads[unix.Gettid()] = true
	}}
	for _, cfg := range []scheduler.Config{{Usage: true}, {Processor: true}} {
		clear(threads)
		cfg.Systems = steps(nap)
		if _, err := newEngine(t, cfg, newShards(t, 1, 1)).Run(t.Context(), 300); err != nil {
			t.Fatal(err)
		}
		if len(threads) != 1 {
			t.Errorf("ticks ran on %d threads, want 1", len(threads))
		}
	}
}
