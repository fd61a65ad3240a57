package scheduler

import (
	"slices"
	"testing"
	"time"

	"touchline/components"
)

// TestSkips: a run that is told what another gave up runs the very ticks that it ran, and
// a run that begins later those that are left.
func TestSkips(t *testing.T) {
	rate := components.Rate{Num: 20, Den: 1}
	live := pace{rate: rate, policy: Skip}
	stalls := map[components.Tick]time.Duration{3: 260 * time.Millisecond, 10: 120 * time.Millisecond, 40: time.Second}
	ran, err := drive(&live, 80, stalls)
	if err != nil {
		t.Fatal(err)
	}
	var skips []Skip
	for i := 1; i < len(ran); i++ {
		if n := uint64(ran[i] - ran[i-1] - 1); n > 0 {
			skips = append(skips, Skip{ran[i], n})
		}
	}
	if len(skips) != 3 {
		t.Fatalf("ticks were given up at %d places, want 3: %v", len(skips), skips)
	}
	again := pace{rate: rate, skips: skips}
	if got, err := drive(&again, 80, nil); err != nil || !slices.Equal(got, ran) {
		t.Errorf("ran  %v\nwant %v (%v)", got, ran, err)
	}
	if again.jumps != live.jumps || live.jumps != 3 {
		t.Errorf("%d and %d jumps, want 3", again.jumps, live.jumps)
	}
	for _, next := range []components.Tick{4, 5, skips[0].Tick, 30} { // 4 is the first that is given up
		p := pace{rate: rate, skips: skips}
		got, ok := p.told(next)
		if want := next == 4; ok != want || want && got != skips[0].Tick {
			t.Errorf("at tick %d: %d, %v", next, got, ok)
		}
	}
}

func TestCheckSkips(t *testing.T) {
	for _, tt := range []struct {
		list []Skip
		want string
	}{
		{nil, ""},
		{[]Skip{{5, 5}, {7, 1}}, ""},
		{[]Skip{{5, 0}}, "skip of 0 ticks before tick 5: must be from 1 to as many as there are"},
		{[]Skip{{5, 6}}, "skip of 6 ticks before tick 5: must be from 1 to as many as there are"},
		{[]Skip{{5, 1}, {7, 2}}, "skip of 2 ticks before tick 7: tick 5, which is none of them, was run before"},
		{[]Skip{{5, 1}, {5, 1}}, "skip of 1 ticks before tick 5: tick 5, which is none of them, was run before"},
	} {
		got := ""
		if err := CheckSkips(tt.list); err != nil {
			got = err.Error()
		}
		if got != tt.want {
			t.Errorf("%v: %q, want %q", tt.list, got, tt.want)
		}
	}
}
