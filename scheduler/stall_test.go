package scheduler_test

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// stallRow is a line of the table in docs/tuning.md: how long tick 10 took, the
// policy, which ticks ran, which were skipped, how late one began at most, and when
// tick 20 began.
var stallRow = regexp.MustCompile(`(?m)^\| (\d+ms) \| ` + "`(\\w+)`" + ` \| ([\d, -]+) \| ([\d, -]+|none) \| (\w+) \| ([\w.]+|never) \|$`)

// TestStall runs an engine on a clock that stands still but for one stall, and holds
// it to the table that the documentation has: the very ticks, under each policy.
// What was due was executed or skipped.
func TestStall(t *testing.T) {
	page, err := os.ReadFile("../docs/tuning.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	for _, row := range stallRow.FindAllStringSubmatch(string(page), -1) {
		seen[row[2]]++
		t.Run(row[1]+" "+row[2], func(t *testing.T) {
			stall, err := time.ParseDuration(row[1])
			if err != nil {
				t.Fatal(err)
			}
			var policy scheduler.Overrun
			if err := policy.UnmarshalText([]byte(row[2])); err != nil {
				t.Fatal(err)
			}
			if got := stalled(t, policy, stall); got != strings.Join(row[3:], " | ") {
				t.Errorf("%s\nwant %s", got, strings.Join(row[3:], " | "))
			}
		})
	}
	if len(seen) != 4 || seen["catchup"] != 2 || seen["skip"] != 2 || seen["slow"] != 2 || seen["abort"] != 2 {
		t.Errorf("rows of the table, by policy: %v, want two of each", seen)
	}
}

// stalled runs ticks 0 to 20 at 20 Hz, the tenth of which takes so long, and returns
// what the table says of it.
func stalled(t *testing.T, policy scheduler.Overrun, stall time.Duration) string {
	var clock scheduler.Manual
	var ran, skipped, caughtUp []components.Tick
	last := "never"
	act := toy{name: "stall", run: func(r *ecs.Run) {
		for n := r.Now.Skipped; n > 0; n-- {
			skipped = append(skipped, r.Now.Tick-components.Tick(n))
		}
		ran = append(ran, r.Now.Tick)
		switch r.Now.Tick {
		case 10:
			clock.Advance(stall)
		case 20:
			last = clock.Now().String()
		}
	}}
	s := newShards(t, 1, 1)
	e := newEngine(t, scheduler.Config{Systems: steps(act), Clock: &clock, Overrun: policy, OnTick: func(r *scheduler.Record) error {
		if r.CaughtUp {
			caughtUp = append(caughtUp, r.Tick)
		}
		return nil
	}}, s)
	r, err := e.Run(t.Context(), 21)
	if ended := policy == scheduler.Abort; ended != errors.Is(err, scheduler.ErrOverrun) {
		t.Errorf("error = %v", err)
	}
	if n := uint64(len(caughtUp)); n != r.CaughtUp || n > 0 && caughtUp[0] != 11 {
		t.Errorf("ticks %v began a period late, %d counted", caughtUp, r.CaughtUp)
	}
	if r.Executed != uint64(len(ran)) || r.Skipped != uint64(len(skipped)) || r.Executed+r.Skipped != r.Due || r.Due != uint64(s.Tick) {
		t.Errorf("executed %d + skipped %d of %d due, at tick %d", r.Executed, r.Skipped, r.Due, s.Tick)
	}
	return fmt.Sprintf("%s | %s | %v | %s", spans(ran), spans(skipped), r.Late.Max, last)
}

// spans writes ticks as 0-10, 12.
func spans(ticks []components.Tick) string {
	if len(ticks) == 0 {
		return "none"
	}
	var all []string
	for i := 0; i < len(ticks); {
		first := i
		for i++; i < len(ticks) && ticks[i] == ticks[i-1]+1; i++ {
		}
		if i-first == 1 {
			all = append(all, fmt.Sprint(ticks[first]))
		} else {
			all = append(all, fmt.Sprintf("%d-%d", ticks[first], ticks[i-1]))
		}
	}
	return strings.Join(all, ", ")
}
