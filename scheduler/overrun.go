package scheduler

import (
	"errors"
	"fmt"
	"math"
	"time"

	"touchline/components"
)

// Overrun is what to do when a tick is to begin and the one after it is due
// already: a whole period has been lost.
type Overrun uint8

// The policies.
const (
	// CatchUp runs at most four such ticks in a row and then skips. A short stall
	// so costs nothing but lateness, and a long one does not make a broadcast fall
	// further behind with each tick that it tries to make up for.
	CatchUp Overrun = iota
	// Skip goes on with the tick that is due now.
	Skip
	// Slow moves the epoch: the tick is declared to be on time, and all later ones
	// are due that much later. Nothing is skipped.
	Slow
	// Abort ends the run with [ErrOverrun].
	Abort
)

var overrunNames = []string{"catchup", "skip", "slow", "abort"}

func (o Overrun) String() string { return name(overrunNames, int(o)) }

// MarshalText implements [encoding.TextMarshaler].
func (o Overrun) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. It knows catchup, skip,
// slow and abort.
func (o *Overrun) UnmarshalText(text []byte) error {
	i, err := parseName("overrun", overrunNames, text)
	*o = Overrun(i)
	return err
}

// ErrOverrun ends a run that must not overrun.
var ErrOverrun = errors.New("overrun")

// maxCatchUp is how many ticks in a row may be begun a whole period late.
const maxCatchUp = 4

// pace decides which tick is run at what time.
type pace struct {
	rate   components.Rate
	policy Overrun
	epoch  time.Duration // when tick 0 was or would have been due, on the clock
	streak int           // ticks run in a row that were a whole period late
	gaps   []Gap         // to be given up, of those that are not over

	caughtUp, jumps, moved uint64
}

// due returns when tick k is due on the clock.
func (p *pace) due(k components.Tick) time.Duration {
	d := dueAt(p.rate, k)
	if p.epoch > 0 && d > math.MaxInt64-p.epoch {
		return math.MaxInt64
	}
	return p.epoch + d
}

// anchor declares that tick k is due now.
func (p *pace) anchor(now time.Duration, k components.Tick) {
	p.epoch, p.streak = now-dueAt(p.rate, k), 0
}

// pick returns the tick to be run at now. Next is the first not run yet, and due;
// last is the last of the run, beyond which nothing is skipped to.
func (p *pace) pick(now time.Duration, next, last components.Tick) (components.Tick, error) {
	if to, ok := p.told(next); ok {
		return min(to, last), nil
	}
	if now < p.due(next+1) {
		p.streak = 0
		return next, nil
	}
	switch p.policy {
	case Slow:
		p.moved++
		p.anchor(now, next)
		return next, nil
	case Abort:
		return next, fmt.Errorf("tick %d: would begin %v after it was due: must be under %v: %w",
			next, now-p.due(next), p.due(next+1)-p.due(next), ErrOverrun)
	case CatchUp:
		if p.streak < maxCatchUp {
			p.streak++
			p.caughtUp++
			return next, nil
		}
	}
	p.streak = 0
	to := min(indexAt(p.rate, now-p.epoch), last)
	if to > next {
		p.jumps++
	}
	return to, nil
}
