package scheduler_test

import (
	"runtime"
	"slices"
	"testing"
	"time"

	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
)

// work is a system that takes about a microsecond, whatever it finds.
type work struct {
	name  string
	turns int
	sum   uint64
}

func (w *work) Name() string     { return w.name }
func (*work) Access() ecs.Access { return ecs.Access{} }
func (w *work) Run(*ecs.Run)     { w.turn(w.turns) }

func (w *work) turn(n int) {
	x := w.sum
	for range n {
		x = x*6364136223846793005 + 1442695040888963407 // each waits for the one before
	}
	w.sum = x
}

// microsecond is how many turns take one, on a machine that does nothing else.
func microsecond() int {
	const turns = 10_000
	best := time.Hour
	for range 50 {
		began := time.Now()
		new(work).turn(turns)
		best = min(best, time.Since(began))
	}
	return max(int(turns*time.Microsecond/best), 1)
}

// paired measures a and b in turns, each of which comes first as often as the other,
// and returns the median of what compare makes of a pair.
func paired(rounds int, a, b func() float64, compare func(a, b float64) float64) float64 {
	var values []float64
	for n := range rounds {
		var of [2]float64
		for _, side := range [2]int{n % 2, 1 - n%2} {
			of[side] = [2]func() float64{a, b}[side]()
		}
		values = append(values, compare(of[0], of[1]))
	}
	slices.Sort(values)
	return values[rounds/2]
}

// TestFullTimingCost: to time every boundary of systems that take a microsecond makes
// a tick longer by no more than eight hundredths. It is the time of the thread that
// counts, so that neighbours count for little, and of three times the best.
func TestFullTimingCost(t *testing.T) {
	if testing.Short() || raced {
		t.Skip("takes a second, without the race detector")
	}
	for range 3 {
		ratio := fullTiming(t)
		t.Logf("full timing makes ticks of ten systems of a microsecond %.2f %% longer", 100*(ratio-1))
		if ratio <= 1.08 {
			return
		}
	}
	t.Error("three times full timing made ticks more than 8 % longer")
}

// fullTiming returns how long a tick takes that is timed, by one that is not.
func fullTiming(t *testing.T) float64 {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	turns := microsecond()
	block := func(timing scheduler.Timing) func() float64 {
		var systems []ecs.System
		for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
			systems = append(systems, &work{name: name, turns: turns})
		}
		s := newShards(t, 1, 1)
		e := newEngine(t, scheduler.Config{Systems: steps(systems...), Timing: timing, Workers: 1}, s)
		return func() float64 {
			before := threadCPU(t)
			if _, err := e.Run(t.Context(), s.Tick+120); err != nil { // on this thread: one worker does without its own
				t.Fatal(err)
			}
			return float64(threadCPU(t) - before)
		}
	}
	full, off := block(scheduler.Full), block(scheduler.Off)
	return paired(201, full, off, func(full, off float64) float64 { return full / off })
}

// BenchmarkDispatch measures what it takes a leader to hand out four shards to
// workers that never come, beside a plain loop over them, in turns.
func BenchmarkDispatch(b *testing.B) {
	b.ReportAllocs()
	cfg := scheduler.Config{Systems: steps(still("still")), Timing: scheduler.Off, Workers: 1}
	loop, alone := newShards(b, 4, 4), newShards(b, 4, 4)
	loops, leads := newEngine(b, cfg, loop), newEngine(b, cfg, alone)
	const ticks = 10_000
	each := func(s *ecs.Shards, run func(until components.Tick) (scheduler.Report, error)) func() float64 {
		return func() float64 {
			r, err := run(s.Tick + ticks)
			if err != nil {
				b.Fatal(err)
			}
			return float64(r.Wall) / ticks
		}
	}
	plain := each(loop, func(until components.Tick) (scheduler.Report, error) { return loops.Run(b.Context(), until) })
	gang := each(alone, func(until components.Tick) (scheduler.Report, error) { return leads.RunAlone(b.Context(), until) })
	b.ResetTimer()
	over := paired(max(b.N/ticks, 15), gang, plain, func(gang, plain float64) float64 { return gang - plain })
	b.ReportMetric(over, "ns/tick-over-loop")
	b.ReportMetric(0, "ns/op")
}
