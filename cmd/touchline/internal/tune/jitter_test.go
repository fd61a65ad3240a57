package tune

import (
	"slices"
	"testing"
	"time"

	"touchline/components"
)

// TestJitter: the engine's clock wakes closer to its time than time.Ticker, at the
// median. It is measured up to five times: neighbours may spoil a few seconds, but a
// clock that sleeps too long does so each time.
func TestJitter(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for range 5 {
		found, err := MeasureJitter(t.Context(), components.Rate{Num: 50, Den: 1}, 3, 20, nil)
		if err != nil {
			t.Fatal(err)
		}
		p50 := map[string]time.Duration{}
		for _, j := range found {
			slices.Sort(j.P50s)
			p50[j.Name] = j.P50s[len(j.P50s)/2]
			if j.Hist.Count() != 60 {
				t.Errorf("%s: %d ticks", j.Name, j.Hist.Count())
			}
			t.Logf("%s: p50 %v, p99 %v from %v to %v, %.2f %% of a processor", j.Name, p50[j.Name], j.Hist.Quantile(990),
				slices.Min(j.P99s), slices.Max(j.P99s), 100*float64(j.CPU)/float64(j.Wall))
		}
		if p50["touchline"]*20 <= p50["time.Ticker"] {
			return
		}
	}
	t.Error("five times the engine's clock was late by more than a twentieth of what time.Ticker was, at the median")
}
