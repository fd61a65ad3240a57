package bench

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"touchline/components"
)

// loads are workloads that go further than the one that is measured: keys that
// change all the time, pictures bad enough for every alert.
func loads(row Row, seed uint64, streams int) map[string]*workload {
	hard := newWorkload(seed, streams)
	hard.keyEvery = 100 * components.PTSPerSecond
	if row.modules == deepfakeModule {
		// In the pipeline this would suspend markets, of which the reference has none.
		hard.tamper = tamper{one: 3, spell: 120, score: 850}
	}
	return map[string]*workload{"measured": newWorkload(seed, streams), "hard": hard}
}

// TestSame: all sides come to the same results, in every row and either order.
func TestSame(t *testing.T) {
	sizes := []int{1, 3, 50}
	if raced {
		sizes = sizes[:2] // nothing here runs beside anything else
	}
	for _, row := range Rows {
		for _, streams := range sizes {
			for seed := range uint64(2) {
				for name, load := range loads(row, seed, streams) {
					t.Run(fmt.Sprintf("%s/%s/streams=%d/seed=%d", row.Name, name, streams, seed), func(t *testing.T) {
						c := start(t, row, load)
						if len(c.rivals) != 2 || !row.arrives && len(c.alone) != streams {
							t.Fatalf("%d references and %d shards of one stream", len(c.rivals), len(c.alone))
						}
						for ticks, in := 0, 0; ticks < 240; ticks, in = ticks+c.ticks, (in+1)%orders {
							if _, err := c.run(in, false); err != nil {
								t.Fatal(err)
							}
						}
					})
				}
			}
		}
	}
}

func start(t testing.TB, row Row, load *workload) *contest {
	t.Helper()
	c, err := newContest(t.Context(), row, load)
	if err != nil {
		t.Fatal(err)
	}
	c.ticks = min(c.ticks, 80)
	c.mine, c.other = c.mine[:c.ticks*load.streams], c.other[:c.ticks*load.streams]
	return c
}

// TestAlone: so many streams have shards of their own, and no more.
func TestAlone(t *testing.T) {
	row, _, _ := Select([]string{"deepfake-score"})
	for streams, want := range map[int]int{mostAlone: mostAlone, mostAlone + 1: 0} {
		if c := start(t, row[0], newWorkload(1, streams)); len(c.alone) != want {
			t.Errorf("%d streams: %d shards of one, want %d", streams, len(c.alone), want)
		}
	}
}

// TestWorkload: what is measured has in it what the modules are there for.
func TestWorkload(t *testing.T) {
	row, _, _ := Select([]string{"full-pipeline"})
	c := start(t, row[0], newWorkload(1, 500))
	var cuts, breaks, raised, cleared, periods, saves int
	last := make([]uint32, 500)
	ticks := 0
	for ; ticks < 480; ticks += c.ticks {
		if _, err := c.run(inShuffledOrder, false); err != nil {
			t.Fatal(err)
		}
		for i := range c.mine {
			o := &c.mine[i]
			count(&cuts, o.Cut.Made)
			count(&breaks, o.Entry.Flags&components.Breaks != 0)
			count(&raised, o.Verdict.Raised != 0)
			count(&cleared, o.Verdict.Cleared != 0)
			count(&periods, (ticks > 0 || i >= 500) && last[i%500] != o.Grant.Period)
			count(&saves, o.Wager.Cause.Kind == components.Save)
			last[i%500] = o.Grant.Period
			if o.Grant.Result != components.Renewed || o.Grant.Signature == [32]uint8{} {
				t.Fatalf("stream %d: grant %+v, want one that is renewed and signed", i%500, o.Grant)
			}
		}
	}
	for _, tt := range []struct {
		what        string
		n           int
		least, most float64 // for each stream and tick
	}{
		{"cuts", cuts, 0.002, 0.03},
		{"discontinuities", breaks, 0.003, 0.006},
		{"alerts raised", raised, 0.0003, 0.01},
		{"alerts cleared", cleared, 0.0003, 0.01},
		{"changes of keys", periods, 0.0001, 0.001},
		{"saves", saves, 0.1, 0.15},
	} {
		if share := float64(tt.n) / float64(500*ticks); share < tt.least || share > tt.most {
			t.Errorf("%s: %.5f for each stream and tick, want from %v to %v", tt.what, share, tt.least, tt.most)
		}
	}
}

func count(n *int, one bool) {
	if one {
		*n++
	}
}

// TestDifference: whatever part of a result is not the same, of either reference, it
// is found in the stream and tick that it is in.
func TestDifference(t *testing.T) {
	const streams, stream = 7, 4
	at := firstTick + primed + 30
	for _, tt := range []struct {
		row   string
		part  string
		plant func(*outcome)
	}{
		{"wagering-event", "wager", func(o *outcome) { o.Wager.Release++ }},
		{"director-tick", "cut", func(o *outcome) { o.Cut.Made = !o.Cut.Made }},
		{"abr-segment-push", "entry", func(o *outcome) { o.Entry.Flags ^= components.Gap }},
		{"deepfake-score", "verdict", func(o *outcome) { o.Verdict.Risk++ }},
		{"drm-license", "grant", func(o *outcome) { o.Grant.Signature[31] ^= 1 }},
		{"qoe-beacon", "quality", func(o *outcome) { o.Quality.Buffers++ }},
		{"hls-master", "master", func(o *outcome) { o.Master[0] ^= 1 }},
		{"full-pipeline", "grant", func(o *outcome) { o.Grant.Until++ }},
		{"full-no-license", "grant", func(o *outcome) { o.Grant.Viewer++ }},
	} {
		for _, reference := range []string{byPublished, byBest, ourselves} {
			t.Run(tt.row+"/"+reference, func(t *testing.T) {
				row, _, err := Select([]string{tt.row})
				if err != nil {
					t.Fatal(err)
				}
				c := start(t, row[0], newWorkload(1, streams))
				c.plant = func(side string, tick components.Tick, list []outcome) {
					if side == reference && tick >= at {
						tt.plant(&list[stream-1])
					}
				}
				_, err = c.run(inShuffledOrder, true)
				var d *Difference
				if !errors.As(err, &d) {
					t.Fatalf("error = %v, want a difference", err)
				}
				if d.Row != tt.row || d.Reference != reference || d.Stream != stream || d.Tick != at || d.Part != tt.part {
					t.Errorf("%v", err)
				}
				begin, side := fmt.Sprintf("row %s, stream %d, tick %d: %s is {", tt.row, stream, at, tt.part), "}, that of "+reference+" is {"
				if m := err.Error(); tt.part != "master" && !(strings.HasPrefix(m, begin) && strings.Contains(m, side)) {
					t.Errorf("message %q, want it to begin with %q and have %q in it", m, begin, side)
				}
			})
		}
	}
}

// TestDigest: the digest is that of the seed's results, however long a row is
// measured for.
func TestDigest(t *testing.T) {
	digests := func(seed uint64, limit time.Duration) string {
		t.Helper()
		row, _, _ := Select([]string{"full-pipeline"})
		list, _, err := measure(t.Context(), row[0], newWorkload(seed, 100), limit)
		if err != nil {
			t.Fatal(err)
		}
		if list[0].Digest != list[1].Digest || len(list[0].Digest) != 32 {
			t.Errorf("digests %q and %q", list[0].Digest, list[1].Digest)
		}
		return list[0].Digest
	}
	short, long := digests(1, time.Nanosecond), digests(1, 300*time.Millisecond)
	if short != long {
		t.Errorf("digest %s after a short time, %s after a longer one", short, long)
	}
	if digests(2, time.Nanosecond) == short {
		t.Error("another seed has the same digest")
	}
}

// TestTickAllocatesNothing: neither ours nor the best of the references leaves anything
// to the garbage collector. What the other leaves is part of what is measured.
func TestTickAllocatesNothing(t *testing.T) {
	if raced {
		t.Skip("allocations are counted without the race detector")
	}
	const streams = 50
	for _, row := range Rows {
		c := start(t, row, newWorkload(1, streams))
		tick := c.tick
		if n := testing.AllocsPerRun(300, func() {
			c.ours.fill(tick, row.asked())
			c.ours.tick()
			tick++
		}); n != 0 {
			t.Errorf("%s: %v allocations in a tick, want 0", row.Name, n)
		}
		r := c.rivals[1]
		tick = c.tick
		if n := testing.AllocsPerRun(20, func() {
			r.fill(tick, row.asked(), c.orders[inShuffledOrder])
			if err := r.call(c.orders[inShuffledOrder]); err != nil {
				t.Fatal(err)
			}
			tick++
		}); n != 0 && !(row.asked().has(drmModule) && n < 4) { // keys that change
			t.Errorf("%s: %v allocations in the calls of a tick to the best reference, want 0", row.Name, n)
		}
	}
}

// TestMeasure: a measurement holds together, and stops when it is told to.
func TestMeasure(t *testing.T) {
	o := DefaultOptions()
	o.Streams, o.Time, o.Rows = []int{2, 30}, time.Millisecond, []string{"full-pipeline", "deepfake-score"}
	seen := 0
	o.Progress = func(_ string, _, step, steps int) {
		if step != seen || steps != 4 {
			t.Errorf("step %d of %d, want %d of 4", step, steps, seen)
		}
		seen++
	}
	r, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if seen != 4 || len(r.Rows) != 32 || len(r.Figures) != 0 {
		t.Fatalf("%d rows of %d contests, want 32 of 4", len(r.Rows), seen)
	}
	if first, last := r.Rows[0], r.Rows[31]; first.Row != "deepfake-score" || first.Streams != 2 || first.Mode != "batch" ||
		first.Reference != "published" || first.Order != "shuffled" ||
		last.Row != "full-pipeline" || last.Streams != 30 || last.Mode != "single" || last.Reference != "best" || last.Order != "index" {
		t.Errorf("first %+v, last %+v", first, last)
	}
	for _, m := range r.Rows {
		if m.Ours <= 0 || m.ReferenceNS <= 0 || m.Ratio != m.ReferenceNS/m.Ours || m.Published == 0 {
			t.Errorf("%+v", m)
		}
	}
}

// TestCut: what is told to stop returns what was measured until then.
func TestCut(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	o := DefaultOptions()
	o.Streams, o.Time, o.Rows = []int{2, 3}, time.Millisecond, []string{"deepfake-score"}
	o.Progress = func(_ string, _, step, _ int) {
		if step == 1 {
			stop()
		}
	}
	r, err := Run(ctx, o)
	if !errors.Is(err, context.Canceled) || r == nil || !r.Cut || len(r.Rows) != 8 || r.Rows[7].Streams != 2 {
		t.Errorf("error = %v after it was told to stop, with %+v", err, r)
	}
}

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		name    string
		change  func(*Options)
		message string
	}{
		{"default", func(*Options) {}, ""},
		{"all rows", func(o *Options) { o.Rows = Names() }, ""},
		{"largest", func(o *Options) { o.Streams = []int{1_000_000} }, ""},
		{"too large", func(o *Options) { o.Streams = []int{1_000_001} }, "streams 1000001: must be from 1 to 1000000"},
		{"none", func(o *Options) { o.Streams = []int{1, 0} }, "streams 0: must be from 1 to 1000000"},
		{"no size", func(o *Options) { o.Streams = nil }, "no streams: want at least one size"},
		{"shortest", func(o *Options) { o.Time = 1 }, ""},
		{"no time", func(o *Options) { o.Time = 0 }, "time 0s: must be above 0s"},
		{
			"no such row", func(o *Options) { o.Rows = []string{"hls-master", "dash"} },
			`row "dash": want some of abr-segment-push, director-tick, deepfake-score, qoe-beacon, drm-license, wagering-event, hls-master, full-pipeline, full-no-license, full-with-arrival, dash-mpd, hls-media, scte35, emsg, arrival, sustained, headroom, streams-at-20hz, over-loopback`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := DefaultOptions()
			tt.change(&o)
			message := ""
			if err := o.Validate(); err != nil {
				message = err.Error()
			}
			if message != tt.message {
				t.Errorf("message = %q, want %q", message, tt.message)
			}
		})
	}
}
