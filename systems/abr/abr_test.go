package abr_test

import (
	"fmt"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/abr"
)

const second = components.PTSPerSecond

// push is a segment that the segmenter delivers, all renditions of size bytes+k.
type push struct {
	stream        components.Row
	start, length components.PTS
	flags         components.SegmentFlags
	bytes         uint32
}

// deliver adds pushes to the tick's input.
func deliver(pushes ...push) func(*ecs.Run) {
	return func(r *ecs.Run) {
		fan := r.Schema().Fan(components.Pushed)
		for _, p := range pushes {
			i := r.Append(components.Push, 1)
			*components.PushStream.At(r, i) = p.stream
			*components.PushStart.At(r, i) = p.start
			*components.PushLength.At(r, i) = uint32(p.length)
			*components.PushFlags.At(r, i) = p.flags
			bytes := components.PushedBytes.Of(r)[int(i)*fan:][:fan]
			for k := range bytes {
				bytes[k] = p.bytes + uint32(k)
			}
		}
	}
}

// newRun has streams with the given number of slots each.
func newRun(t testing.TB, streams, slots int) *ecs.Run {
	r := ecstest.NewRun(t, ecs.Fans{components.Segment: slots, components.Rendition: 3}, ecs.Rows{components.Stream: streams})
	for n := range streams {
		ecstest.Create(t, r, components.Stream, components.Number(n+1))
	}
	return r
}

func newSystem(t testing.TB, cfg abr.Config) *abr.System {
	s, err := abr.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// state is what a playlist says of a window.
type state struct {
	sequence uint64
	window   uint16
	breaks   uint32
	held     components.PTS
}

func stateOf(r *ecs.Run, s components.Row) state {
	return state{
		*components.StreamSequence.At(r, s), *components.StreamWindow.At(r, s),
		*components.StreamBreaks.At(r, s), *components.StreamHeld.At(r, s),
	}
}

// TestWindow checks when the oldest segment leaves.
func TestWindow(t *testing.T) {
	row := func(n int, length components.PTS) (ps []push) {
		for i := range n {
			ps = append(ps, push{start: components.PTS(i) * length, length: length})
		}
		return ps
	}
	tests := []struct {
		name   string
		window components.PTS
		slots  int
		pushes []push
		want   state
	}{
		{"the window is just full", 30 * second, 20, row(15, 2*second), state{0, 15, 0, 30 * second}},
		{"one more", 30 * second, 20, row(16, 2*second), state{1, 15, 0, 30 * second}},
		{"a step short of full", 30*second - 1, 20, row(15, 2*second), state{1, 14, 0, 28 * second}},
		{"29.97 frames per second", 30 * second, 20, row(15, 180_180), state{1, 14, 0, 14 * 180_180}},
		{"three target durations at least", second, 20, row(9, 2*second), state{6, 3, 0, 6 * second}},
		{"not below three target durations", second, 20, row(9, 2*second-1), state{5, 4, 0, 4 * (2*second - 1)}},
		{"short segments", second, 20, row(20, second), state{14, 6, 0, 6 * second}},
		{"no slot is left", 30 * second, 15, row(15, 2*second), state{0, 15, 0, 30 * second}},
		{"no slot is left for one more", 30 * second, 15, row(16, 2*second), state{1, 15, 0, 30 * second}},
		{"slots for less than the window", 30 * second, 4, row(9, 2*second), state{5, 4, 0, 8 * second}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRun(t, 1, tt.slots)
			cfg := abr.Default()
			cfg.Window = tt.window
			s := newSystem(t, cfg)
			for i, p := range tt.pushes {
				ecstest.Tick(r, components.Tick(i), deliver(p), s)
			}
			if got := stateOf(r, 0); got != tt.want {
				t.Errorf("window = %+v, want %+v", got, tt.want)
			}
		})
	}
}

// TestPush checks what becomes of one segment that follows three of two seconds.
func TestPush(t *testing.T) {
	const next = 6 * second
	tests := []struct {
		name             string
		push             push
		entered          int
		breaks           bool
		repeats, refused uint32
	}{
		{"the next", push{start: next, length: 2 * second}, 1, false, 0, 0},
		{"a step late", push{start: next + 1, length: 2 * second}, 1, true, 0, 0},
		{"a step early", push{start: next - 1, length: 2 * second}, 1, true, 0, 0},
		{"the segmenter says that it breaks", push{start: next, length: 2 * second, flags: components.Breaks}, 1, true, 0, 0},
		{"long before", push{start: -next, length: 2 * second}, 1, true, 0, 0},
		{"the last again", push{start: next - 2*second, length: 2 * second}, 0, false, 1, 0},
		{"the last again, too long", push{start: next - 2*second, length: 9 * second}, 0, false, 1, 0},
		{"the one before the last", push{start: next - 4*second, length: 2 * second}, 1, true, 0, 0},
		{"nearly half a second over target", push{start: next, length: 5*second/2 - 1}, 1, false, 0, 0},
		{"half a second over target", push{start: next, length: 5 * second / 2}, 0, false, 0, 1},
		{"of one step", push{start: next, length: 1}, 1, false, 0, 0},
		{"empty", push{start: next}, 0, false, 0, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRun(t, 1, 16)
			s := newSystem(t, abr.Default())
			for i := range components.PTS(3) {
				ecstest.Tick(r, components.Tick(i), deliver(push{start: i * 2 * second, length: 2 * second}), s)
			}
			generation := *components.StreamGeneration.At(r, 0)
			ecstest.Tick(r, 3, deliver(tt.push), s)

			if got := r.Len(components.Entry); got != tt.entered {
				t.Fatalf("%d entries, want %d", got, tt.entered)
			}
			if got, want := *components.StreamGeneration.At(r, 0), generation+uint32(tt.entered); got != want {
				t.Errorf("generation %d, want %d", got, want)
			}
			if got, want := *components.StreamPushed.At(r, 0), tt.entered > 0; got != want {
				t.Errorf("pushed is %v, want %v", got, want)
			}
			if got := *components.StreamRepeats.At(r, 0); got != tt.repeats {
				t.Errorf("%d repeats, want %d", got, tt.repeats)
			}
			if got := *components.StreamRefused.At(r, 0); got != tt.refused {
				t.Errorf("%d refused, want %d", got, tt.refused)
			}
			if tt.entered == 0 {
				return
			}
			if got := *components.EntryFlags.At(r, 0)&components.Breaks != 0; got != tt.breaks {
				t.Errorf("breaks is %v, want %v", got, tt.breaks)
			}
			if got, want := *components.StreamNext.At(r, 0), tt.push.start+tt.push.length; got != want {
				t.Errorf("next at %d, want %d", got, want)
			}
		})
	}
}

// TestFirst checks that there is nothing for a stream's first segment to break
// with, wherever it begins, and that it fixes the target duration.
func TestFirst(t *testing.T) {
	r := newRun(t, 1, 16)
	ecstest.Tick(r, 0, deliver(push{start: 77 * second, length: 2 * second, flags: components.Gap}), newSystem(t, abr.Default()))
	if got := *components.SegmentFlagsOf.At(r, 0); got != components.Gap {
		t.Errorf("flags %b, want %b", got, components.Gap)
	}

	longer := abr.Default()
	longer.Segment = 6 * second
	ecstest.Tick(r, 1, deliver(push{start: 79 * second, length: 6 * second}), newSystem(t, longer))
	if got := *components.StreamTarget.At(r, 0); got != 2 {
		t.Errorf("target duration %d s, want 2: it must not change", got)
	}
	if got := *components.StreamRefused.At(r, 0); got != 1 {
		t.Errorf("%d refused, want 1", got)
	}
}

// TestPushedLastsATick checks that a stream is marked in the tick of its push
// only, and a tick without pushes leaves no trace.
func TestPushedLastsATick(t *testing.T) {
	r := newRun(t, 3, 16)
	s := newSystem(t, abr.Default())
	for n, tt := range []struct {
		pushes []push
		want   string
	}{
		{nil, "[false false false]"},
		{[]push{{stream: 1, length: 2 * second}}, "[false true false]"},
		{[]push{{stream: 2, length: 2 * second}, {stream: 0, length: 2 * second}}, "[true false true]"},
		{[]push{{stream: 2, length: 2 * second}}, "[false false false]"}, // a repeat
		{nil, "[false false false]"},
	} {
		ecstest.Tick(r, components.Tick(n), deliver(tt.pushes...), s)
		if got := fmt.Sprint(components.StreamPushed.Of(r)); got != tt.want {
			t.Errorf("tick %d: pushed %s, want %s", n, got, tt.want)
		}
	}
}

// TestNoDrift pushes 28 hours of segments at 29.97 frames per second: past the 33
// bits of a transport stream's clock, every one is where the frames are.
func TestNoDrift(t *testing.T) {
	r := newRun(t, 1, 17)
	s := newSystem(t, abr.Default())
	frames := components.Rate{Num: 30_000, Den: 1001}
	for n := range int64(50_000) {
		at, end := frames.At(60*n), frames.At(60*n+60)
		ecstest.Tick(r, components.Tick(n), deliver(push{start: at, length: end - at}), s)
		if flags := *components.EntryFlags.At(r, 0); flags != 0 {
			t.Fatalf("segment %d: flags %b, want none", n, flags)
		}
	}
	if got, want := *components.StreamNext.At(r, 0), components.PTS(50_000*180_180); got != want {
		t.Errorf("next at %d, want %d", got, want)
	}
	if got, want := stateOf(r, 0), (state{49_986, 14, 0, 14 * 180_180}); got != want {
		t.Errorf("window = %+v, want %+v", got, want)
	}
}

func TestKeyPeriod(t *testing.T) {
	const every = 300 * second
	for _, tt := range []struct {
		start components.PTS
		want  uint32
	}{
		{-1, 0}, {0, 0}, {every - 1, 0}, {every, 1}, {2*every - 1, 1}, {2 * every, 2}, {1 << 33, 318},
	} {
		if got := abr.KeyPeriod(tt.start, every); got != tt.want {
			t.Errorf("key period at %d is %d, want %d", tt.start, got, tt.want)
		}
	}
}

func TestTarget(t *testing.T) {
	for _, tt := range []struct {
		segment components.PTS
		want    uint16
	}{
		{1, 1}, {second, 1}, {second + 1, 2}, {2 * second, 2}, {180_180, 3}, {60 * second, 60},
	} {
		if got := (abr.Config{Segment: tt.segment}).Target(); got != tt.want {
			t.Errorf("target duration of %d is %d s, want %d", tt.segment, got, tt.want)
		}
	}
}

func TestValidate(t *testing.T) {
	if err := abr.Default().Validate(); err != nil {
		t.Error(err)
	}
	_, err := abr.New(abr.Config{Window: 86_401 * second, Segment: 0, KeyEvery: -second})
	const want = "abr: window 24h0m1s: must be above 0 and at most 24h0m0s\n" +
		"segment 0s: must be above 0 and at most 1m0s\n" +
		"key period -1s: must be above 0"
	if err == nil || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
	for _, c := range []abr.Config{
		{Window: 1, Segment: 1, KeyEvery: 1},
		{Window: 86_400 * second, Segment: 60 * second, KeyEvery: 1},
	} {
		if err := c.Validate(); err != nil {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if err := (abr.Config{Window: 0, Segment: 60*second + 1, KeyEvery: 1}).Validate(); err == nil {
		t.Error("a segment of more than a minute is allowed")
	}
}

func TestAccess(t *testing.T) {
	r := newRun(t, 2, 4)
	s := newSystem(t, abr.Default())
	for n := range components.Tick(8) {
		at := components.PTS(n) * 2 * second
		ecstest.SetNow(r, n)
		r.Clear()
		deliver(push{stream: 1, start: at, length: 2 * second}, push{stream: 0, start: at * 2, length: second})(r)
		ecstest.CheckAccess(t, r, s)
	}
}

func TestRunAllocatesNothing(t *testing.T) {
	r := newRun(t, 64, 17)
	s := newSystem(t, abr.Default())
	tick := everyStream()
	if n := testing.AllocsPerRun(100, func() { ecstest.Tick(r, 0, tick, s) }); n != 0 {
		t.Errorf("a tick allocates %v times, want 0", n)
	}
}

// everyStream delivers the next segment of every stream.
func everyStream() func(*ecs.Run) {
	var start components.PTS
	return func(r *ecs.Run) {
		n := r.Len(components.Stream)
		r.Append(components.Push, n)
		stream, at := components.PushStream.Of(r), components.PushStart.Of(r)
		length, flags := components.PushLength.Of(r), components.PushFlags.Of(r)
		for i := range stream {
			stream[i], at[i], length[i], flags[i] = components.Row(i), start, uint32(2*second), 0
		}
		start += 2 * second
	}
}

// BenchmarkRun measures a tick in which every stream has a segment, and one in
// which none has.
func BenchmarkRun(b *testing.B) {
	for _, streams := range []int{1, 64, 1024} {
		b.Run(fmt.Sprintf("streams=%d", streams), func(b *testing.B) {
			r := newRun(b, streams, 17)
			s := newSystem(b, abr.Default())
			tick := everyStream()
			for b.Loop() {
				ecstest.Tick(r, 0, tick, s)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*streams), "ns/push")
		})
	}
	b.Run("idle", func(b *testing.B) {
		r := newRun(b, 1024, 17)
		s := newSystem(b, abr.Default())
		for b.Loop() {
			s.Run(r)
		}
	})
}
