package scheduler

import (
	"slices"
	"testing"
	"time"

	"touchline/components"
)

// TestGaps: a run that is told what another gave up runs the very ticks that it ran, and
// a run that begins later those that are left.
func TestGaps(t *testing.T) {
	rate := components.Rate{Num: 20, Den: 1}
	live := pace{rate: rate, policy: Skip}
	stalls := map[components.Tick]time.Duration{3: 260 * time.Millisecond, 10: 120 * time.Millisecond, 40: time.Second}
	ran, err := drive(&live, 80, stalls)
	if err != nil {
		t.Fatal(err)
	}
	var gaps []Gap
	for i := 1; i < len(ran); i++ {
		if n := uint64(ran[i] - ran[i-1] - 1); n > 0 {
			gaps = append(gaps, Gap{ran[i], n})
		}
	}
	if len(gaps) != 3 {
		t.Fatalf("ticks were given up at %d places, want 3: %v", len(gaps), gaps)
	}
	again := pace{rate: rate, gaps: gaps}
	if got, err := drive(&again, 80, nil); err != nil || !slices.Equal(got, ran) {
		t.Errorf("ran  %v\nwant %v (%v)", got, ran, err)
	}
	if again.jumps != live.jumps || live.jumps != 3 {
		t.Errorf("%d and %d jumps, want 3", again.jumps, live.jumps)
	}
	for _, next := range []components.Tick{4, 5, gaps[0].Tick, 30} { // 4 is the first that is given up
		p := pace{rate: rate, gaps: gaps}
		got, ok := p.told(next)
		if want := next == 4; ok != want || want && got != gaps[0].Tick {
			t.Errorf("at tick %d: %d, %v", next, got, ok)
		}
	}
}

func TestCheckGaps(t *testing.T) {
	for _, tt := range []struct {
		list []Gap
		want string
	}{
		{nil, ""},
		{[]Gap{{5, 5}, {7, 1}}, ""},
		{[]Gap{{5, 0}}, "a gap of 0 ticks before tick 5: must be from 1 to as many as there are"},
		{[]Gap{{5, 6}}, "a gap of 6 ticks before tick 5: must be from 1 to as many as there are"},
		{[]Gap{{5, 1}, {7, 2}}, "a gap of 2 ticks before tick 7: tick 5, which is none of them, was run before"},
		{[]Gap{{5, 1}, {5, 1}}, "a gap of 1 ticks before tick 5: tick 5, which is none of them, was run before"},
	} {
		got := ""
		if err := CheckGaps(tt.list); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%v: %q, want %q", tt.list, got, tt.want)
		}
	}
}
