package main

import (
	"slices"
	"testing"
	"time"

	"touchline/ecs"
	"touchline/scheduler"
)

// TestBalance: shares are of all ticks together, and of each; ticks in which nothing is
// done have none.
func TestBalance(t *testing.T) {
	b := newBalance(nil, 4)
	if got := b.report(); got != (shares{}) {
		t.Errorf("%v before the first tick", got)
	}
	for i := range 100 {
		copy(b.work, []time.Duration{10, 10, 10, 10})
		if i == 99 {
			copy(b.work, []time.Duration{0, 4000, 0, 0})
		}
		b.add()
	}
	clear(b.work)
	b.add()
	if got, want := b.report(), (shares{Run: 0.63, P50: 0.25, P99: 0.25, Max: 1}); got != want { // 4,990 of 7,960
		t.Errorf("%v, want %v", got, want)
	}
}

// TestBalanceLoad: what is load is no work.
func TestBalanceLoad(t *testing.T) {
	steps := []scheduler.Step{{System: idler("a")}, {System: idler("b"), Load: true}, {System: idler("c"), Load: true}}
	if got := newBalance(steps, 1).load; !slices.Equal(got, []int{1, 2}) {
		t.Errorf("load %v, want the steps 1 and 2", got)
	}
}

// idler is a system that does nothing.
type idler string

func (n idler) Name() string     { return string(n) }
func (idler) Access() ecs.Access { return ecs.Access{} }
func (idler) Run(*ecs.Run)       {}
