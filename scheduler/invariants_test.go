//go:build invariants

package scheduler_test

import (
	"testing"

	"touchline/ecs"
	"touchline/scheduler"
)

// TestPanicIsLetThrough checks that a mistake of ours does not go unnoticed where
// mistakes are looked for.
func TestPanicIsLetThrough(t *testing.T) {
	faulty := toy{name: "faulty", run: func(*ecs.Run) { panic("flat") }}
	e := newEngine(t, scheduler.Config{Systems: steps(faulty)}, newShards(t, 1, 1))
	defer func() {
		if p := recover(); p != "flat" {
			t.Errorf("recovered %v, want flat", p)
		}
	}()
	_, err := e.Run(t.Context(), 1)
	t.Errorf("the run returned %v", err)
}
