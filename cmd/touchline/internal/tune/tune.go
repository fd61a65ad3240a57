// Package tune finds settings under which an engine's ticks are cheaper on the machine
// at hand, and says so only where that is beyond the noise of the machine.
//
// A machine changes from one second to the next, so nothing is compared but what was
// measured side by side: blocks of ticks, one of each of two settings, in an order
// that alternates. What counts is the median of their ratios, with a confidence
// interval from the ratios themselves; nothing is assumed of how they are spread.
//
// Whoever picks the best of many after one look picks the luckiest. So candidates are
// halved by rough looks first, and the one that is left is measured against the
// baseline anew.
package tune

import (
	"context"
	"errors"
	"fmt"
	"math"
)

// Goal is what is to become smaller.
type Goal uint8

// The goals.
const (
	Median     Goal = iota // of a tick's work
	Tail                   // its 99th percentile
	Throughput             // time for each tick, at max speed
	CPU                    // time of all processors for each tick
	goals

	others = goals // of a block: how many processors were used by others
)

var goalNames = [goals]string{"p50", "p99", "throughput", "cpu"}

func (g Goal) String() string { return goalNames[min(g, goals-1)] }

// ParseGoal returns the goal of that name.
func ParseGoal(text string) (Goal, error) {
	for g, name := range goalNames {
		if name == text {
			return Goal(g), nil
		}
	}
	return 0, fmt.Errorf("goal %q: want p50, p99, throughput or cpu", text)
}

// Block is what a number of ticks cost under one setting: nanoseconds for each tick, and
// what others did meanwhile.
type Block [goals + 1]float64

// Measure measures a block under candidate i; candidate 0 is the baseline.
type Measure func(ctx context.Context, i int) (Block, error)

// Pair is a block of the baseline and one of a candidate, measured one after the other.
type Pair [2]Block

// ratio is the candidate's figure by the baseline's: below 1 it is better.
func (p Pair) ratio(g Goal) float64 { return p[1][g] / p[0][g] }

// ErrFigure is that of a measurement that is none.
var ErrFigure = errors.New("not a figure above 0")

// valid reports whether ratios of the block's figures mean anything.
func (b *Block) valid() error {
	for g, v := range b[:goals] {
		if !(v > 0) || math.IsInf(v, 1) {
			return fmt.Errorf("%v is %v: %w", Goal(g), v, ErrFigure)
		}
	}
	return nil
}
