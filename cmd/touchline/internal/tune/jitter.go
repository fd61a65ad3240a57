package tune

import (
	"context"
	"runtime"
	"time"

	"touchline/components"
	"touchline/scheduler"
)

// Waker waits for points in time, one after the other.
type Waker struct {
	Name string
	// Wait returns when tick k is due, counted from the first call; it says how late
	// that is.
	Wait func(ctx context.Context, k int) (late time.Duration, err error)
}

// Wakers are the ways to wait that are compared: the clock of the engine, and what a
// program would use that thinks no further of it.
func Wakers(rate components.Rate) []func() Waker {
	return []func() Waker{
		func() Waker { return clock(rate) },
		func() Waker { return ticker(rate) },
		func() Waker { return sleep(rate) },
	}
}

func due(rate components.Rate, k int) time.Duration {
	return time.Duration(rate.At(int64(k)).Duration())
}

// clock is the engine's: it sleeps by deadline until shortly before, and spins.
func clock(rate components.Rate) Waker {
	c := scheduler.NewWall()
	return Waker{"touchline", func(ctx context.Context, k int) (time.Duration, error) {
		at := due(rate, k)
		err := c.WaitUntil(ctx, at)
		return c.Now() - at, err
	}}
}

// ticker is time.Ticker. It drops ticks for whoever is slow, so it is asked for the
// same tick until that is due.
func ticker(rate components.Rate) Waker {
	period := due(rate, 1)
	var t *time.Ticker
	var began time.Time
	return Waker{"time.Ticker", func(ctx context.Context, k int) (time.Duration, error) {
		if t == nil {
			began, t = time.Now(), time.NewTicker(period)
			context.AfterFunc(ctx, t.Stop)
		}
		for at := due(rate, k); ; {
			if late := time.Since(began) - at; late >= 0 {
				return late, nil
			}
			select {
			case <-t.C:
			case <-ctx.Done():
				return 0, context.Cause(ctx)
			}
		}
	}}
}

// sleep is time.Sleep to a deadline.
func sleep(rate components.Rate) Waker {
	began := time.Now()
	return Waker{"time.Sleep", func(ctx context.Context, k int) (time.Duration, error) {
		at := due(rate, k)
		time.Sleep(at - time.Since(began))
		return time.Since(began) - at, context.Cause(ctx)
	}}
}

// Jitter is how late a waker woke.
type Jitter struct {
	Name string
	Hist scheduler.Hist
	P50s []time.Duration // of each round
	P99s []time.Duration
	CPU  time.Duration // that its thread used
	Wall time.Duration
}

// MeasureJitter lets the wakers wait for so many ticks in each of rounds, one after
// the other, on a thread of their own.
func MeasureJitter(ctx context.Context, rate components.Rate, rounds, ticks int, progress func(name string, round int)) ([]Jitter, error) {
	makers := Wakers(rate)
	found := make([]Jitter, len(makers))
	failed := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // which ends with the goroutine
		for round := range rounds {
			for i, wake := range makers {
				w := wake()
				if progress != nil {
					progress(w.Name, round)
				}
				if err := found[i].measure(ctx, w, ticks); err != nil {
					failed <- err
					return
				}
			}
		}
		failed <- nil
	}()
	return found, <-failed
}

// measure adds a round.
func (j *Jitter) measure(ctx context.Context, w Waker, ticks int) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	j.Name = w.Name
	var h scheduler.Hist
	began := time.Now()
	before, _ := scheduler.ThreadTime()
	for k := range ticks {
		late, err := w.Wait(ctx, k+1)
		if err != nil {
			return err
		}
		h.Add(late)
	}
	j.Wall += time.Since(began)
	after, _ := scheduler.ThreadTime()
	j.CPU += after - before
	j.P50s = append(j.P50s, h.Quantile(500))
	j.P99s = append(j.P99s, h.Quantile(990))
	j.Hist.Merge(&h)
	return nil
}
