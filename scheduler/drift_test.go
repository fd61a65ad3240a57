package scheduler_test

import (
	"fmt"
	"testing"
	"time"

	"touchline/components"
	"touchline/scheduler"
)

// TestMillionTicks runs a million ticks of each rate: when one is due and which
// moment of the media it stands for is that of its index, to the nanosecond.
func TestMillionTicks(t *testing.T) {
	const until = 1_000_000
	for _, rate := range []components.Rate{{Num: 20, Den: 1}, {Num: 30000, Den: 1001}, {Num: 1000, Den: 1}} {
		t.Run(fmt.Sprintf("%d over %d", rate.Num, rate.Den), func(t *testing.T) {
			var clock scheduler.Virtual
			num, den := int64(rate.Num), int64(rate.Den)
			cfg := scheduler.Config{
				Rate: rate, Systems: steps(still("still")), Clock: &clock, Timing: scheduler.Off,
				OnTick: func(r *scheduler.Record) error {
					k := int64(r.Tick)
					due := time.Duration(k * den * 1e9 / num) // below 2^63 for a million ticks
					pts := components.PTS(k * den * 90_000 / num)
					if r.Due != due || clock.Now() != due || r.PTS != pts {
						return fmt.Errorf("tick %d: due at %d, begun at %d, PTS %d; want %d, %[5]d and %d", k, r.Due, clock.Now(), r.PTS, due, pts)
					}
					return nil
				},
			}
			r, err := newEngine(t, cfg, newShards(t, 1, 1)).Run(t.Context(), until)
			if err != nil || r.Executed != until || r.Skipped != 0 {
				t.Errorf("%d ticks run and %d skipped, error %v; want %d and none", r.Executed, r.Skipped, err, until)
			}
		})
	}
}
