package dash_test

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/dash"
)

// history is a live stream that changes at random, kept twice: as the manifest
// that Live writes, and as what a new one is made of.
type history struct {
	t      testing.TB
	rng    *rand.Rand
	live   *dash.Live
	mpd    *dash.MPD
	stages []*stage // by period
	start  components.PTS
	ids    int
}

// stage is one period.
type stage struct {
	id     string
	start  components.PTS
	lines  [2]*dash.Timeline // picture and sound
	events *dash.Events

	number  [2]uint64 // of the first segment
	end     [2]dash.Scaled
	plain   [2][]dash.Segment
	listed  []dash.Event
	ordinal uint64
}

const window = 12

func newHistory(t testing.TB, seed uint64) *history {
	h := &history{t: t, rng: rand.New(rand.NewPCG(seed, 5))}
	h.mpd, _, _, _ = match(window)
	h.mpd.Periods = nil
	h.period()
	h.live = dash.NewLive(h.mpd)
	return h
}

// set makes the period's two video sets, which share a line, and its audio set.
func (s *stage) fill(video, audio *dash.Timeline, events *dash.Events) dash.Period {
	m, _, _, _ := match(window)
	p := m.Periods[0]
	p.ID, p.Start = s.id, s.start
	p.Streams[0].Events = events
	p.Sets[0].Template.Timeline = video
	p.Sets[1].Template.Timeline = audio
	tactical := p.Sets[0]
	tactical.ID, tactical.Representations = 3, slices.Clone(tactical.Representations[:2])
	for i := range tactical.Representations {
		tactical.Representations[i].ID += "-tactical"
	}
	p.Sets = append(p.Sets, tactical)
	return p
}

func (h *history) period() {
	h.ids++
	h.start += components.PTS(1 + h.rng.IntN(1000))
	n := h.rng.Uint64N(1 << 20)
	s := &stage{
		id: "p" + strconv.Itoa(h.ids), start: h.start, number: [2]uint64{n, n}, ordinal: n,
		lines: [2]*dash.Timeline{dash.NewTimeline(window, n), dash.NewTimeline(window, n)}, events: dash.NewEvents(8),
	}
	h.stages = append(h.stages, s)
	h.mpd.Periods = append(h.mpd.Periods, s.fill(s.lines[0], s.lines[1], s.events))
}

// step changes something.
func (h *history) step() {
	s := h.stages[len(h.stages)-1]
	switch k := h.rng.IntN(100); {
	case k < 60:
		s.ordinal++
		h.push(s, 0, 180_000)
		h.push(s, 1, 1024*frames(s.ordinal))
	case k < 75: // the window moves on, in the oldest period
		h.drop(h.stages[0], 1+h.rng.IntN(3))
	case k < 85:
		v := dash.Event{Time: dash.Scaled(h.rng.IntN(1000)), ID: uint32(h.rng.IntN(12)), Form: dash.Splice, Body: splice}
		s.events.Push(&v)
		s.listed = slices.DeleteFunc(s.listed, func(w dash.Event) bool { return w.ID == v.ID })
		if len(s.listed) == 8 {
			s.listed = s.listed[1:]
		}
		s.listed = append(s.listed, v)
		slices.SortStableFunc(s.listed, func(a, b dash.Event) int { return int(a.Time) - int(b.Time) })
	case k < 90:
		at := dash.Scaled(h.rng.IntN(500))
		s.events.DropBefore(at)
		s.listed = slices.DeleteFunc(s.listed, func(v dash.Event) bool { return v.Time <= at })
	case k < 97:
		h.live.Publish(h.rng.Int64N(1 << 42))
	default:
		h.period()
		if len(h.stages) > 3 {
			h.stages, h.mpd.Periods = h.stages[1:], h.mpd.Periods[1:]
		}
		h.live.Render(h.mpd)
	}
}

// push adds a segment that is usually like the one before, and follows it.
func (h *history) push(s *stage, k int, duration dash.Scaled) {
	seg := dash.Segment{Start: s.end[k], Duration: duration}
	switch h.rng.IntN(8) {
	case 0:
		seg.Duration += dash.Scaled(h.rng.IntN(3))
	case 1:
		seg.Start += dash.Scaled(h.rng.IntN(3)) * 90_000
	}
	if err := s.lines[k].Push(seg); err != nil {
		h.t.Fatal(err)
	}
	s.end[k] = seg.Start + seg.Duration
	s.plain[k] = append(s.plain[k], seg)
	if n := len(s.plain[k]) - window; n > 0 {
		s.plain[k], s.number[k] = s.plain[k][n:], s.number[k]+uint64(n)
	}
}

func (h *history) drop(s *stage, n int) {
	for k := range s.lines {
		s.lines[k].Drop(n)
		m := min(n, len(s.plain[k]))
		s.plain[k], s.number[k] = s.plain[k][m:], s.number[k]+uint64(m)
	}
}

// anew is the manifest made from nothing.
func (h *history) anew() *dash.MPD {
	m := *h.mpd
	m.Periods = nil
	for _, s := range h.stages {
		var lines [2]*dash.Timeline
		for k := range lines {
			lines[k] = dash.NewTimeline(window, s.number[k])
			for _, seg := range s.plain[k] {
				if err := lines[k].Push(seg); err != nil {
					h.t.Fatal(err)
				}
			}
		}
		events := dash.NewEvents(8)
		for i := range s.listed {
			events.Push(&s.listed[i])
		}
		m.Periods = append(m.Periods, s.fill(lines[0], lines[1], events))
	}
	return &m
}

// TestLive: after any history, Live writes what AppendMPD makes of the same state
// from nothing.
func TestLive(t *testing.T) {
	var got, want []byte
	for seed := range uint64(100) {
		h := newHistory(t, seed)
		for i := range 300 {
			h.step()
			got, want = h.live.AppendMPD(got[:0]), dash.AppendMPD(want[:0], h.anew())
			if !bytes.Equal(got, want) {
				t.Fatalf("seed %d, step %d:\n%s\nwant\n%s", seed, i, got, want)
			}
			if again := dash.AppendMPD(want[:0], h.mpd); !bytes.Equal(got, again) {
				t.Fatalf("seed %d, step %d: AppendMPD of the same manifest differs", seed, i)
			}
		}
	}
}

// TestPublish: a static manifest may have no time of publication.
func TestPublish(t *testing.T) {
	const day = 86_400_000
	m := clip()
	l := dash.NewLive(m)
	for _, ms := range []int64{0, kickoff, kickoff + day, kickoff + day + 1, kickoff + 1, 0, 1, -1, 1} {
		l.Publish(ms)
		if got, want := l.AppendMPD(nil), dash.AppendMPD(nil, m); !bytes.Equal(got, want) || m.PublishTime != ms {
			t.Errorf("published at %d:\n%s\nwant\n%s", ms, got, want)
		}
	}
}

// TestLiveAllocatesNothing: in the long run, neither segments that come and go nor
// events do.
func TestLiveAllocatesNothing(t *testing.T) {
	m, video, audio, events := match(30)
	l, buf, n := dash.NewLive(m), make([]byte, 0, 1<<14), uint64(0)
	step := func() {
		push(t, video, audio, n)
		events.Push(&dash.Event{Time: dash.Scaled(n), ID: uint32(n), Form: dash.Splice, Body: splice})
		l.Publish(kickoff + int64(n))
		buf = l.AppendMPD(buf[:0])
		n++
	}
	for range 1000 {
		step()
	}
	if a := testing.AllocsPerRun(1000, step); a != 0 {
		t.Errorf("a step allocates %v times, want 0", a)
	}
	if a := testing.AllocsPerRun(100, func() { l.Render(m) }); a != 0 {
		t.Errorf("rendering all again allocates %v times, want 0", a)
	}
}
