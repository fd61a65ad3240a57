package profile

import (
	"runtime"
	"testing"
	"time"

	"touchline/ecs"
	"touchline/scheduler"
)

// TestCause goes through the reasons, in their order.
func TestCause(t *testing.T) {
	const budget = 10 * time.Millisecond
	timings := &scheduler.Timings{Systems: make([]scheduler.Hist, 3)}
	for i := range timings.Systems {
		timings.Systems[i].Add(time.Duration(i+1) * time.Millisecond)
	}
	p := New(Config{
		Systems: steps(toy{"simulate", idle}, toy{"abr", idle}, toy{"drm", idle}),
		Timings: timings, Period: budget,
	})
	ms := func(n ...float64) (d []time.Duration) {
		for _, v := range n {
			d = append(d, time.Duration(v*1e6))
		}
		return d
	}
	usual, long := ms(1, 2, 3), budget+4*time.Millisecond
	off := func(n uint32, wait time.Duration) scheduler.Usage {
		return scheduler.Usage{Threads: true, Involuntary: n, Waiting: wait}
	}
	for _, tt := range []struct {
		name  string
		took  time.Duration
		usage scheduler.Usage
		times []time.Duration
		want  string
	}{
		{"in the budget", budget, scheduler.Usage{GC: 1}, usual, "late"},
		{"collected", long, scheduler.Usage{GC: 1, Threads: true, Involuntary: 1, Waiting: long}, usual, "gc"},
		{"half of the excess", long, off(1, 2*time.Millisecond), usual, "preempted"},
		{"less", long, off(1, 2*time.Millisecond-1), ms(1, 2, 9), "system drm"},
		{"nobody took it off", long, off(0, long), ms(1, 8, 3), "system abr"},
		{"waited of its own will, too", long, scheduler.Usage{Threads: true, Voluntary: 1, Involuntary: 1, Waiting: long}, ms(1, 8, 3), "system abr"},
		{"nobody tells", long, scheduler.Usage{Involuntary: 1, Waiting: long}, ms(1, 8, 3), "system abr"},
		{"beyond its own median", long, scheduler.Usage{}, ms(1, 5, 5), "system abr"},
		{"the load", long, scheduler.Usage{}, ms(8, 4, 5), "load"},
	} {
		tick := &Tick{Due: 0, Start: time.Second, End: time.Second + tt.took, Usage: tt.usage}
		if got := p.text(p.cause(tick, tt.times)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// TestOverruns plants what ticks may be held up by.
func TestOverruns(t *testing.T) {
	var clock scheduler.Manual
	act := func(r *ecs.Run) {
		switch r.Now.Tick {
		case 3:
			time.Sleep(60 * time.Millisecond)
		case 5:
			clock.Advance(150 * time.Millisecond) // 6 begins 100 ms late
		case 9:
			runtime.GC()
			time.Sleep(60 * time.Millisecond)
		}
	}
	called := 0
	r := newRig(t, Config{Overran: func() { called++ }}, scheduler.Config{
		Clock: &clock, Systems: steps(toy{"abr", idle}, toy{"drm", act}, toy{"splice", idle}),
	}, shards(t, 1))
	r.run(t, 12)
	got := r.Report(&r.report)
	causes := map[uint64]string{}
	for _, o := range got.Overruns {
		causes[uint64(o.Tick)] = o.Cause
		if o.Tick == 3 && (o.Systems["drm"] < uint64(60*time.Millisecond) || o.Systems["abr"] > o.Systems["drm"] || len(o.Systems) != 3) {
			t.Errorf("tick %d: systems took %v", o.Tick, o.Systems)
		}
		if o.End-o.Due <= int64(50*time.Millisecond) || o.Due > o.Start || o.Start > o.End {
			t.Errorf("%+v", o)
		}
	}
	for tick, want := range map[uint64]string{3: "system drm", 6: "late", 9: "gc"} {
		if causes[tick] != want {
			t.Errorf("tick %d: %q, want %q", tick, causes[tick], want)
		}
	}
	total := uint64(0)
	for _, c := range got.Causes {
		total += c.Ticks
	}
	if got.Overran != uint64(len(got.Overruns)) || total != got.Overran || called != int(got.Overran) {
		t.Errorf("%d overran, %d listed, %d by cause, %d told", got.Overran, len(got.Overruns), total, called)
	}
}

// TestOverrunsAreBounded: all are counted, not all are kept.
func TestOverrunsAreBounded(t *testing.T) {
	r := newRig(t, Config{Budget: 1}, scheduler.Config{Systems: steps(toy{"abr", idle})}, shards(t, 1))
	r.run(t, most+500)
	if got := r.Report(&r.report); got.Overran != most+500 || len(got.Overruns) != most {
		t.Errorf("%d overran, %d are listed; want %d and %d", got.Overran, len(got.Overruns), most+500, most)
	}
}
