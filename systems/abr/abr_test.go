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
	number        uint64 // 0: the next
	at            components.PTS
	part          uint8
}

// deliver adds pushes to the tick's input.
func deliver(pushes ...push) func(*ecs.Run) {
	return func(r *ecs.Run) {
		fan := r.Schema().Fan(components.Pushed)
		for _, p := range pushes {
			i := r.Append(components.Push, 1)
			*components.PushStream.At(r, i) = p.stream
			*components.PushAt.At(r, i) = p.at
			*components.PushNumber.At(r, i) = p.number
			*components.PushPiece.At(r, i) = components.Piece{Start: p.start, Length: uint32(p.length), Flags: p.flags, Part: p.part}
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
		components.StreamLive.At(r, s).Sequence, uint16(components.StreamLive.At(r, s).Count),
		components.StreamLive.At(r, s).Breaks, components.StreamLive.At(r, s).Held,
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
			ecstest.Tick(r, 3, deliver(tt.push), s)

			if got := r.Len(components.Entry); got != tt.entered {
				t.Fatalf("%d entries, want %d", got, tt.entered)
			}
			if got, want := *components.StreamPushed.At(r, 0), tt.entered > 0; got != want {
				t.Errorf("pushed is %v, want %v", got, want)
			}
			if got := components.StreamLive.At(r, 0).Repeats; got != tt.repeats {
				t.Errorf("%d repeats, want %d", got, tt.repeats)
			}
			if got := *components.StreamRefused.At(r, 0); got != tt.refused {
				t.Errorf("%d refused, want %d", got, tt.refused)
			}
			if tt.entered == 0 {
				return
			}
			if got := components.EntryPiece.At(r, 0).Flags&components.Breaks != 0; got != tt.breaks {
				t.Errorf("breaks is %v, want %v", got, tt.breaks)
			}
			if got, want := components.StreamLive.At(r, 0).Next, tt.push.start+tt.push.length; got != want {
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
	if got := components.SegmentMedia.At(r, 0).Flags; got != components.Gap {
		t.Errorf("flags %b, want %b", got, components.Gap)
	}

	longer := abr.Default()
	longer.Segment = 6 * second
	ecstest.Tick(r, 1, deliver(push{start: 79 * second, length: 6 * second}), newSystem(t, longer))
	if got := components.StreamLive.At(r, 0).Target; got != 2 {
		t.Errorf("target duration %d s, want 2: it must not change", got)
	}
	if got := *components.StreamRefused.At(r, 0); got != 1 {
		t.Errorf("%d refused, want 1", got)
	}
}

// TestNumbers: a segmenter's numbers, which it counts from the epoch, are those of
// the window. What it leaves out is a gap, so that they go on one by one.
func TestNumbers(t *testing.T) {
	r := newRun(t, 1, 16)
	s := newSystem(t, abr.Default())
	for i, p := range []push{
		{start: 200 * second, at: 14 * second, length: 2 * second, number: 8},
		{start: 202 * second, at: 16 * second, length: 2 * second, number: 9},
		{start: 208 * second, at: 22 * second, length: 2 * second, number: 12}, // the clock went on
		{start: 208 * second, at: 22 * second, length: 2 * second, number: 12},
		{start: 99 * second, at: 22 * second, length: 2 * second, number: 11},
		{start: 500 * second, at: 28 * second, length: 2 * second, number: 15}, // the clock jumped
	} {
		ecstest.Tick(r, components.Tick(i), deliver(p), s)
	}
	of := func(start, at components.PTS, flags components.SegmentFlags) components.Media {
		return components.Media{Start: start * second, At: at * second, Length: uint32(2 * second), Flags: flags}
	}
	want := []components.Media{
		of(200, 14, 0), of(202, 16, 0),
		of(204, 18, components.Gap), of(206, 20, components.Gap),
		of(208, 22, 0),
		of(210, 24, components.Gap), of(212, 26, components.Gap),
		of(500, 28, components.Breaks),
	}
	if got := stateOf(r, 0); got != (state{8, 8, 0, 16 * second}) {
		t.Fatalf("window %+v", got)
	}
	for i, want := range want {
		at := components.Row((8 + i) % 16 * r.Plane(components.Segment))
		if got := *components.SegmentMedia.At(r, at); got != want {
			t.Errorf("segment %d: %+v, want %+v", 8+i, got, want)
		}
	}
	if got := components.StreamLive.At(r, 0).Repeats; got != 2 {
		t.Errorf("%d repeats, want 2", got)
	}
	if got := components.EntryAs.At(r, 0).Missed; got != 2 {
		t.Errorf("the last entry missed %d, want 2", got)
	}
}

// TestAway: a segmenter that was away for longer than can be told goes on with its
// number, and its window has what there is room for.
func TestAway(t *testing.T) {
	r := newRun(t, 1, 16)
	s := newSystem(t, abr.Default())
	ecstest.Tick(r, 0, deliver(push{length: 2 * second, number: 1}), s)
	ecstest.Tick(r, 1, deliver(push{start: second, at: 100_000 * second, length: 2 * second, number: 50_001}), s)
	sequence, window := components.StreamLive.At(r, 0).Sequence, components.StreamLive.At(r, 0).Count
	if sequence+uint64(window) != 50_002 || window == 0 {
		t.Errorf("the window is %d from %d: want one that ends with 50,001", window, sequence)
	}
	if got := components.EntryAs.At(r, 0).Sequence; got != 50_001 {
		t.Errorf("entry of %d, want 50,001", got)
	}
}

// TestParts: parts are told of as they come, those of the next segment alone and
// each after the one before it.
func TestParts(t *testing.T) {
	const third = 2 * second / 3
	r := newRun(t, 1, 16)
	s := newSystem(t, abr.Default())
	for i, tt := range []struct {
		name    string
		push    push
		told    bool
		refused uint32
		index   uint8
		at      components.PTS
		flags   components.SegmentFlags
	}{
		{"before the first segment", push{start: 9 * second, length: third, number: 5, part: 1}, false, 0, 0, 0, 0},
		{"a segment", push{start: 10 * second, length: 2 * second, number: 5}, false, 0, 0, 0, 0},
		{"the first part", push{start: 12 * second, length: third, number: 6, part: 1}, true, 0, 0, 2 * second, 0},
		{"the same again", push{start: 12 * second, length: third, number: 6, part: 1}, false, 1, 0, 0, 0},
		{"the third", push{start: 12*second + 2*third, length: third, number: 6, part: 3}, false, 2, 0, 0, 0},
		{"the second", push{start: 12*second + third, length: third, number: 6, part: 2}, true, 2, 1, 2*second + third, 0},
		{"more than a segment holds", push{start: 13 * second, length: 2 * second, number: 6, part: 3}, false, 3, 0, 0, 0},
		{"of the segment after", push{start: 14 * second, length: third, number: 7, part: 1}, false, 3, 0, 0, 0},
		{"the whole", push{start: 12 * second, length: 2 * second, number: 6}, false, 3, 0, 0, 0},
		{"after a jump", push{start: 99 * second, at: 5 * second, length: third, number: 7, part: 1}, true, 3, 0, 5 * second, components.Breaks},
		{"of a segmenter that does not count", push{start: 99*second + third, length: third, part: 2}, true, 3, 1, 4*second + third, 0},
	} {
		ecstest.Tick(r, components.Tick(i), deliver(tt.push), s)
		if got := r.Len(components.Part) > 0; got != tt.told {
			t.Fatalf("%s: told of: %v", tt.name, got)
		}
		if got := *components.StreamRefused.At(r, 0); got != tt.refused {
			t.Errorf("%s: %d refused, want %d", tt.name, got, tt.refused)
		}
		if !tt.told {
			continue
		}
		if !*components.StreamPushed.At(r, 0) {
			t.Errorf("%s: its stream has not changed", tt.name)
		}
		if got := components.PartPiece.At(r, 0).Part - 1; got != tt.index {
			t.Errorf("%s: index %d, want %d", tt.name, got, tt.index)
		}
		if got := *components.PartAt.At(r, 0); got != tt.at {
			t.Errorf("%s: at %d, want %d", tt.name, got, tt.at)
		}
		if got := components.PartPiece.At(r, 0).Flags; got != tt.flags {
			t.Errorf("%s: flags %b, want %b", tt.name, got, tt.flags)
		}
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
		if flags := components.EntryPiece.At(r, 0).Flags; flags != 0 {
			t.Fatalf("segment %d: flags %b, want none", n, flags)
		}
	}
	if got, want := components.StreamLive.At(r, 0).Next, components.PTS(50_000*180_180); got != want {
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
		stream, piece := components.PushStream.Of(r), components.PushPiece.Of(r)
		for i := range stream {
			stream[i], piece[i] = components.Row(i), components.Piece{Start: start, Length: uint32(2 * second)}
			*components.PushNumber.At(r, components.Row(i)) = 0
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
