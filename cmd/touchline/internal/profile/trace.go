package profile

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"time"

	"touchline/components"
)

// WriteTrace writes the latest ticks as trace events, which Perfetto and
// chrome://tracing open: one track for the ticks, and one for each worker with the
// systems that it ran, shard by shard. Ticks that were given up are instants.
func (p *Profiler) WriteTrace(w io.Writer) error {
	t := tracer{out: bufio.NewWriter(w), names: p.names}
	fmt.Fprintf(t.out, `{"displayTimeUnit":"ns","otherData":{"ticks":"%d","first":"%d"},"traceEvents":[`, p.counts.ticks, p.spans.first())
	t.name("ticks", ticksTrack)
	for i := range p.workers() {
		name := "worker " + strconv.Itoa(i)
		if i == 0 {
			name += " (leader)"
		}
		t.name(name, i+1)
	}
	p.ring.each(func(k *Tick, _ []time.Duration, _ []uint32) {
		if k.Index < p.spans.first() {
			return
		}
		if k.Skipped > 0 {
			t.skip(k)
		}
		t.tick(k)
	})
	p.spans.each(t.shard)
	fmt.Fprint(t.out, "\n]}\n")
	return t.out.Flush()
}

// ticksTrack is the track of ticks; that of worker n is n + 1.
const ticksTrack = 0

// workers is how many workers have had a shard in the ticks that are kept.
func (p *Profiler) workers() int {
	n := 1
	p.spans.each(func(_ components.Tick, _, worker int, _ []time.Duration) { n = max(n, worker+1) })
	return n
}

type tracer struct {
	out   *bufio.Writer
	names []string
	more  bool
}

// event begins an event. Its times are microseconds, with three decimals.
func (t *tracer) event(phase string, track int, name string, at time.Duration) {
	if t.more {
		t.out.WriteByte(',')
	}
	t.more = true
	fmt.Fprintf(t.out, "\n{\"ph\":%q,\"pid\":1,\"tid\":%d,\"name\":%q,\"ts\":%s", phase, track, name, micros(at))
}

func micros(d time.Duration) string { return strconv.FormatFloat(float64(d)/1000, 'f', 3, 64) }

func (t *tracer) name(track string, id int) {
	t.event("M", id, "thread_name", 0)
	fmt.Fprintf(t.out, `,"args":{"name":%q}}`, track)
}

func (t *tracer) skip(k *Tick) {
	t.event("i", ticksTrack, "skipped", k.Start)
	fmt.Fprintf(t.out, `,"s":"t","args":{"ticks":%d}}`, k.Skipped)
}

func (t *tracer) tick(k *Tick) {
	t.event("X", ticksTrack, "tick", k.Start)
	fmt.Fprintf(t.out, `,"dur":%s,"args":{"tick":%d,"late_us":%s,"gc":%d,"involuntary_switches":%d}}`,
		micros(k.End-k.Start), k.Index, micros(k.Start-k.Due), k.GC, k.Involuntary)
}

func (t *tracer) shard(tick components.Tick, shard, worker int, stamps []time.Duration) {
	last := len(stamps) - 1
	t.event("X", worker+1, "shard "+strconv.Itoa(shard), stamps[0])
	fmt.Fprintf(t.out, `,"dur":%s,"args":{"tick":%d}}`, micros(stamps[last]-stamps[0]), tick)
	for i, name := range t.names {
		if stamps[i+1] == stamps[i] {
			continue // quarantined, or shorter than the clock can tell
		}
		t.event("X", worker+1, name, stamps[i])
		fmt.Fprintf(t.out, `,"dur":%s,"args":{"tick":%d,"shard":%d}}`, micros(stamps[i+1]-stamps[i]), tick, shard)
	}
}
