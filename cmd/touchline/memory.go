package main

import (
	"slices"

	"touchline/components"
)

// memoryEvery is how many ticks lie between two looks at the memory that is held, at
// first: a minute at 20 Hz.
const memoryEvery = 1200

// memory looks at how much memory the process holds while a run goes on.
type memory struct {
	every  components.Tick
	held   []int64 // bytes, at every so many ticks
	reader residentReader
}

// take looks, if it is time. When there are as many looks as are kept, every other is
// forgotten, and it is looked half as often: a run may last for days.
func (m *memory) take(next components.Tick) {
	if m.held == nil {
		m.every, m.held = memoryEvery, make([]int64, 0, 1024)
	}
	if next%m.every != 0 {
		return
	}
	if len(m.held) == cap(m.held) {
		for i := range len(m.held) / 2 {
			m.held[i] = m.held[2*i]
		}
		m.held = m.held[:len(m.held)/2]
		m.every *= 2
	}
	if n := m.reader.read(); n > 0 {
		m.held = append(m.held, n)
	}
}

// heldMemory is the memory that a run held: medians, for what is held for a moment
// says nothing of what stays.
type heldMemory struct {
	Looks int   `json:"looks"`
	First int64 `json:"first_quarter_bytes"`
	Last  int64 `json:"last_quarter_bytes"`
}

// report returns nil if there were too few looks to tell anything.
func (m *memory) report() *heldMemory {
	n := len(m.held) / 4
	if n == 0 {
		return nil
	}
	median := func(held []int64) int64 {
		held = slices.Clone(held)
		slices.Sort(held)
		return held[len(held)/2]
	}
	return &heldMemory{Looks: len(m.held), First: median(m.held[:n]), Last: median(m.held[len(m.held)-n:])}
}
