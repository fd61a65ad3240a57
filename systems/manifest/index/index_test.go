package index_test

import (
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/index"
)

const second = components.PTSPerSecond

// model is an index by the book: it forgets nothing.
type model struct {
	segments []index.Segment
	parts    map[uint64][]index.Part
	making   []index.Part
}

// same holds a view against the model as it was when the view was taken.
func (m *model) same(t *testing.T, v *index.View) {
	t.Helper()
	if len(m.segments) == 0 {
		return
	}
	last := m.segments[len(m.segments)-1].Number
	if v.End() != last+1 {
		t.Fatalf("the view ends before %d, want %d", v.End(), last+1)
	}
	for n := v.First(); n < v.End(); n++ {
		want := m.segments[n-m.segments[0].Number]
		got := *v.At(n)
		if got.Number != want.Number || got.At != want.At || got.Start != want.Start || got.Length != want.Length ||
			got.Breaks != want.Breaks || got.Period != want.Period || got.Flags != want.Flags {
			t.Fatalf("segment %d is %+v, want %+v", n, got, want)
		}
		m.sameParts(t, v.Parts(n), m.parts[n])
	}
	m.sameParts(t, v.Parts(v.End()), m.making)
}

func (m *model) sameParts(t *testing.T, got index.Parts, want []index.Part) {
	t.Helper()
	if got.Len() == 0 && len(want) > 0 && len(m.segments) > 600 {
		return // let go of with the segments before them
	}
	if got.Len() != len(want) {
		t.Fatalf("%d parts, want %d", got.Len(), len(want))
	}
	for k := range want {
		if *got.At(k) != want[k] {
			t.Fatalf("part %d is %+v, want %+v", k, *got.At(k), want[k])
		}
	}
}

func (m *model) enter(s index.Segment, missed int, target components.PTS) {
	if n := len(m.segments); n > 0 {
		last := m.segments[n-1]
		s.Breaks = last.Breaks
		gaps := components.MissingBetween(last.Until(), s.At, missed, target)
		start := last.Start + last.Length
		for k := range missed {
			g := index.Segment{
				Number: last.Number + uint64(k) + 1, At: gaps.Begin(k), Start: start, Length: gaps.Begin(k+1) - gaps.Begin(k),
				Breaks: last.Breaks, Period: last.Period, Flags: components.Gap,
			}
			start += g.Length
			m.segments = append(m.segments, g)
			m.making = nil
		}
	}
	if s.Flags&components.Breaks != 0 {
		s.Breaks++
	}
	m.segments = append(m.segments, s)
	m.parts[s.Number] = m.making
	m.making = nil
}

// TestHistories: over random histories every view that was ever taken stays what
// the model was then, whatever came after it.
func TestHistories(t *testing.T) {
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 8))
		keep := components.PTS(rng.IntN(2)) * 1200 * second
		x, m := index.New(keep, 2*second), &model{parts: map[uint64][]index.Part{}}
		type taken struct {
			view  index.View
			model model
		}
		var views []taken
		next := index.Segment{Number: 1 + rng.Uint64N(1000), Start: 77, At: 0}
		for range 1500 {
			for k := range rng.IntN(3) {
				p := index.Part{At: next.At, Start: next.Start, Length: components.PTS(1 + k)}
				x.Add(p)
				m.making = append(m.making, p)
			}
			s := next
			s.Length = components.PTS(1+rng.IntN(3)) * second / 2
			s.Period = uint32(s.Start / (100 * second))
			missed := 0
			if len(m.segments) > 0 {
				switch rng.IntN(40) {
				case 0:
					s.Flags, s.Start = components.Breaks, s.Start+components.PTS(rng.IntN(1000))*second
				case 1:
					missed = 1 + rng.IntN(30)
					s.Number += uint64(missed)
					s.At += components.PTS(missed) * 2 * second
					s.Start += components.PTS(missed) * 2 * second
				}
			}
			x.Enter(s, missed)
			m.enter(s, missed, 2*second)
			next = index.Segment{Number: s.Number + 1, At: s.At + s.Length, Start: s.Start + s.Length}
			if rng.IntN(200) == 0 {
				views = append(views, taken{*x.View(), model{m.segments, m.parts, m.making}})
			}
		}
		m.same(t, x.View())
		for _, v := range views {
			v.model.same(t, &v.view)
		}
		if v := x.View(); keep > 0 && v.At(v.End()-1).Until()-v.At(v.First()).At < keep {
			t.Errorf("the index holds less than %v", keep.Duration())
		}
		if v := x.View(); keep > 0 && v.End()-v.First() > 3600 {
			t.Errorf("the index holds %d segments", v.End()-v.First())
		}
	}
}

// TestRestart: a number that leaves the row begins the index anew; its
// discontinuities go on.
func TestRestart(t *testing.T) {
	x := index.New(0, 2*second)
	x.Began(4)
	x.Enter(index.Segment{Number: 7, Length: 2 * second}, 0)
	x.Enter(index.Segment{Number: 8, At: 2 * second, Start: 9, Length: 2 * second, Flags: components.Breaks}, 0)
	x.Enter(index.Segment{Number: 9000, At: 20_000 * second, Length: 2 * second, Flags: components.Breaks}, 0)
	if v := x.View(); v.First() != 9000 || v.End() != 9001 || v.At(9000).Breaks != 6 || v.Restarts != 1 {
		t.Errorf("from %d to %d, %d breaks, %d restarts: want 9000 alone with 6 after 1", v.First(), v.End(), v.At(9000).Breaks, v.Restarts)
	}
}

// TestSince finds segments by their time.
func TestSince(t *testing.T) {
	x := index.New(0, 2*second)
	if got := x.View().Since(0); got != 0 {
		t.Errorf("in an empty index: %d", got)
	}
	for n := range components.PTS(600) {
		x.Enter(index.Segment{Number: 100 + uint64(n), At: n * 2 * second, Length: 2 * second}, 0)
	}
	for _, tt := range []struct {
		at   components.PTS
		want uint64
	}{{-1, 100}, {0, 100}, {2*second - 1, 100}, {2 * second, 101}, {1200*second - 1, 699}, {1200 * second, 700}} {
		if got := x.View().Since(tt.at); got != tt.want {
			t.Errorf("since %d: segment %d, want %d", tt.at, got, tt.want)
		}
	}
}

// TestSound: the sound of segments that follow each other follows, too, in whole
// frames: 93 or 94 to two seconds, and never more than a frame after the pictures.
func TestSound(t *testing.T) {
	for _, length := range []components.PTS{180_000, 180_180} {
		counts := map[components.PTS]int{}
		next := components.PTS(0)
		for n := range components.PTS(1000) {
			s := index.Segment{At: 5 + n*length, Start: 1<<33 - 77*length + n*length, Length: length}
			got := s.Sound()
			if n > 0 && got.Start != next {
				t.Fatalf("segment %d: sound from %d, want %d", n, got.Start, next)
			}
			if late := got.Start - s.Start; late < 0 || late >= index.SoundFrame || got.At-s.At != late {
				t.Fatalf("segment %d: sound is %d late, and dated %d late", n, late, got.At-s.At)
			}
			next = got.Start + got.Length
			counts[got.Length/index.SoundFrame]++
		}
		if len(counts) != 2 || counts[93]+counts[94] != 1000 {
			t.Errorf("frames in a segment of %d: %v, want 93 or 94", length, counts)
		}
	}
}

// TestEvents: events are numbered as they are released, and a view has those of its
// moment.
func TestEvents(t *testing.T) {
	x := index.New(0, 2*second)
	x.Tell(index.Event{At: 5})
	before := *x.View()
	x.Tell(index.Event{At: 3})
	if got := before.Events(); got.Len() != 1 || got.At(0).ID != 1 {
		t.Errorf("%d events before", got.Len())
	}
	if got := x.View().Events(); got.Len() != 2 || got.At(1).ID != 2 || got.At(1).At != 3 || x.View().Generation != before.Generation+1 {
		t.Errorf("%d events after", got.Len())
	}
}
