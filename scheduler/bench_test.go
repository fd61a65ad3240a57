package scheduler_test

import (
	"context"
	"fmt"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// still is a system that does nothing.
type still string

func (s still) Name() string     { return string(s) }
func (still) Access() ecs.Access { return ecs.Access{} }
func (still) Run(*ecs.Run)       {}

// BenchmarkTick measures what a tick costs when its systems do nothing: ten of
// them on one shard, and on as many as two workers share.
func BenchmarkTick(b *testing.B) {
	for _, timing := range []scheduler.Timing{scheduler.Full, scheduler.Sampled, scheduler.Off} {
		for _, shards := range []int{1, 8} {
			for _, workers := range []int{1, 2} {
				if workers > shards {
					continue
				}
				b.Run(fmt.Sprintf("timing=%s/shards=%d/workers=%d", timing, shards, workers), func(b *testing.B) {
					var systems []scheduler.Step
					for i := range 10 {
						systems = append(systems, scheduler.Step{System: still(fmt.Sprint(i))})
					}
					cfg := scheduler.Config{Systems: systems, Timing: timing, Workers: workers}
					e := newEngine(b, cfg, newShards(b, shards, shards))
					b.ReportAllocs()
					b.ResetTimer()
					if _, err := e.Run(context.Background(), components.Tick(b.N)); err != nil {
						b.Fatal(err)
					}
				})
			}
		}
	}
}
