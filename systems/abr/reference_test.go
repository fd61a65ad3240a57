package abr_test

import (
	"flag"
	"math/rand/v2"
	"reflect"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
	"touchline/systems/abr"
)

var histories = flag.Int("histories", 300, "random histories of pushes to compare with the reference")

// reference is a stream's window by the book: it keeps every segment there ever
// was, and finds everything else by counting.
type reference struct {
	all     []segment // in the order they entered; the sequence number is the index
	left    int       // how many have left
	repeats uint32
	refused uint32
}

// segment is one that entered.
type segment struct {
	push
	breaks bool
	period uint32
}

func (f *reference) push(p push, cfg abr.Config, slots int) {
	target := int64(cfg.Target())
	n := len(f.all)
	if n > 0 && (f.all[n-1].start == p.start || p.number > 0 && p.number < uint64(n)) {
		f.repeats++
		return
	}
	if p.length == 0 || 2*int64(p.length) >= (2*target+1)*int64(second) {
		f.refused++
		return
	}
	breaks := p.flags&components.Breaks != 0
	if n > 0 {
		if p.number > uint64(n) {
			f.miss(p.at, p.number-uint64(n), cfg, slots)
		}
		last := f.all[len(f.all)-1]
		breaks = breaks || p.start != last.start+last.length
		if until := last.at + last.length; !breaks {
			p.at = until
		} else {
			p.at = max(p.at, until)
		}
	}
	p.number = 0
	f.add(segment{p, breaks, 0}, cfg, slots)
}

// miss adds n segments that did not come before one at the given time.
func (f *reference) miss(at components.PTS, n uint64, cfg abr.Config, slots int) {
	last := f.all[len(f.all)-1]
	began := last.at + last.length
	longest := components.PTS(cfg.Target()) * second
	end := min(max(at, began+components.PTS(n)), began+components.PTS(n)*longest)
	next, from := last.start+last.length, began
	for k := range components.PTS(n) {
		to := began + (end-began)*(k+1)/components.PTS(n)
		gap := push{stream: last.stream, start: next, at: from, length: to - from, flags: components.Gap}
		f.add(segment{push: gap}, cfg, slots)
		next, from = next+to-from, to
	}
}

func (f *reference) add(s segment, cfg abr.Config, slots int) {
	target := int64(cfg.Target())
	for at := cfg.KeyEvery; at <= s.start; at += cfg.KeyEvery {
		s.period++
	}
	f.all = append(f.all, s)
	least := 3 * components.PTS(target) * second
	for held(f.all[f.left:]) > max(cfg.Window, least) && held(f.all[f.left+1:]) >= least || len(f.all)-f.left > slots {
		f.left++
	}
}

func held(segments []segment) (sum components.PTS) {
	for _, s := range segments {
		sum += s.length
	}
	return sum
}

func (f *reference) breaks() (n uint32) {
	for _, s := range f.all[:f.left] {
		if s.breaks {
			n++
		}
	}
	return n
}

// window reads a stream's window back as segments.
func window(t *testing.T, r *ecs.Run, s components.Row) (window []segment) {
	slots, renditions := r.Schema().Fan(components.Segment), r.Schema().Fan(components.Rendition)
	for i := range uint64(components.StreamLive.At(r, s).Count) {
		row := int((components.StreamLive.At(r, s).Sequence+i)%uint64(slots))*r.Plane(components.Segment) + int(s)
		at := components.Row(row)
		media := components.SegmentMedia.At(r, at)
		bytes := components.PayloadBytes.Of(r)[row*renditions:][:renditions]
		for k := range bytes {
			if bytes[0] != 0 && bytes[k] != bytes[0]+uint32(k) {
				t.Errorf("sizes %v", bytes)
			}
		}
		window = append(window, segment{
			push: push{
				stream: s, start: media.Start, length: components.PTS(media.Length),
				flags: media.Flags &^ components.Breaks, bytes: bytes[0], at: media.At,
			},
			breaks: media.Flags&components.Breaks != 0,
		})
	}
	return window
}

// TestReference drives streams through random histories, of segments that follow
// each other, repeat, jump, break, and are too long, several in a tick, and
// compares all there is to see with the reference.
func TestReference(t *testing.T) {
	for n := range uint64(*histories) {
		rng := rand.New(rand.NewPCG(n, 1))
		cfg := abr.Config{
			Window:   components.PTS(1 + rng.IntN(int(20*second))),
			Segment:  components.PTS(1 + rng.IntN(int(4*second))),
			KeyEvery: components.PTS(int(second) + rng.IntN(int(20*second))),
		}
		slots := 4 + rng.IntN(20)
		r := newRun(t, 3, slots)
		s := newSystem(t, cfg)
		refs := make([]reference, 3)
		for tick := range components.Tick(60) {
			before := []int{len(refs[0].all), len(refs[1].all), len(refs[2].all)}
			var pushes []push
			for range rng.IntN(4) {
				p := randomPush(rng, refs, cfg)
				pushes = append(pushes, p)
				refs[p.stream].push(p, cfg, slots)
			}
			against(t, r, s, tick, pushes, refs, before)
			if t.Failed() {
				t.Fatalf("history %d, tick %d, %+v", n, tick, cfg)
			}
		}
	}
}

// against delivers pushes in a tick, and compares each stream with its reference, which
// had so many segments before.
func against(t *testing.T, r *ecs.Run, s *abr.System, tick components.Tick, pushes []push, refs []reference, before []int) {
	t.Helper()
	ecstest.Tick(r, tick, deliver(pushes...), s)
	for i := range refs {
		compare(t, r, components.Row(i), &refs[i], before[i])
	}
}

func randomPush(rng *rand.Rand, refs []reference, cfg abr.Config) push {
	p := push{stream: components.Row(rng.IntN(len(refs))), length: cfg.Segment, bytes: 1 + rng.Uint32N(1<<20)}
	if f := &refs[p.stream]; len(f.all) > 0 {
		last := f.all[len(f.all)-1]
		p.start = last.start + last.length
		switch rng.IntN(12) {
		case 0:
			p.start = last.start
		case 1:
			p.start += components.PTS(rng.IntN(5)) - 2
		case 2:
			p.start = components.PTS(rng.IntN(int(100*second))) - 10*second
		}
	}
	if n := uint64(len(refs[p.stream].all)); n > 0 {
		last := refs[p.stream].all[n-1]
		switch p.at = last.at + last.length + components.PTS(rng.IntN(int(second))); rng.IntN(12) {
		case 0:
			p.number = n + rng.Uint64N(4)
			p.at += components.PTS(rng.IntN(int(10 * second)))
		case 1:
			p.number = 1 + rng.Uint64N(n+1)
		case 2:
			p.number = n
		}
	}
	switch rng.IntN(8) {
	case 0:
		p.length = components.PTS(rng.IntN(int(6 * second)))
	case 1:
		p.length = components.PTS(cfg.Target())*second + second/2 - components.PTS(rng.IntN(2))
	}
	switch rng.IntN(10) {
	case 0:
		p.flags = components.Breaks
	case 1:
		p.flags = components.Gap
	}
	return p
}

func compare(t *testing.T, r *ecs.Run, s components.Row, f *reference, before int) {
	t.Helper()
	want := f.all[f.left:]
	plain := make([]segment, len(want)) // Breaks is told apart, in breaks
	for i := range want {
		plain[i] = want[i]
		plain[i].flags &^= components.Breaks
		plain[i].period = 0 // of that there is the entry
	}
	if got := window(t, r, s); len(got)+len(plain) > 0 && !reflect.DeepEqual(got, plain) {
		t.Errorf("stream %d: window %+v\nwant %+v", s, got, plain)
	}
	if got, want := stateOf(r, s), (state{uint64(f.left), uint16(len(want)), f.breaks(), held(want)}); got != want {
		t.Errorf("stream %d: %+v, want %+v", s, got, want)
	}
	if got := components.StreamLive.At(r, s).Repeats; got != f.repeats {
		t.Errorf("stream %d: %d repeats, want %d", s, got, f.repeats)
	}
	if got := *components.StreamRefused.At(r, s); got != f.refused {
		t.Errorf("stream %d: %d refused, want %d", s, got, f.refused)
	}
	if n := len(f.all); n > 0 {
		if got := *components.StreamKeyPeriod.At(r, s); got != f.all[n-1].period {
			t.Errorf("stream %d: key period %d, want %d", s, got, f.all[n-1].period)
		}
	}
	entered := before
	for i, stream := range components.EntryStream.Of(r) {
		if stream != s {
			continue
		}
		p, e := components.EntryPiece.At(r, components.Row(i)), components.EntryAs.At(r, components.Row(i))
		entered += int(e.Missed)
		if got := e.Sequence; got != uint64(entered) {
			t.Fatalf("stream %d: entry of segment %d, want %d", s, got, entered)
		}
		want := f.all[entered]
		got := segment{
			push: push{
				stream: s, start: p.Start, at: e.At,
				length: components.PTS(p.Length), flags: want.flags, bytes: want.bytes,
			},
			breaks: p.Flags&components.Breaks != 0,
			period: e.Period,
		}
		if got != want {
			t.Errorf("stream %d: entry %+v, want %+v", s, got, want)
		}
		entered++
	}
	if entered != len(f.all) {
		t.Errorf("stream %d: %d segments told of, want %d", s, entered, len(f.all))
	}
}
