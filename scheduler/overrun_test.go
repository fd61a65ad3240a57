package scheduler

import (
	"encoding"
	"errors"
	"slices"
	"testing"
	"time"

	"touchline/components"
)

// drive runs ticks 0 to last on a manual clock, with stalls by tick, and returns
// which were run.
func drive(p *pace, last components.Tick, stalls map[components.Tick]time.Duration) ([]components.Tick, error) {
	var now time.Duration
	var ran []components.Tick
	p.anchor(now, 0)
	for next := components.Tick(0); next <= last; {
		now = max(now, p.due(next))
		k, err := p.pick(now, next, last)
		if err != nil {
			return ran, err
		}
		ran = append(ran, k)
		now += stalls[k]
		next = k + 1
	}
	return ran, nil
}

func ticks(spans ...components.Tick) []components.Tick {
	var all []components.Tick
	for i := 0; i < len(spans); i += 2 {
		for k := spans[i]; k <= spans[i+1]; k++ {
			all = append(all, k)
		}
	}
	return all
}

// TestPolicies checks the very ticks that are run. At 20 Hz tick 10 is due at
// 500 ms; a stall in it of 100 ms makes 11 and 12 due when it ends.
func TestPolicies(t *testing.T) {
	const ms = time.Millisecond
	tests := []struct {
		name     string
		policy   Overrun
		stall    time.Duration
		want     []components.Tick
		caughtUp uint64
		jumps    uint64
		moved    uint64
	}{
		{"catchup, 120 ms", CatchUp, 120 * ms, ticks(0, 20), 1, 0, 0},
		{"catchup, a period lost", CatchUp, 100 * ms, ticks(0, 20), 1, 0, 0},
		{"catchup, just less", CatchUp, 100*ms - 1, ticks(0, 20), 0, 0, 0},
		{"catchup, four", CatchUp, 300*ms - 1, ticks(0, 20), 4, 0, 0},
		{"catchup, one too many", CatchUp, 300 * ms, ticks(0, 14, 16, 20), 4, 1, 0},
		{"catchup, 400 ms", CatchUp, 400 * ms, ticks(0, 14, 18, 20), 4, 1, 0},
		{"skip, 120 ms", Skip, 120 * ms, ticks(0, 10, 12, 20), 0, 1, 0},
		{"skip, just less", Skip, 100*ms - 1, ticks(0, 20), 0, 0, 0},
		{"skip, to the last", Skip, 500 * ms, ticks(0, 10, 20, 20), 0, 1, 0},
		{"skip, not beyond the last", Skip, 900 * ms, ticks(0, 10, 20, 20), 0, 1, 0},
		{"slow, 120 ms", Slow, 120 * ms, ticks(0, 20), 0, 0, 1},
		{"slow, just less", Slow, 100*ms - 1, ticks(0, 20), 0, 0, 0},
		{"abort, 120 ms", Abort, 120 * ms, ticks(0, 10), 0, 0, 0},
		{"abort, just less", Abort, 100*ms - 1, ticks(0, 20), 0, 0, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := pace{rate: components.Rate{Num: 20, Den: 1}, policy: tt.policy}
			ran, err := drive(&p, 20, map[components.Tick]time.Duration{10: tt.stall})
			if !slices.Equal(ran, tt.want) {
				t.Errorf("ran   %v\nwant  %v", ran, tt.want)
			}
			if p.caughtUp != tt.caughtUp || p.jumps != tt.jumps || p.moved != tt.moved {
				t.Errorf("caught up %d, jumps %d, moved %d; want %d, %d, %d",
					p.caughtUp, p.jumps, p.moved, tt.caughtUp, tt.jumps, tt.moved)
			}
			if ended := ran[len(ran)-1] < 20; ended != errors.Is(err, ErrOverrun) {
				t.Errorf("error = %v, at tick %d", err, ran[len(ran)-1])
			}
		})
	}
}

func TestAbortMessage(t *testing.T) {
	p := pace{rate: components.Rate{Num: 20, Den: 1}, policy: Abort}
	_, err := drive(&p, 20, map[components.Tick]time.Duration{10: 120 * time.Millisecond})
	const want = "tick 11: would begin 70ms after it was due: must be under 50ms: overrun"
	if err == nil || err.Error() != want {
		t.Errorf("error = %q, want %q", err, want)
	}
}

// TestConstantOverload checks that an engine that needs 60 ms for each 50 ms
// neither falls behind for good nor drops more than it must.
func TestConstantOverload(t *testing.T) {
	stalls := make(map[components.Tick]time.Duration)
	for k := range components.Tick(601) {
		stalls[k] = 60 * time.Millisecond
	}
	for _, policy := range []Overrun{CatchUp, Skip} {
		p := pace{rate: components.Rate{Num: 20, Den: 1}, policy: policy}
		ran, err := drive(&p, 600, stalls)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(ran); n < 500 || n > 507 {
			t.Errorf("%s: ran %d of 601 ticks, want 5 of 6", policy, n)
		}
	}
}

// TestSlowMovesTheEpoch checks that after a stall ticks are a period apart again.
func TestSlowMovesTheEpoch(t *testing.T) {
	p := pace{rate: components.Rate{Num: 20, Den: 1}, policy: Slow}
	if _, err := drive(&p, 20, map[components.Tick]time.Duration{10: 120 * time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	if got, want := p.due(12), 670*time.Millisecond; got != want {
		t.Errorf("tick 12 is due at %v, want %v", got, want)
	}
}

// TestNames checks that what can be configured by name reads back.
func TestNames(t *testing.T) {
	for i := range 4 {
		want, got := Overrun(i), Overrun(9)
		checkText(t, want.String(), want, &got)
		if got != want {
			t.Errorf("%s read back as %s", want, got)
		}
	}
	for i := range 3 {
		want, got := Timing(i), Timing(9)
		checkText(t, want.String(), want, &got)
		if got != want {
			t.Errorf("%s read back as %s", want, got)
		}
	}
	var o Overrun
	const want = `overrun "drop": must be one of catchup, skip, slow, abort`
	if err := o.UnmarshalText([]byte("drop")); err == nil || err.Error() != want {
		t.Errorf("error = %v, want %s", err, want)
	}
}

func checkText(t *testing.T, name string, m encoding.TextMarshaler, u encoding.TextUnmarshaler) {
	t.Helper()
	text, err := m.MarshalText()
	if err != nil || string(text) != name {
		t.Errorf("%s is written as %q, %v", name, text, err)
	}
	if err := u.UnmarshalText(text); err != nil {
		t.Error(err)
	}
}
