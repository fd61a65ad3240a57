package profile

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// sampleReport is a run that had all that can be told.
func sampleReport() *Report {
	per, few, many := 21.25, uint64(3), uint64(12_345)
	sure := uint32(1)
	return &Report{
		Streams: 100_000, Fixtures: 100_000, Workers: 2, Shards: 98, Pace: "wall", PeriodNS: 50e6, BudgetNS: 10e6, WallS: 100,
		Ticks: 2000, Skipped: 7, CaughtUp: 4,
		Tick:     Quantiles{7_654_321, 9_876_543, 12_345_678, 123_456_789},
		Response: Quantiles{7_700_000, 9_900_000, 12_400_000, 223_456_789},
		Late:     Quantiles{1_234, 56_789, 1_234_567, 100_000_000},
		GC:       1, Voluntary: &few, Involuntary: &many,
		Systems: []System{
			{"wagering", 987_654, 1_234_567, 2_345_678, 34_567_890, 0.127, 0.019753, 100_017.4, []string{"stream", "event"}, &per},
			{"director", 5_432_109, 6_543_210, 7_654_321, 87_654_321, 0.8699, 0.108642, 5_000_000, []string{"camera", "signal"}, &per},
			{"outbox", 812, 999, 1_000, 10_000, 0.0031, 0.00001624, 0.25, []string{"delivery"}, nil},
		},
		Load:    &System{Name: "simulate", P50: 25_000_000, P90: 30_000_000, P99: 40_000_000, Max: 1_500_000_000, Budget: 0.5, Rows: 100_000, RowsOf: []string{"stream"}, PerRow: &per},
		Overran: 2, Causes: []Cause{{"preempted", 1}, {"system director", 1}},
		Overruns: []Overrun{
			{Tick: 40, Due: 2e9, Start: 2e9 + 1500, End: 2e9 + 12_500_000, Voluntary: &sure, Involuntary: &sure, Cause: "preempted"},
			{Tick: 1234, Due: 61.7e9, Start: 61.8e9, End: 61.92e9, Skipped: 7, Cause: "system director"},
		},
	}
}

// TestTable: at 80 columns, the whole of it.
func TestTable(t *testing.T) {
	var b strings.Builder
	if err := sampleReport().WriteTable(&b, Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	const want = `2,000 ticks of 100,000 streams in 98 shards on 2 workers, pace wall

    system     p50     p90     p99     max   share   period     rows  ns/row
  wagering   988µs  1.23ms  2.35ms  34.6ms   12.7%   1.975%  100,017    21.2
  director  5.43ms  6.54ms  7.65ms  87.7ms   87.0%  10.864%    5.00M    21.2
    outbox   812ns   999ns  1.00µs  10.0µs    0.3%   0.002%     0.25       -
  simulate  25.0ms  30.0ms  40.0ms   1.50s  (load)  50.000%  100,000    21.2

               p50     p90     p99    max
      tick  7.65ms  9.88ms  12.3ms  123ms
  response  7.70ms  9.90ms  12.4ms  223ms
      late  1.23µs  56.8µs  1.23ms  100ms

7 skipped, 4 caught up; 1 GC cycles
context switches: 3 voluntary, 12,345 involuntary
2 ticks went over the budget of 10ms: preempted 1, system director 1
  tick 1234: 100ms late, done after 220ms, 7 skipped before: system director
  tick 40: 1.50µs late, done after 12.5ms: preempted
`
	if b.String() != want {
		t.Errorf("%s\nwant\n%s", b.String(), want)
	}
	for line := range strings.Lines(b.String()) {
		if utf8.RuneCountInString(line) > 80+len("\n") {
			t.Errorf("%d columns: %s", utf8.RuneCountInString(line), line)
		}
	}
}

// TestWideTable: with more columns the systems have what their rows are of, and
// their shares as bars; at the top is the dearest.
func TestWideTable(t *testing.T) {
	var b strings.Builder
	if err := sampleReport().WriteTable(&b, Options{Width: 160, Top: true}); err != nil {
		t.Fatal(err)
	}
	const want = `    system     p50     p90     p99     max   share   period     rows  ns/row  rows of
  director  5.43ms  6.54ms  7.65ms  87.7ms   87.0%  10.864%    5.00M    21.2  camera, signal ████████████████████▉
  wagering   988µs  1.23ms  2.35ms  34.6ms   12.7%   1.975%  100,017    21.2  stream, event  ███
    outbox   812ns   999ns  1.00µs  10.0µs    0.3%   0.002%     0.25       -  delivery       ▏
  simulate  25.0ms  30.0ms  40.0ms   1.50s  (load)  50.000%  100,000    21.2  stream
`
	_, got, _ := strings.Cut(b.String(), "\n\n")
	if !strings.HasPrefix(got, want) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestUnknown: what the system does not tell is not told as 0, and at full speed,
// at which nothing is due, nothing is late.
func TestUnknown(t *testing.T) {
	r := sampleReport()
	r.Voluntary, r.Involuntary, r.Pace, r.Overran = nil, nil, "max", 0
	var b strings.Builder
	if err := r.WriteTable(&b, Options{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "context switches: n/a voluntary, n/a involuntary\nno tick went over the budget of 10ms\n") {
		t.Error(b.String())
	}
	if strings.Contains(b.String(), "  late  ") || strings.Contains(b.String(), "response") {
		t.Error(b.String())
	}
}

func TestBrief(t *testing.T) {
	for ns, want := range map[uint64]string{
		0: "0ns", 999: "999ns", 1000: "1.00µs", 9_994: "9.99µs", 12_340: "12.3µs", 999_400: "999µs", 1_000_000: "1.00ms", 59_900_000_000: "59.9s",
	} {
		if got := brief(ns); got != want {
			t.Errorf("%d ns are written %s, want %s", ns, got, want)
		}
	}
}
