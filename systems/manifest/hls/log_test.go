package hls_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/hls"
)

// window is a live window by the book: all segments there ever were, and what was in
// force at each.
type window struct {
	segments []hls.Segment
	force    []hls.Segment // only their keys and map are of use
	ranges   []hls.DateRange
	making   []hls.Part
	first    uint64 // media sequence number of segments[0]
}

// media is the playlist from segment n on, with parts from another on.
func (w *window) media(head *hls.Media, n, withParts uint64) *hls.Media {
	m := *head
	m.Segments = append([]hls.Segment(nil), w.segments[n-w.first:]...)
	for i := range m.Segments {
		if n+uint64(i) < withParts {
			m.Segments[i].Parts = nil
		}
	}
	if len(m.Segments) > 0 {
		force := &w.force[n-w.first]
		m.Segments[0].Keys, m.Segments[0].Map = force.Keys, force.Map
	}
	m.Ranges = append(m.Ranges, w.ranges...)
	m.Making.Parts = w.making
	return &m
}

func (w *window) push(s hls.Segment) {
	force := hls.Segment{}
	if n := len(w.force); n > 0 {
		force = w.force[n-1]
	}
	if len(s.Keys) > 0 {
		force.Keys = s.Keys
	}
	if s.Map != "" {
		force.Map = s.Map
	}
	w.segments, w.force = append(w.segments, s), append(w.force, force)
}

// randomSegment is a segment of any kind, without parts.
func randomSegment(rng *rand.Rand) hls.Segment {
	s := hls.Segment{
		Duration:      components.PTS(1 + rng.IntN(900_000)),
		Discontinuity: rng.IntN(8) == 0, Gap: rng.IntN(8) == 0,
	}
	if rng.IntN(9) == 0 {
		s.URI = fmt.Sprintf("ad/%d.m4s", rng.IntN(1000))
	}
	if rng.IntN(5) > 0 {
		s.Date = rng.Int64N(1 << 42)
	}
	if rng.IntN(7) == 0 {
		for range 1 + rng.IntN(2) {
			s.Keys = append(s.Keys, hls.Key{Method: "SAMPLE-AES", URI: fmt.Sprintf("data:,%d", rng.IntN(100)), ID: [16]byte{byte(rng.IntN(2))}})
		}
	}
	if rng.IntN(7) == 0 {
		s.Map = fmt.Sprintf("720p/init-%d.mp4", rng.IntN(100))
	}
	return s
}

func randomPart(rng *rand.Rand) hls.Part {
	p := hls.Part{Duration: components.PTS(rng.IntN(90_000)), Independent: rng.IntN(2) == 0, Gap: rng.IntN(8) == 0}
	if rng.IntN(9) == 0 {
		p.URI = "ad/part.m4s"
	}
	return p
}

// randomHead is all of a playlist but its segments, for the segments from n on.
func randomHead(rng *rand.Rand, folder string, iframes bool, n uint64) hls.Media {
	m := hls.Media{
		Type: hls.PlaylistType(rng.IntN(3)), Target: uint16(rng.IntN(9)), Sequence: n, Breaks: rng.Uint64N(99),
		Folder: folder, IFrames: iframes, Hint: rng.IntN(2) == 0, Ended: rng.IntN(9) == 0,
	}
	if rng.IntN(2) == 0 {
		m.Control, m.PartTarget = hls.Control{Block: true, HoldBack: 540_000}, 30_000
	}
	if rng.IntN(9) == 0 {
		m.Start = -90_000
	}
	if rng.IntN(9) == 0 {
		m.Map = "init.mp4"
	}
	if rng.IntN(2) == 0 {
		m.Making.Discontinuity, m.Making.Date = rng.IntN(2) == 0, rng.Int64N(1<<42)
	}
	for range rng.IntN(3) {
		m.Reports = append(m.Reports, hls.Report{Folder: "audio", MSN: n, Part: rng.IntN(3) - 1})
	}
	return m
}

// TestLog: over random slides a log writes what AppendMedia does of the same segments:
// with breaks, keys, maps, gaps, parts, date ranges, delta updates, and anew.
func TestLog(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 11))
		folder, iframes := []string{"720p", ""}[rng.IntN(8)/7], rng.IntN(4) == 0
		first := rng.Uint64N(1 << 40)
		w, l := &window{first: first}, hls.NewLog(&hls.Media{Folder: folder, IFrames: iframes, Sequence: 77, Map: "x"}, first)
		from, ranges := first, []byte(nil)
		for slide := range 300 {
			for range rng.IntN(4) {
				p := randomPart(rng)
				w.making = append(w.making, p)
				l.PushPart(&p)
			}
			switch rng.IntN(20) {
			case 0:
				w.making = nil
				l.DropParts()
			case 1, 2:
				d := hls.DateRange{ID: fmt.Sprint(slide), Class: "goal", Start: rng.Int64N(1 << 42)}
				w.ranges, ranges = append(w.ranges, d), hls.AppendRange(ranges, &d)
			}
			if rng.IntN(3) > 0 {
				s := randomSegment(rng)
				for range rng.IntN(3) {
					s.Parts = append(s.Parts, randomPart(rng))
				}
				l.Push(&s)
				s.Parts, w.making = append(w.making, s.Parts...), nil
				w.push(s)
			}
			if end := first + uint64(len(w.segments)); end-from > 2+rng.Uint64N(40) {
				from += rng.Uint64N(end - from)
				l.Drop(from - rng.Uint64N(min(from-l.First(), 3)+1))
			}
			if rng.IntN(100) == 0 {
				first = rng.Uint64N(1 << 40)
				w, from, ranges = &window{first: first}, first, nil
				l.Reset(first)
			}
			end := first + uint64(len(w.segments))
			head := randomHead(rng, folder, iframes, from)
			if end > from && rng.IntN(4) == 0 {
				head.Skipped = rng.Uint64N(end - from)
			}
			withParts := from + rng.Uint64N(end-from+2)
			got := string(l.AppendMedia(nil, &head, withParts, ranges))
			want := string(hls.AppendMedia(nil, w.media(&head, from+head.Skipped, withParts)))
			if got != want {
				t.Fatalf("seed %d, slide %d: log\n%s\nwant\n%s", seed, slide, got, want)
			}
			if l.End() != end || l.Made() != len(w.making) {
				t.Fatalf("seed %d, slide %d: end %d, %d parts, want %d and %d", seed, slide, l.End(), l.Made(), end, len(w.making))
			}
		}
	}
}

// TestLogAllocatesNothing: a window that has slid for a while takes no more memory,
// with keys that change, parts and a date range.
func TestLogAllocatesNothing(t *testing.T) {
	l, buf := hls.NewLog(&hls.Media{Folder: "1080p"}, 1), make([]byte, 0, 1<<14)
	keys := []hls.Key{{Method: "SAMPLE-AES", URI: "data:,1", Format: "org.w3.clearkey"}}
	n, ranges := uint64(0), hls.AppendRange(nil, &hls.DateRange{ID: "goal", Start: kickoff})
	slide := func() {
		n++
		for range 6 {
			l.PushPart(&hls.Part{Duration: 30_000})
		}
		s := hls.Segment{Duration: 180_000, Date: kickoff + int64(n)*2000}
		if n%10 == 0 {
			s.Keys, s.Map = keys, "1080p/init-2.mp4"
		}
		l.Push(&s)
		l.Drop(max(n, 30) - 29)
		m := hls.Media{Target: 2, Sequence: l.First(), Folder: "1080p", Hint: true}
		buf = l.AppendMedia(buf[:0], &m, l.End()-3, ranges)
	}
	for range 500 {
		slide()
	}
	if n := testing.AllocsPerRun(1000, slide); n != 0 {
		t.Errorf("a slide allocates %v times, want 0", n)
	}
}
