package manifest_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/index"
)

// mpdStream is a stream that goes on at random, its window after it.
type mpdStream struct {
	rng    *rand.Rand
	x      *index.Index
	next   index.Segment
	keys   components.PTS // how long a key period is
	often  int            // of a hundred steps, how many are events
	calm   bool           // only segments come, and events
	length components.PTS
}

func newMPDStream(rng *rand.Rand, p *manifest.Presentation, keep components.PTS) *mpdStream {
	s := &mpdStream{rng: rng, x: index.New(keep, 3*second), length: p.Cadence.Length(), keys: 40 * second, often: 20}
	s.next = index.Segment{Number: rng.Uint64N(1 << 20), Start: 1<<33 - 5*s.length, At: components.PTS(rng.IntN(2)) * 100 * second}
	return s
}

// step lets a segment come, or an event be released.
func (s *mpdStream) step() {
	switch k := s.rng.IntN(100); {
	case k < s.often && s.x.View().End() > s.x.View().First():
		s.x.Tell(s.event())
	case k < s.often+4 && !s.calm: // the window goes on by itself, or is wider than it was
		v := s.x.View()
		s.x.Show(v.First()+s.rng.Uint64N(v.End()-v.First()+1), s.next.At)
	default:
		s.segment()
	}
}

func (s *mpdStream) segment() {
	t, missed := s.next, 0
	t.Length = s.length
	t.Period = uint32(t.Start / s.keys)
	if !s.calm {
		switch s.rng.IntN(60) {
		case 0:
			t.Flags, t.Start = components.Breaks, t.Start+components.PTS(s.rng.IntN(100))*second
		case 1:
			missed = 1 + s.rng.IntN(3)
			t.Number += uint64(missed)
			t.At += components.PTS(missed) * s.length
			t.Start += components.PTS(missed) * s.length
		case 2: // it begins anew
			if t.Number = s.rng.Uint64N(1 << 20); s.rng.IntN(2) == 0 && s.next.Number > 9 {
				t.Number = s.next.Number - 1 - s.rng.Uint64N(3) // with numbers that were there
			}
		case 3:
			t.Length -= 3600
		case 4:
			t.Start -= second // back, without a break
		case 5:
			t.Flags = components.Gap
		}
	}
	s.x.Enter(t, missed)
	s.next = index.Segment{Number: t.Number + 1, At: t.At + t.Length, Start: t.Start + t.Length}
	v := s.x.View()
	s.x.Show(max(v.End(), 15)-15, t.At+t.Length)
}

// event is an event of the match or a splice point: long ago, now, or announced.
func (s *mpdStream) event() index.Event {
	e := index.Event{At: s.next.At + components.PTS(s.rng.IntN(80)-50)*second, Released: s.next.At}
	if s.rng.IntN(3) > 0 {
		e.Length = components.PTS(s.rng.IntN(40)) * second / 2
	}
	if s.rng.IntN(50) == 0 {
		e.Length = 2000 * second
	}
	if e.At = max(e.At, 0); s.rng.IntN(3) == 0 {
		e.Splice = &index.Splice{ID: 9, Section: []byte{0xfc, byte(s.rng.Uint32())}}
	} else {
		e.Wager = &index.Wager{Kind: components.Goal, Sequence: s.rng.Uint32N(100)}
	}
	return e
}

// mpdKinds are the MPDs that are served.
var mpdKinds = []manifest.Description{{}, {Numbered: true}, {Numbered: true, Chunked: true}}

// TestLiveMPD: after any history, and whatever views it was shown of it, LiveMPD
// writes what AppendMPD does of the same view.
func TestLiveMPD(t *testing.T) {
	for n := range uint64(48) {
		rng := rand.New(rand.NewPCG(n, 11))
		p := presentation(rates[n%4])
		if n%2 == 0 {
			p.Protection = protection()
		}
		if n%8 == 7 {
			p.Clock = ""
		}
		if n%5 == 1 {
			p.Pathways, p.Steering = []manifest.Pathway{{ID: "a", Base: "/a/"}, {ID: "b", Base: "/b/"}}, "/steering.json"
			p.Captions = []manifest.Captions{{}}
		}
		s := newMPDStream(rng, p, 60*second)
		s.calm = n%3 == 0 || n == 1
		steps := 120
		if n < 2 {
			steps, s.often = 600, 60 // the index forgets segments and events
		}
		var views [8]index.View // some of which come late
		live := make([]*manifest.LiveMPD, len(mpdKinds))
		for k := range mpdKinds {
			live[k] = p.NewLiveMPD(mpdKinds[k])
		}
		for i := range steps {
			for range 1 + rng.IntN(8)/(1+rng.IntN(4)) + 2*steps/600 {
				s.step()
			}
			v := *s.x.View()
			views[rng.IntN(len(views))] = v
			if rng.IntN(20) == 0 {
				if old := views[rng.IntN(len(views))]; old.End() > old.First() {
					v = old
				}
			}
			for k, l := range live {
				d := p.LiveDescription(&v)
				d.Numbered, d.Chunked = mpdKinds[k].Numbered, mpdKinds[k].Chunked
				got, want := l.AppendMPD([]byte("before"), &v), p.AppendMPD([]byte("before"), &v, &d)
				if !bytes.Equal(got, want) {
					t.Fatalf("history %d, step %d, kind %+v:\n%s\nwant\n%s", n, i, mpdKinds[k], got, want)
				}
			}
		}
	}
}

// TestLiveMPDMany: of more events than a series has at once, those are left that
// AppendMPD leaves.
func TestLiveMPDMany(t *testing.T) {
	p := presentation(rates[0])
	s := newMPDStream(rand.New(rand.NewPCG(1, 14)), p, 0)
	s.calm = true
	l := p.NewLiveMPD(mpdKinds[0])
	for range 20 {
		s.segment()
	}
	for n := range components.PTS(dash.MostEvents + 100) {
		if n < dash.MostEvents+70 {
			s.x.Tell(index.Event{At: s.next.At + (n*7)%100, Length: second + 200*second*(n%2), Wager: &index.Wager{}})
		}
		if n >= dash.MostEvents+70 {
			s.segment()
		}
		if n != dash.MostEvents-1 && n != dash.MostEvents+60 && n != dash.MostEvents+99 && n%200 != 0 {
			continue
		}
		d := p.LiveDescription(s.x.View())
		if got, want := l.AppendMPD(nil, s.x.View()), p.AppendMPD(nil, s.x.View(), &d); !bytes.Equal(got, want) {
			t.Fatalf("step %d:\n%s\nwant\n%s", n, got, want)
		}
	}
}

// TestLiveMPDRestart: an index that has begun anew, with numbers that were there, is
// another.
func TestLiveMPDRestart(t *testing.T) {
	p := presentation(rates[0])
	l, x := p.NewLiveMPD(mpdKinds[0]), index.New(0, 3*second)
	enter := func(number uint64, at components.PTS) {
		x.Enter(index.Segment{Number: number, At: at, Start: at, Length: 2 * second}, 0)
		x.Show(x.View().First(), at)
	}
	for n := range uint64(5) {
		enter(10+n, components.PTS(n)*2*second)
	}
	l.AppendMPD(nil, x.View())
	for n := range uint64(3) { // up to the same
		enter(12+n, 100*second+components.PTS(n)*2*second)
	}
	d := p.LiveDescription(x.View())
	if got, want := l.AppendMPD(nil, x.View()), p.AppendMPD(nil, x.View(), &d); !bytes.Equal(got, want) {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// TestLiveMPDGoesOn: what only goes on is not rendered anew.
func TestLiveMPDGoesOn(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 12))
	p := presentation(rates[0])
	s := newMPDStream(rng, p, 0)
	s.calm = true
	l := p.NewLiveMPD(mpdKinds[0])
	for range 20 {
		s.step()
	}
	s.x.Tell(index.Event{At: s.next.At, Length: 10_000 * second, Wager: &index.Wager{}})
	s.x.Tell(index.Event{At: s.next.At, Length: 10_000 * second, Splice: &index.Splice{}})
	for range 1000 {
		l.AppendMPD(nil, s.x.View())
		s.step()
	}
	if n := l.Rendered(); n != 1 {
		t.Errorf("rendered %d times, want once", n)
	}
}

// TestLiveMPDAllocatesNothing: segments that come and go cost no memory.
func TestLiveMPDAllocatesNothing(t *testing.T) {
	p := presentation(rates[0])
	s := newMPDStream(rand.New(rand.NewPCG(1, 13)), p, 0)
	s.calm = true
	var views []index.View
	for range 2000 {
		s.segment()
		views = append(views, *s.x.View())
	}
	l, buf := p.NewLiveMPD(mpdKinds[0]), make([]byte, 0, 1<<14)
	next := func() {
		buf = l.AppendMPD(buf[:0], &views[0])
		views = views[1:]
	}
	for range 900 {
		next()
	}
	if n := testing.AllocsPerRun(1000, next); n != 0 {
		t.Errorf("a segment allocates %v times, want 0", n)
	}
}

// BenchmarkLiveMPD writes the MPD after each segment, and renders it.
func BenchmarkLiveMPD(b *testing.B) {
	p := presentation(rates[0])
	p.Protection = protection()
	s := newMPDStream(rand.New(rand.NewPCG(1, 13)), p, 60*second)
	s.calm, s.keys = true, 1<<40
	l, buf := p.NewLiveMPD(mpdKinds[0]), []byte(nil)
	b.Run("live", func(b *testing.B) {
		for b.Loop() {
			s.segment()
			buf = l.AppendMPD(buf[:0], s.x.View())
		}
	})
	b.Run("rendered", func(b *testing.B) {
		for b.Loop() {
			s.segment()
			d := p.LiveDescription(s.x.View())
			buf = p.AppendMPD(buf[:0], s.x.View(), &d)
		}
	})
}
