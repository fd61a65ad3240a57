package origin

import (
	"context"
	"sync/atomic"
	"time"

	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/manifest/index"
)

// wake wakes whoever waits for news. The leader of the ticks only says that there
// are some; the waking of many is done beside it.
type wake struct {
	news    chan struct{}
	current atomic.Pointer[chan struct{}] // closed at the next news
}

func (k *wake) init() {
	k.news = make(chan struct{}, 1)
	c := make(chan struct{})
	k.current.Store(&c)
}

func (k *wake) signal() {
	select {
	case k.news <- struct{}{}:
	default: // it has been told, and has not looked yet
	}
}

func (k *wake) run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-k.news:
			c := make(chan struct{})
			close(*k.current.Swap(&c))
		}
	}
}

// wait returns the first view of p that is ready. It gives up after three target
// durations, as RFC 8216bis has it (section 6.2.5.2), and at once if too many wait.
func (s *Server) wait(ctx context.Context, p *program.Program, ready func(*index.View) bool) (index.View, error) {
	v := p.Published.Load()
	if ready(&v) {
		return v, nil
	}
	defer s.waiters.Add(-1)
	if s.waiters.Add(1) > maxWaiters {
		return v, errBusy
	}
	ctx, cancel := context.WithTimeout(ctx, waitTargets*time.Duration(p.Presentation.Target)*time.Second/time.Duration(s.cfg.Speed))
	defer cancel()
	for {
		news := *s.wake.current.Load()
		if v = p.Published.Load(); ready(&v) {
			return v, nil
		}
		select {
		case <-news:
		case <-ctx.Done():
			return v, ctx.Err()
		}
	}
}

// begun reports whether a view has a segment.
func begun(v *index.View) bool { return v.End() > v.First() }

// clock is the media time of a run as it passes: that of the newest tick, and what
// has passed since.
type clock struct{ last atomic.Pointer[reading] }

type reading struct {
	now components.PTS
	due time.Time
}

func (c *clock) set(now components.PTS, due time.Time) { c.last.Store(&reading{now, due}) }

// read returns the media time, which passes so many times as fast as the wall clock's.
func (c *clock) read(speed int) components.PTS {
	r := c.last.Load()
	if r == nil {
		return 0
	}
	return r.now + components.PTSOf(time.Since(r.due)*time.Duration(speed))
}
