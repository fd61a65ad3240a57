package scheduler

import (
	"time"

	"touchline/components"
)

// Timing says which ticks are timed.
type Timing uint8

// The modes of timing.
const (
	Full    Timing = iota // all
	Sampled               // one in 16 on average, so that short ticks are not mostly clock readings; maxima are of these
	Off                   // none
)

var timingNames = []string{"full", "sampled", "off"}

func (t Timing) String() string { return name(timingNames, int(t)) }

// MarshalText implements [encoding.TextMarshaler].
func (t Timing) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText implements [encoding.TextUnmarshaler]. It knows full, sampled and
// off.
func (t *Timing) UnmarshalText(text []byte) error {
	i, err := parseName("timing", timingNames, text)
	*t = Timing(i)
	return err
}

// Timings are the histograms of a run. They may be read by OnTick, and between
// runs.
type Timings struct {
	Systems []Hist // by step: its time in a tick, over all shards and merging
	Tick    Hist   // the work of a tick, without load
	Late    Hist   // how late ticks began
}

// timing measures ticks. Workers write down the time at each boundary between
// systems, each for the shard that it has; the leader makes histograms of them
// when all are done.
type timing struct {
	Timings
	mode   Timing
	load   []bool // by step
	base   time.Time
	stamps []time.Duration // for each shard, when it was begun and when each step ended
	by     []int32         // by shard: the worker that had it
	taken  []time.Duration // by shard: the processor time that it took, if anybody asks
	sums   []time.Duration // by step: in this tick
	merged time.Duration   // when all shards were done, or the last merging ended
	merge  time.Duration   // how long merging took, without load

	idle, finish []time.Duration // by worker: its load in this tick, and the end of its last pass
}

func (t *timing) init(cfg Config, shards int) {
	steps := len(cfg.Systems)
	t.mode, t.base = cfg.Timing, time.Now()
	for _, s := range cfg.Systems {
		t.load = append(t.load, s.Load)
	}
	t.Systems = make([]Hist, steps)
	t.stamps = make([]time.Duration, shards*(steps+1))
	t.by = make([]int32, shards)
	if cfg.Processor && threadUsage {
		t.taken = make([]time.Duration, shards)
	}
	t.sums = make([]time.Duration, steps)
	t.idle, t.finish = make([]time.Duration, shards), make([]time.Duration, shards)
}

func (t *timing) reset() {
	for i := range t.Systems {
		t.Systems[i].Reset()
	}
	t.Tick.Reset()
	t.Late.Reset()
}

// take says whether tick k is timed. Samples are spread by the golden ratio: every
// sixteenth tick would be in step with work that comes every 40.
func (t *timing) take(k components.Tick) bool {
	switch t.mode {
	case Full:
		return true
	case Sampled:
		return uint64(k)*0x9e3779b97f4a7c15>>60 == 0
	}
	return false
}

func (t *timing) now() time.Duration { return time.Since(t.base) }

// row returns the stamps of a shard.
func (t *timing) row(shard int) []time.Duration {
	n := len(t.load) + 1
	return t.stamps[shard*n : (shard+1)*n]
}

// begin notes that a worker begins a shard.
func (t *timing) begin(worker, shard int) {
	t.by[shard] = int32(worker)
	t.row(shard)[0] = t.now()
}

// Timings returns the histograms of the run. They may be read by OnTick, and
// between runs.
func (e *Engine) Timings() *Timings { return &e.timing.Timings }
