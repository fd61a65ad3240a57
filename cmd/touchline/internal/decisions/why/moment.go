package why

import (
	"errors"
	"fmt"

	"touchline/cmd/touchline/internal/decisions"
	"touchline/components"
	"touchline/systems/feed/recording"
)

// A Moment is what is asked about: the second in which the match clock first
// showed something, or a tick.
type Moment struct {
	text   string
	clock  decisions.Clock // period 0: whichever shows it first
	tick   uint64
	isTick bool
}

// AtClock returns the moment of a clock, [P@]MM:SS.
func AtClock(text string) (Moment, error) {
	p, shows, err := recording.ParseClock(text)
	return Moment{text: text, clock: decisions.Clock{Period: p, Second: int64(shows / components.PTSPerSecond)}}, err
}

// AtTick returns the moment of a tick.
func AtTick(tick uint64) Moment { return Moment{text: fmt.Sprint(tick), tick: tick, isTick: true} }

// ErrNever is what a moment that is not in the run wraps.
var ErrNever = errors.New("not in the run")
