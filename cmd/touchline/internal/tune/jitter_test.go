package tune

import (
	"slices"
	"testing"
	"time"

	"touchline/components"
)

// TestJitter: the engine's clock wakes closer to its time than time.Ticker, at the
// median of rounds, for a small share of a processor.
func TestJitter(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	found, err := MeasureJitter(t.Context(), components.Rate{Num: 50, Den: 1}, 3, 40, nil)
	if err != nil {
		t.Fatal(err)
	}
	p50 := map[string]time.Duration{}
	for _, j := range found {
		slices.Sort(j.P50s)
		p50[j.Name] = j.P50s[len(j.P50s)/2]
		if j.Hist.Count() != 120 {
			t.Errorf("%s: %d ticks", j.Name, j.Hist.Count())
		}
		t.Logf("%s: p50 %v, p99 %v, max %v, %.2f %% of a processor", j.Name, j.Hist.Quantile(500), j.Hist.Quantile(990), j.Hist.Max(), 100*float64(j.CPU)/float64(j.Wall))
	}
	if ours, theirs := p50["touchline"], p50["time.Ticker"]; ours*20 > theirs {
		t.Errorf("median %v late, and time.Ticker %v: want a twentieth", ours, theirs)
	}
}
