package scheduler

import (
	"testing"
	"time"
)

// TestActual checks that a fast clock is waited for until it shows the time asked
// for, and no nanosecond longer.
func TestActual(t *testing.T) {
	for _, speed := range []int{1, 4, 60} {
		w := Scaled(speed)
		for d := time.Duration(-200); d < 200; d++ {
			at := w.actual(d)
			if at*w.speed < d || (at-1)*w.speed >= d {
				t.Errorf("speed %d: %d is shown first at %d", speed, d, at)
			}
		}
	}
}
