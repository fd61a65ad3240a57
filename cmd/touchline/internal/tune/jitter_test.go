package tune

import (
	"fmt"
	"os"
	"runtime"
	"testing"
	"time"

	"touchline/components"
)

// TestJitter: the engine's clock wakes closer to its time than time.Ticker, by a factor
// of twenty at the median. Of up to twelve rounds the best of each counts: neighbours
// spoil rounds of either, but a clock that sleeps too long does so in all. If there
// are so many that they spoil them all, nothing is said.
func TestJitter(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	best := map[string]time.Duration{}
	for round := range 12 {
		found, err := MeasureJitter(t.Context(), components.Rate{Num: 50, Den: 1}, 1, 20, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, j := range found {
			if j.Hist.Count() != 20 || len(j.P50s) != 1 || len(j.P99s) != 1 {
				t.Errorf("%s: %d ticks in rounds of %v and %v", j.Name, j.Hist.Count(), j.P50s, j.P99s)
			}
			t.Logf("%s: p50 %v, p99 %v, %.2f %% of a processor", j.Name, j.P50s[0], j.P99s[0], 100*float64(j.CPU)/float64(j.Wall))
			if round == 0 || j.P50s[0] < best[j.Name] {
				best[j.Name] = j.P50s[0]
			}
		}
		if best["touchline"]*20 <= best["time.Ticker"] {
			return
		}
	}
	if load := busy(); load != "" {
		t.Skipf("the machine is too busy to tell: %s", load)
	}
	t.Errorf("at best the engine's clock was %v late, and time.Ticker %v: want a twentieth", best["touchline"], best["time.Ticker"])
}

// busy says how busy the machine is, if that is more than twice what it can do.
func busy() string {
	text, err := os.ReadFile("/proc/loadavg")
	var load float64
	if _, serr := fmt.Sscan(string(text), &load); err != nil || serr != nil || load <= float64(2*runtime.NumCPU()) {
		return ""
	}
	return fmt.Sprintf("a load of %v on %d CPUs", load, runtime.NumCPU())
}
