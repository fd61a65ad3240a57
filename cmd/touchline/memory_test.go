package main

import (
	"testing"

	"touchline/components"
)

// TestMemory: it is looked at every minute, by fewer looks when a run lasts for days,
// and without taking memory; a step in the middle is in the report.
func TestMemory(t *testing.T) {
	var m memory
	for tick := range components.Tick(3 * memoryEvery) {
		m.take(tick + 1)
	}
	if n := len(m.held); n != 0 && n != 3 { // 0 where it is not told
		t.Errorf("%d looks in three minutes", n)
	}
	if m.report() != nil {
		t.Error("a report of too few looks")
	}
	if n := testing.AllocsPerRun(100, func() { m.take(memoryEvery) }); n != 0 {
		t.Errorf("a look takes memory %v times", n)
	}
	m = memory{every: 1, held: make([]int64, 0, 8), reader: m.reader}
	for tick := range components.Tick(100) {
		m.take(tick + 1)
	}
	if m.reader.read() > 0 && (m.every != 16 || len(m.held) < 4) {
		t.Errorf("every %d ticks, %d looks", m.every, len(m.held))
	}
	m.held = []int64{50, 10, 11, 12, 70, 90, 90, 90, 90, 30, 33, 31}
	if got := m.report(); *got != (heldMemory{Looks: 12, First: 11, Last: 31}) {
		t.Errorf("report %+v", got)
	}
}
