package profile

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"touchline/scheduler"
)

// TestSnapshot: many look while the run lasts; each sees a moment between two ticks.
func TestSnapshot(t *testing.T) {
	r := newRig(t, Config{}, scheduler.Config{Systems: steps(toy{"abr", spin(20 * time.Microsecond)})}, shards(t, 1))
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			last, seen := uint64(0), 0
			for ; ; seen++ {
				s, err := r.Snapshot(t.Context())
				if errors.Is(err, ErrOver) {
					break
				}
				if err != nil {
					t.Error(err)
					return
				}
				n := s.Timings.Systems[0].Count()
				if n != s.Ticks || s.Response.Count() != n || uint64(s.Tick)+1 != n || n < last {
					t.Errorf("after tick %d: %d ticks, %d of the system, %d responses, before that %d", s.Tick, s.Ticks, n, s.Response.Count(), last)
				}
				last = n
			}
			if seen == 0 {
				t.Error("nothing seen")
			}
		})
	}
	r.run(t, 5000)
	readers.Wait()
}

// TestSnapshotWaits: without a tick, until nobody wants it any more.
func TestSnapshotWaits(t *testing.T) {
	r := newRig(t, Config{}, scheduler.Config{Systems: steps(toy{"abr", idle})}, shards(t, 1))
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := r.Snapshot(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	r.run(t, 3)
}
