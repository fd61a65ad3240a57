package engine_test

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"testing"

	"touchline/cmd/touchline/internal/engine"
	"touchline/components"
	"touchline/ecs"
	"touchline/scheduler"
	"touchline/systems"
	"touchline/systems/feed/recording"
	"touchline/systems/splice"
	"touchline/systems/splice/scte35"
)

// message is a splice row of a stream, as it was sent in a tick.
type message struct {
	stream components.Number
	tick   components.Tick
	splice.Cue
	cause   components.Cause
	heard   components.Heard
	release components.PTS
}

// messages are the splice rows of the tick that e has run, by stream.
func messages(e *engine.Engine) (all []message) {
	for _, w := range e.Shards.Worlds {
		for i, stream := range components.SpliceStream.Of(w) {
			row := components.Row(i)
			all = append(all, message{
				components.StreamNumber.Of(w)[stream], e.Shards.Tick - 1, splice.CueOf(w, row), *components.SpliceCause.At(w, row),
				components.Heard{Occurred: *components.SpliceOccurred.At(w, row), Received: *components.SpliceReceived.At(w, row)},
				*components.SpliceRelease.At(w, row),
			})
		}
	}
	slices.SortStableFunc(all, func(a, b message) int { return cmp.Compare(a.stream, b.stream) })
	return all
}

// heardAll runs e to a tick, and returns what splicers were sent. Before each tick next
// is called, if it is there.
func heardAll(t testing.TB, e *engine.Engine, until components.Tick, next func()) (all []message) {
	t.Helper()
	report, err := clockwork(t, e, func(*scheduler.Record) error {
		all = append(all, messages(e)...)
		if next != nil {
			next()
		}
		return nil
	}).Run(t.Context(), until)
	if err != nil || report.Degraded || report.Refused > 0 {
		t.Fatalf("%v, faults %v, %d rows refused", err, report.Faults, report.Refused)
	}
	return all
}

// spliced is a plan of a drill of 66 streams, two to a match, whose modules are those
// that splices rest on.
func spliced(t testing.TB, size, workers int, backend ecs.Backend) *engine.Plan {
	return newPlan(t, func(p *engine.Plan) {
		p.Streams, p.PerFixture, p.Viewers, p.Cameras, p.Renditions = 66, 2, 0, 1, 1
		p.ShardSize, p.Workers, p.Backend, p.Systems = size, workers, backend, []string{"abr", "splice"}
	}, "drill")
}

// between says what is not finished in the splices of the first stream, before tick next.
func between(e *engine.Engine) string {
	w, now := e.Shards.Worlds[0], e.Plan.Rate.At(int64(e.Shards.Tick))
	first := components.Row(slices.Index(components.StreamNumber.Of(w), 1))
	at, end := *components.StreamBreakAt.At(w, first), *components.StreamBreakEnd.At(w, first)
	switch state := *components.StreamBreakState.At(w, first); {
	case state == components.BreakOpen && now < at:
		return "announced"
	case state == components.BreakOpen && end > now+1<<40:
		return "begun, for nobody knows how long"
	case state == components.BreakOpen:
		return "begun"
	case state == components.BreakEnding && now < end:
		return "ending"
	case state == components.BreakVoid:
		return "taken back"
	case state == components.BreakOver:
		return "cut short"
	case *components.StreamExtra.At(w, first) != 0 && !*components.StreamExtraOver.At(w, first):
		return "extra time"
	}
	return ""
}

// TestSpliceSnapshot saves a run while something about a splice is not finished, and goes
// on from there in another sharding: splicers are sent what was to come, once.
func TestSpliceSnapshot(t *testing.T) {
	e := build(t, spliced(t, 1024, 1, ecs.Arche), nil)
	end := last(e)
	saved, hashes := map[string][]byte{}, map[string][16]byte{}
	ticks, counts := map[string]components.Tick{}, map[string]int{}
	want := heardAll(t, e, end, func() {
		why := between(e)
		if counts[why]++; why == "" || counts[why] != 20 { // some way into it
			return
		}
		var b bytes.Buffer
		if err := e.Shards.Snapshot(&b); err != nil {
			t.Fatal(err)
		}
		saved[why], hashes[why], ticks[why] = b.Bytes(), e.Shards.Hash(), e.Shards.Tick
	})
	hash := e.Shards.Hash()
	if len(want) != 66*14 {
		t.Fatalf("%d messages, want 14 for each of 66 streams", len(want))
	}
	for _, why := range []string{"announced", "begun", "begun, for nobody knows how long", "ending", "taken back", "cut short"} {
		if saved[why] == nil {
			t.Errorf("nothing was saved while a break was %s: the drill does not have it", why)
		}
	}
	for n, why := range slices.Sorted(maps.Keys(saved)) {
		t.Run(why, func(t *testing.T) {
			p := spliced(t, []int{64, 1024}[n%2], 2-n%2, []ecs.Backend{ecs.Plain, ecs.Arche}[n/2%2])
			schema, err := p.Schema()
			if err != nil {
				t.Fatal(err)
			}
			snapshot, err := ecs.ReadSnapshot(bytes.NewReader(saved[why]), schema)
			if err != nil {
				t.Fatal(err)
			}
			again := build(t, p, snapshot)
			if again.Shards.Hash() != hashes[why] {
				t.Fatal("the state that was saved is not that which was read")
			}
			from := slices.IndexFunc(want, func(m message) bool { return m.tick >= ticks[why] })
			sameMessages(t, heardAll(t, again, end, nil), want[from:])
			if again.Shards.Hash() != hash {
				t.Error("the state differs at the end")
			}
		})
	}
}

func sameMessages(t *testing.T, got, want []message) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Fatalf("%d messages, want %d: the next is %+v", len(got), len(want), want[i])
		case i >= len(want):
			t.Fatalf("%d messages, want %d: the next is %+v", len(got), len(want), got[i])
		case got[i] != want[i]:
			t.Fatalf("message %d: %+v\nwant %+v", i, got[i], want[i])
		}
	}
}

// TestSpliceSame: sharding, workers, storage and listeners change no message.
func TestSpliceSame(t *testing.T) {
	e := build(t, spliced(t, 1024, 1, ecs.Arche), nil)
	want := heardAll(t, e, last(e), nil)
	hash := e.Shards.Hash()
	for _, tt := range []struct {
		name          string
		size, workers int
		backend       ecs.Backend
		attached      bool
	}{
		{"shards of 64, two workers", 64, 2, ecs.Arche, false},
		{"one shard, two workers", 1024, 2, ecs.Arche, true},
		{"plain slices in shards of 65", 65, 1, ecs.Plain, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := spliced(t, tt.size, tt.workers, tt.backend)
			p.Attached = tt.attached
			again := build(t, p, nil)
			sameMessages(t, heardAll(t, again, last(again), nil), want)
			if again.Shards.Hash() != hash {
				t.Error("the state differs")
			}
		})
	}
}

// TestWithoutSplice: a run that leaves the module out sends nothing, and comes to the
// same in all else.
func TestWithoutSplice(t *testing.T) {
	plan := func(modules []string) *engine.Plan {
		return newPlan(t, func(p *engine.Plan) { p.Systems = modules }, "drill")
	}
	with := build(t, plan(nil), nil)
	end := last(with)
	if n := len(heardAll(t, with, end, nil)); n != 14 {
		t.Fatalf("%d messages, want 14", n)
	}
	rest := slices.DeleteFunc(slices.Clone(systems.Modules), func(m string) bool { return m == "splice" })
	without := build(t, plan(rest), nil)
	if n := len(heardAll(t, without, end, nil)); n != 0 {
		t.Errorf("%d messages without the module", n)
	}
	own := map[int]bool{}
	for _, s := range with.Systems {
		if s.Name() == "splice" {
			for _, c := range s.Access().Writes {
				own[c.ID()] = c.ID() != components.StreamRefused.ID()
			}
		}
	}
	a, b := with.Shards.Worlds[0], without.Shards.Worlds[0]
	differ := 0
	for _, c := range a.Schema().Catalog().Columns {
		if c.Attr&components.State == 0 {
			continue
		}
		switch same := bytes.Equal(column(a, c), column(b, c)); {
		case own[c.ID] && !same:
			differ++
		case !own[c.ID] && !same:
			t.Errorf("%s.%s is %x, want %x", c.Kind.Name, c.Name, column(b, c), column(a, c))
		}
	}
	if differ < 5 {
		t.Errorf("only %d of its columns differ: it did nothing", differ)
	}
}

// TestSpliceWrap lets the 33 bits of the PTS run out between the announcement of a break
// and its point. All is sent as it is 26 hours before, and names the point as it is then.
func TestSpliceWrap(t *testing.T) {
	const (
		wrap = components.PTS(1 << 33)
		step = 18_000                                             // whole ticks and frames
		lead = (wrap - 119*components.PTSPerSecond) / step * step // the break is called in the second 116, and begins in the second 122
	)
	run := func(lead components.PTS) []message {
		layout := recording.Layout{Lead: lead, HalftimeSet: true}
		p := newPlanOf(t, layout, func(p *engine.Plan) {
			p.Viewers, p.Cameras, p.Renditions, p.Systems = 0, 1, 1, []string{"abr", "splice"}
			p.From = max(lead-components.PTSPerSecond, 0)
		}, "drill")
		e := build(t, p, nil)
		return heardAll(t, e, last(e), nil)
	}
	want, got := run(0), run(lead)
	over := 0
	for i := range got {
		m := &got[i]
		s, err := scte35.ParseSection(splice.AppendSection(nil, &m.Cue))
		if err != nil {
			t.Fatal(err)
		}
		if !m.Immediate && (!s.Time.Specified || uint64(s.Time.PTS) != uint64(m.Time)%(1<<33)) {
			t.Errorf("%v: the section names %d, want %d", m.Type, s.Time.PTS, uint64(m.Time)%(1<<33))
		}
		if m.release < wrap && m.At >= wrap {
			over++
		}
		m.tick -= components.Tick(lead / 4500)
		m.At, m.Time, m.release = m.At-lead, m.Time-lead, m.release-lead
		m.heard = components.Heard{Occurred: m.heard.Occurred - lead, Received: m.heard.Received - lead}
	}
	sameMessages(t, got, want)
	if over != 1 {
		t.Errorf("%d points lie behind a wrap that their message comes before, want that of the break", over)
	}
	if len(got) != 14 {
		t.Error(fmt.Sprint(len(got), " messages, want 14"))
	}
}
