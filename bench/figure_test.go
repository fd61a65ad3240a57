package bench

import (
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"touchline/components"
)

// measured measures rows for as short as can be.
func measured(t *testing.T, streams []int, rows ...string) *Report {
	t.Helper()
	o := DefaultOptions()
	o.Streams, o.Time, o.Rows = streams, time.Millisecond, rows
	r, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestFigures: what follows from the full pipeline is 50 ms over what that takes, at
// each size, and brings the row with it.
func TestFigures(t *testing.T) {
	r := measured(t, []int{1, 9}, headroomRow, streamsRow)
	if len(r.Figures) != 4 || len(r.Rows) != 16 {
		t.Fatalf("%d figures and %d rows, want 4 and 16", len(r.Figures), len(r.Rows))
	}
	for i, f := range r.Figures {
		m := &r.Rows[i/2*8]
		if f.Streams != m.Streams || f.Value != 50e6/m.Ours || f.Reference != 50e6/m.ReferenceNS || f.Best != 50e6/r.best(m).ReferenceNS {
			t.Errorf("%+v of %+v", f, m)
		}
		if half := map[string]float64{headroomRow: 0, streamsRow: f.Value / 2}[f.Row]; f.Half != half {
			t.Errorf("%s: %v in half a tick, want %v", f.Row, f.Half, half)
		}
	}
}

func TestSustained(t *testing.T) {
	r := measured(t, []int{3}, sustainedRow)
	if len(r.Figures) != 1 || len(r.Rows) != 8 {
		t.Fatalf("%d figures and %d rows, want 1 and 8", len(r.Figures), len(r.Rows))
	}
	f := r.Figures[0]
	if f.Row != sustainedRow || f.Streams != 3 || f.Threads != 1 || f.Operation == "" || f.Seconds < 0.005 ||
		f.Value <= 0 || f.Reference <= 0 || f.Best <= 0 {
		t.Errorf("%+v", f)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"figures":[{"row":"sustained","streams":3,"operation":"full pipeline of a stream: five operations","threads":1,"seconds":`, `"unit":"ops/s"`, `"reference_published":`, `"reference_best":`, `"published":8300000}`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

// TestLoopback: the services answer as the engine does, and are gone in the end.
func TestLoopback(t *testing.T) {
	before := runtime.NumGoroutine()
	r := measured(t, []int{1}, loopbackRow)
	if f := r.Figures[0]; f.Row != loopbackRow || f.Value <= f.Tick || f.P99 < f.Value || f.Tick <= 0 || f.Unit != "ns" {
		t.Errorf("%+v", f)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer time.AfterFunc(50*time.Millisecond, stop).Stop()
	if _, err := measureLoopback(ctx, 1, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("error = %v after it was told to stop", err)
	}
	for began := time.Now(); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Since(began) > 10*time.Second {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
	}
}

// TestArrival: what arrives is what was sent, and a difference is found.
func TestArrival(t *testing.T) {
	r := measured(t, []int{1, 50}, arrivalRow)
	if len(r.Rows) != 8 {
		t.Fatalf("%d rows, want 8", len(r.Rows))
	}
	for _, m := range r.Rows {
		if m.Row != arrivalRow || m.Ours <= 0 || m.ReferenceNS <= 0 || len(m.Digest) != 32 || m.Digest == newDigest().String() {
			t.Errorf("%+v", m)
		}
	}
	a, err := newArrival(newWorkload(1, 7))
	if err != nil {
		t.Fatal(err)
	}
	a.plant = func(e *components.Event) {
		if e.Seq == uint32(firstTick)+3 {
			e.Occurred++
		}
	}
	var d *Difference
	if _, err := a.round(inShuffledOrder, false); !errors.As(err, &d) || d.Reference != byPublished || d.Tick != firstTick+2 || d.Part != "wager" {
		t.Errorf("error = %v, want a difference in tick %d", err, firstTick+2)
	}
}

// TestArrivalAllocatesNothing: a command is put down without garbage.
func TestArrivalAllocatesNothing(t *testing.T) {
	if raced {
		t.Skip("allocations are counted without the race detector")
	}
	a, err := newArrival(newWorkload(1, 50))
	if err != nil {
		t.Fatal(err)
	}
	o := a.orders[inShuffledOrder]
	a.fill(a.tick, o)
	for name, call := range map[string]func() error{"ours": a.ours, byPublished: func() error { return a.callPublished(o) }, byBest: a.callBest} {
		if n := testing.AllocsPerRun(100, func() {
			a.run.Clear()
			if err := call(); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations in a tick, want 0", name, n)
		}
	}
}

// TestFloors: no more than the pipeline's rows, and what a byte and a hash take.
func TestFloors(t *testing.T) {
	f, err := measureFloors(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if f.Bytes < 250 || f.Bytes > 1000 || f.Memory != float64(f.Bytes)/f.Read || f.Hash <= 0 {
		t.Errorf("%+v", f)
	}
	if got := total([]uint64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}); got != 66 {
		t.Errorf("total %d, want 66", got)
	}
}

func TestLarge(t *testing.T) {
	for v, want := range map[float64]string{0: "0.00", 1.234: "1.23", 99: "99.0", 999: "999", 999.7: "1.00 k", 13_513: "13.5 k", 8.3e6: "8.30 M", 123_456_789: "123 M", 1.5e9: "1.50 G"} {
		if got := large(v); got != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
	for ns, want := range map[float64]string{0: "0s", 999: "999ns", 1234: "1.23µs", 312_499: "312µs", 33e6: "33ms"} {
		if got := whole(ns).String(); got != want {
			t.Errorf("%v: %q, want %q", ns, got, want)
		}
	}
}
