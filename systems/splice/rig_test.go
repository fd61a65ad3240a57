package splice_test

import (
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/match"
	"touchline/systems/splice"
)

const (
	second = components.PTSPerSecond
	tick   = second / 20
)

// A message is what a source says of an event, as heard in a tick. It occurred when
// that begins, less its age.
type message struct {
	tick   components.Tick
	kind   components.EventKind
	seq    uint32
	rev    uint8
	period components.Period
	flags  components.EventFlags
	ms     uint32         // how long it lasts
	age    components.PTS // when it is heard
	into   components.PTS // how far into the tick it is heard
}

// A rig is a shard with the systems match and splice.
type rig struct {
	*ecs.Run
	t     testing.TB
	match *match.System
	*splice.System
}

// newRig returns a rig with so many fixtures, each with one stream of 25 frames per
// second.
func newRig(t testing.TB, cfg splice.Config, fixtures, perTick int) *rig {
	t.Helper()
	s, err := splice.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	r := ecstest.NewRun(t, ecs.Fans{components.Incident: 1024}, ecs.Rows{
		components.Fixture: fixtures, components.Stream: fixtures, components.Viewer: 1, components.License: 1,
		components.EventRow: fixtures * perTick, components.Splice: fixtures * splice.MaxCues,
	})
	for f := range fixtures {
		row := ecstest.Create(t, r, components.Fixture, components.Number(f+1))
		stream := ecstest.Create(t, r, components.Stream, components.Number(f+1))
		*components.StreamFixture.At(r, stream) = row
		*components.StreamFrames.At(r, stream) = components.Rate{Num: 25, Den: 1}
	}
	return &rig{Run: r, t: t, match: match.New(), System: s}
}

// hear appends m to the input of fixture f.
func (r *rig) hear(f components.Row, m message) {
	i := r.Append(components.EventRow, 1)
	source := components.FromMatch
	if m.kind.Control() {
		source = components.FromControl
	}
	*components.EventFixture.At(r, i) = f
	*components.EventKindOf.At(r, i) = m.kind
	*components.EventReport.At(r, i) = components.Report{
		Occurred: r.Now.PTS - m.age, Received: r.Now.PTS + m.into,
		Cause: components.Cause{Seq: m.seq, Kind: m.kind, Rev: m.rev, Source: source},
		Place: components.Place{X: components.NoPlace, Y: components.NoPlace},
		Flags: m.flags, Period: m.period,
	}
	*components.EventRef.At(r, i) = 0
	*components.EventClock.At(r, i) = 0
	*components.EventValue.At(r, i) = 0
	*components.EventLength.At(r, i) = m.ms
	*components.EventPlayer.At(r, i) = 0
	*components.EventNews.At(r, i) = false
}

// step runs tick n with the messages that are heard in it, all of fixture 0.
func (r *rig) step(n components.Tick, messages ...message) {
	ecstest.Tick(r.Run, n, func(*ecs.Run) {
		for _, m := range messages {
			r.hear(0, m)
		}
	}, r.match, r.System)
}

// play runs the ticks up to last, and returns a line for each splice row of stream 0.
// The ticks in skip are skipped: what was to be heard in them is heard in the next.
func (r *rig) play(last components.Tick, skip func(components.Tick) bool, messages ...message) string {
	var text strings.Builder
	for n := range last + 1 {
		if skip != nil && skip(n) {
			continue
		}
		var now []message
		for _, m := range messages {
			if m.tick <= n {
				m.age += components.PTS(n-m.tick) * tick
				now = append(now, m)
			}
		}
		messages = messages[len(now):]
		r.step(n, now...)
		r.write(&text)
	}
	return text.String()
}

func (r *rig) write(text *strings.Builder) {
	for i := range r.Len(components.Splice) {
		row := components.Row(i)
		if *components.SpliceStream.At(r, row) != 0 {
			continue
		}
		c := splice.CueOf(r, row)
		fmt.Fprintf(text, "%d: ", r.Now.Tick)
		if c.Cancel {
			text.WriteString("cancel ")
		}
		if c.Immediate {
			text.WriteString("now ")
		}
		fmt.Fprintf(text, "%v #%d @%d", c.Type, c.Event, c.At)
		if c.Duration != 0 {
			fmt.Fprintf(text, " +%d", c.Duration)
		}
		if c.Delivery != 0 {
			fmt.Fprintf(text, " flags %#x", uint8(c.Delivery))
		}
		text.WriteByte('\n')
	}
}
