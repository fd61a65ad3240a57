package manifest_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// onair is a stream that goes on at random: part by part, with jumps of its clock,
// segments that do not come, keys that change, restarts and events.
type onair struct {
	*index.Index
	rng  *rand.Rand
	p    *manifest.Presentation
	next index.Segment
	part int // of next
	live uint64
}

func newOnair(rng *rand.Rand, p *manifest.Presentation, keep components.PTS) *onair {
	length := p.Cadence.Length()
	s := &onair{Index: index.New(keep, 3*second), rng: rng, p: p}
	s.next = index.Segment{Number: 1 + rng.Uint64N(1<<20), Start: 1<<33 - 5*length, Length: length}
	s.next.At = components.PTS(s.next.Number-1) * length
	s.live = s.next.Number
	return s
}

// step is what a tick brings.
func (s *onair) step() {
	s.events()
	if s.part < s.p.Cadence.Parts() && s.rng.IntN(9) > 0 {
		from := components.PTS(0)
		if s.part > 0 {
			from = s.p.Cadence.PartEnd(s.part - 1)
		}
		s.Add(index.Part{At: s.next.At + from, Start: s.next.Start + from, Length: s.p.Cadence.PartEnd(s.part) - from, Flags: s.next.Flags})
		s.part++
		return
	}
	s.enter()
}

func (s *onair) enter() {
	missed, length := 0, s.next.Length
	switch v := s.View(); s.rng.IntN(40) {
	case 0:
		s.next.Start += components.PTS(s.rng.IntN(1000)-200) * second
		s.next.Flags = components.Breaks
	case 1, 2:
		if v.End() > v.First() {
			missed = 1 + s.rng.IntN(4)
			s.next.Number += uint64(missed)
			s.next.At += components.PTS(missed) * length
			s.next.Start += components.PTS(missed) * length
		}
	case 3:
		if s.rng.IntN(10) == 0 { // the segmenter begins anew, with numbers that may have been there
			s.next.Number = s.next.Number - s.rng.Uint64N(min(s.next.Number, 4)) + s.rng.Uint64N(20)
			s.live = 0
		}
	}
	s.next.Period = keyPeriod(s.next.Start)
	s.Enter(s.next, missed)
	if end := s.View().End(); end-max(s.live, s.View().First()) > 4+s.rng.Uint64N(30) {
		s.live = end - 1 - s.rng.Uint64N(4)
	} else if s.rng.IntN(200) == 0 {
		s.live -= min(s.live, 3) // it never does, but an index can say so
	}
	s.Show(s.live, s.next.At)
	s.next = index.Segment{Number: s.next.Number + 1, At: s.next.At + length, Start: s.next.Start + length, Length: length}
	s.part = 0
}

func (s *onair) events() {
	at := s.next.At + components.PTS(s.rng.Int64N(int64(20*second))) - 10*second
	if s.rng.IntN(2) == 0 { // on a boundary: what ends where the playlist begins is in it
		at = s.next.At - components.PTS(s.rng.IntN(30))*s.next.Length - components.PTS(s.rng.IntN(2))
	}
	switch s.rng.IntN(12) {
	case 0:
		s.Tell(index.Event{At: at, Length: components.PTS(s.rng.Int64N(int64(20 * second))), Released: s.next.At, Wager: &index.Wager{
			Kind: components.Goal, Team: components.Team(s.rng.IntN(3)), Sequence: s.rng.Uint32N(99),
		}})
	case 1:
		out, length := s.rng.IntN(2) == 0, components.PTS(s.rng.IntN(2))*30*second
		if s.rng.IntN(50) == 0 {
			length = 5000 * second // longer than the index keeps it
		}
		s.Tell(index.Event{At: at, Length: length, Released: s.next.At, Splice: &index.Splice{
			ID: s.rng.Uint32N(3), Out: out, In: !out && s.rng.IntN(2) == 0, Cancel: s.rng.IntN(9) == 0, Section: []byte{0xfc, 7},
		}})
	}
}

// protection has keys for each tier and key period.
func protection() *manifest.Protection {
	return &manifest.Protection{Period: keyPeriod, Signal: func(tier components.Tier, period uint32) manifest.Signal {
		return manifest.Signal{
			HLS:  []hls.Key{{Method: "SAMPLE-AES", URI: fmt.Sprintf("data:,%d-%d", tier, period), Format: "org.w3.clearkey"}},
			DASH: []dash.Protection{{System: dash.CBCS, KID: [16]byte{byte(tier), byte(period), byte(period >> 8), 1}}},
		}
	}}
}

// TestLiveMedia: over random histories, looked at now and then, a live playlist is what
// FillMedia and AppendMedia write of the same view, whole and as an update.
func TestLiveMedia(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 14))
		p := presentation(rates[seed%4])
		steps, keep := 500, components.PTS(0)
		if rng.IntN(2) == 0 {
			p.Protection = protection()
		}
		if rng.IntN(8) == 0 {
			p.Wall = 0
		}
		if rng.IntN(4) == 0 {
			p.Cadence.Part = 0
		}
		if seed%10 == 0 {
			steps, keep = 12_000, 60*second
		}
		s := newOnair(rng, p, keep)
		p.Subtitles = &manifest.Rendition{Name: "subtitles", Text: true}
		all := p.All()
		r := all[rng.IntN(len(all))]
		iframes := r.Pictures() && rng.IntN(3) == 0
		live := p.NewLiveMedia(r, iframes)
		often := 1 + rng.IntN(12)
		for k := range steps {
			old := *s.View()
			s.step()
			if rng.IntN(often) > 0 && k < steps-1 || s.View().End() == s.View().First() {
				continue
			}
			live.CatchUp(s.View())
			live.CatchUp(&old) // what a reader brings that was held up
			for _, delta := range []bool{false, true} {
				list := manifest.LivePlaylist(s.View())
				list.IFrames, list.LowLatency, list.Delta = iframes, p.LowLatency() && !iframes, delta
				var m hls.Media
				p.FillMedia(&m, s.View(), r, &list)
				want := string(hls.AppendMedia(nil, &m))
				if got := string(live.AppendMedia(nil, delta)); got != want {
					t.Fatalf("seed %d, step %d, %s, delta %v: live\n%s\nwant\n%s", seed, k, r.Name, delta, got, want)
				}
			}
			if live.Generation() != s.View().Generation {
				t.Fatalf("seed %d: generation %d, want %d", seed, live.Generation(), s.View().Generation)
			}
		}
	}
}

// TestLiveMediaAllocatesNothing: to look at a stream that goes on, and has neither new
// events nor new keys, takes no memory.
func TestLiveMediaAllocatesNothing(t *testing.T) {
	p := presentation(rates[0])
	x, length := index.New(600*second, 3*second), p.Cadence.Length()
	live, buf := p.NewLiveMedia(&p.Renditions[0], false), make([]byte, 0, 1<<14)
	views, n := []index.View(nil), components.PTS(0)
	for range 1500 {
		x.Add(index.Part{At: n * length, Start: n * length, Length: length})
		x.Enter(index.Segment{Number: uint64(n) + 1, At: n * length, Start: n * length, Length: length}, 0)
		x.Show(uint64(max(n, 14)-14)+1, n*length)
		views, n = append(views, *x.View()), n+1
	}
	next := func() {
		live.CatchUp(&views[0])
		buf = live.AppendMedia(buf[:0], false)
		views = views[1:]
	}
	for range 200 {
		next()
	}
	if n := testing.AllocsPerRun(1000, next); n != 0 {
		t.Errorf("a playlist allocates %v times, want 0", n)
	}
}

// BenchmarkLiveMedia writes the low-latency playlist of a protected stream after each
// of its parts: of what is there already, and whole.
func BenchmarkLiveMedia(b *testing.B) {
	for _, whole := range []bool{false, true} {
		b.Run(map[bool]string{false: "live", true: "whole"}[whole], func(b *testing.B) {
			p := presentation(rates[0])
			p.Protection = protection()
			x, r := index.New(600*second, 3*second), &p.Renditions[0]
			live, n, part, buf := p.NewLiveMedia(r, false), components.PTS(0), 0, []byte(nil)
			length, m := p.Cadence.Length(), hls.Media{}
			for b.Loop() {
				from := components.PTS(0)
				if part > 0 {
					from = p.Cadence.PartEnd(part - 1)
				}
				x.Add(index.Part{At: n*length + from, Start: n*length + from, Length: p.Cadence.PartEnd(part) - from})
				if part++; part == p.Cadence.Parts() || n == 0 {
					at := n * length
					x.Enter(index.Segment{Number: uint64(n) + 1, At: at, Start: at, Length: length, Period: keyPeriod(at)}, 0)
					x.Show(uint64(max(n, 14)-14)+1, at)
					n, part = n+1, 0
				}
				if whole {
					l := manifest.LivePlaylist(x.View())
					l.LowLatency = true
					p.FillMedia(&m, x.View(), r, &l)
					buf = hls.AppendMedia(buf[:0], &m)
				} else {
					live.CatchUp(x.View())
					buf = live.AppendMedia(buf[:0], false)
				}
			}
			b.SetBytes(int64(len(buf)))
		})
	}
}
