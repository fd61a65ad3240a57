package scheduler_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"touchline/scheduler"
)

// TestWall checks that the clock never returns early, nor, most of the time, a
// millisecond late; how late it may be at worst is up to the machine.
func TestWall(t *testing.T) {
	for _, speed := range []int{1, 4, 60} {
		w := scheduler.Scaled(speed)
		onTime := 0
		for k := range 20 {
			due := time.Duration(k) * 5 * time.Millisecond * time.Duration(speed)
			if err := w.WaitUntil(t.Context(), due); err != nil {
				t.Fatal(err)
			}
			late := w.Now() - due
			if late < 0 {
				t.Fatalf("speed %d: %v early", speed, -late)
			}
			if late/time.Duration(speed) < time.Millisecond {
				onTime++
			}
		}
		if onTime < 5 {
			t.Errorf("speed %d: on time %d times of 20", speed, onTime)
		}
	}
}

// TestWallSpeed compares a fast clock with a slow one.
func TestWallSpeed(t *testing.T) {
	one, sixty := scheduler.NewWall(), scheduler.Scaled(60)
	if err := sixty.WaitUntil(t.Context(), time.Second); err != nil {
		t.Fatal(err)
	}
	if got, least := one.Now(), time.Second/60; got < least {
		t.Errorf("a second at speed 60 took %v, want at least %v", got, least)
	}
}

// TestWallSleepUntil checks that a sleep ends a lead before its time.
func TestWallSleepUntil(t *testing.T) {
	const due, lead = 40 * time.Millisecond, 10 * time.Millisecond
	early := 0
	for range 5 {
		w := scheduler.NewWall()
		if err := w.SleepUntil(t.Context(), due, lead); err != nil {
			t.Fatal(err)
		}
		now := w.Now()
		if now < due-lead {
			t.Errorf("woke at %v, want %v", now, due-lead)
		}
		if now < due {
			early++
		}
	}
	if early == 0 {
		t.Errorf("never woke before the time that it was to wake %v before", lead)
	}
}

// TestWallCancel checks that the end of a context is noticed in a long sleep.
func TestWallCancel(t *testing.T) {
	cause := errors.New("enough")
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(30*time.Millisecond, func() { cancel(cause) })
	w := scheduler.NewWall()
	if err := w.WaitUntil(ctx, time.Hour); !errors.Is(err, cause) {
		t.Errorf("error = %v, want %v", err, cause)
	}
	if took := w.Now(); took > 5*time.Second {
		t.Errorf("noticed after %v", took)
	}
}

func TestWallAllocatesNothing(t *testing.T) {
	w := scheduler.NewWall()
	var due time.Duration
	n := testing.AllocsPerRun(100, func() {
		due += time.Millisecond
		if err := w.WaitUntil(t.Context(), due); err != nil {
			t.Fatal(err)
		}
	})
	if n != 0 {
		t.Errorf("waiting allocates %v times, want 0", n)
	}
}

// TestClocksThatDoNotWait checks the two clocks that are moved by what is asked
// of them.
func TestClocksThatDoNotWait(t *testing.T) {
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	for _, c := range []scheduler.Clock{new(scheduler.Virtual), new(scheduler.Manual)} {
		for _, due := range []time.Duration{0, 50, 100, 70} {
			if err := c.WaitUntil(t.Context(), due); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.WaitUntil(ended, 200); !errors.Is(err, context.Canceled) {
			t.Errorf("%T: error = %v, want %v", c, err, context.Canceled)
		}
		if got := c.Now(); got != 100 {
			t.Errorf("%T: shows %d, want 100", c, got)
		}
	}
}
