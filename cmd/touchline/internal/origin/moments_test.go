package origin

import (
	"encoding/binary"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"touchline/cmd/touchline/internal/media"
	"touchline/cmd/touchline/internal/program"
	"touchline/components"
	"touchline/systems/manifest"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/emsg"
	"touchline/systems/manifest/hls"
	"touchline/systems/manifest/index"
)

// match is a program of some minutes, and what was published of it in each tick.
type match struct {
	*program.Program
	events []index.Event // by ID, from 1
	views  []index.View
	nows   []components.PTS
}

// play plays a match whose clock jumps once, with an event every few seconds, heard of
// at once or late. Each enters the index in the tick of its release.
func play() *match {
	const tick = components.PTSPerSecond / 20
	const length = 2 * components.PTSPerSecond
	p := &manifest.Presentation{
		Wall: 1_671_375_600_000, Language: "en", Target: 2, Window: 15 * length, Clock: "/time",
		Cadence: components.Cadence{Frames: components.Rate{Num: 25, Den: 1}, Segment: length, Part: components.PTSPerSecond / 2},
		Renditions: []manifest.Rendition{
			{Name: "360p", Codecs: "avc1.64001e,mp4a.40.2", Audio: "main", Peak: 2, Average: 1, Size: components.Resolution{Width: 640, Height: 360}},
			{Name: "audio", Codecs: "mp4a.40.2", Audio: "main", Peak: 2, Average: 1},
		},
	}
	m := &match{Program: &program.Program{Presentation: p}}
	x := index.New(0, length)
	start := components.PTS(1<<33 - 9*length) // the clock of a transport stream wraps meanwhile
	number, part, begin := uint64(1), 0, components.PTS(0)
	for n := components.PTS(0); n < 1800; n++ {
		now, news := n*tick, false
		if end := p.Cadence.PartEnd(part); now >= begin+end {
			flags := components.SegmentFlags(0)
			if number == 25 {
				flags = components.Breaks
			}
			at := components.PTS(0)
			if part > 0 {
				at = p.Cadence.PartEnd(part - 1)
			}
			x.Add(index.Part{At: begin + at, Start: start + at, Length: end - at, Flags: flags})
			if part++; part == p.Cadence.Parts() {
				x.Enter(index.Segment{Number: number, At: begin, Start: start, Length: length, Flags: flags}, 0)
				x.Show(max(number, 15)-14, now)
				number, part, begin, start = number+1, 0, begin+length, start+length
				if number == 25 {
					start += 1000 * components.PTSPerSecond
				}
			}
			news = true
		}
		if n%37 == 5 {
			e := index.Event{
				At: now - n*7%9*components.PTSPerSecond, Length: 10 * components.PTSPerSecond, Released: now,
				Wager: &index.Wager{Kind: components.Shot, Sequence: uint32(n)},
			}
			if e.At >= 0 {
				x.Tell(e)
				m.events = append(m.events, e)
				news = true
			}
		}
		if news && x.View().End() > x.View().First() {
			m.views, m.nows = append(m.views, *x.View()), append(m.nows, now)
		}
	}
	return m
}

// messages are the media times of the messages in a piece of media, by scheme and the
// ID of the event.
func messages(t *testing.T, text []byte) map[string]map[uint32]components.PTS {
	t.Helper()
	found := map[string]map[uint32]components.PTS{manifest.WageringScheme: {}, emsg.ID3: {}}
	for len(text) > 0 {
		size := binary.BigEndian.Uint32(text)
		if string(text[4:8]) == "emsg" {
			b, _, err := emsg.ParseBox(text)
			if err != nil {
				t.Fatal(err)
			}
			if _, twice := found[b.Scheme][b.ID]; twice {
				t.Errorf("event %d is told of twice in one part", b.ID)
			}
			found[b.Scheme][b.ID] = b.Time
		}
		text = text[size:]
	}
	return found
}

// fetch returns what a request for media is answered with.
func (m *match) fetch(t *testing.T, clip *media.Clip, give func(*fetch, http.ResponseWriter)) []byte {
	t.Helper()
	r := &m.Presentation.Renditions[0]
	f := &fetch{s: &Server{clip: clip}, p: m.Program, rendition: r, quality: media.Rendition{Name: r.Name, Codecs: r.Codecs, Size: r.Size}}
	w := httptest.NewRecorder()
	if give(f, w); w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return w.Body.Bytes()
}

// TestMoments: a date range, an event of an MPD and a message in the media of one event
// are at the same media time, that of the event, and none is there before it is
// released.
func TestMoments(t *testing.T) {
	m := play()
	clip, err := media.Open()
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.views {
		m.listed(t, &m.views[i], m.nows[i])
	}
	last := &m.views[len(m.views)-1]
	mapped := m.mapped(t, last)
	told := map[uint32]bool{}
	for n := last.First(); n < last.End(); n++ {
		whole := ""
		for k := range last.Parts(n).Len() {
			text := m.fetch(t, clip, func(f *fetch, w http.ResponseWriter) { f.part(w, last, n, k) })
			whole += string(text)
			part := last.Parts(n).At(k)
			m.heard(t, messages(t, text), part, mapped[n], told)
			for i := range m.views { // as whoever asked first was answered
				if v := &m.views[i]; v.End() > n {
					early := m.fetch(t, clip, func(f *fetch, w http.ResponseWriter) { f.part(w, v, n, k) })
					if string(early) != string(text) {
						t.Errorf("part %d.%d is another later", n, k)
					}
					break
				}
			}
		}
		r := httptest.NewRequest("GET", "/", nil)
		if text := m.fetch(t, clip, func(f *fetch, w http.ResponseWriter) { f.whole(w, r, last, n) }); string(text) != whole {
			t.Errorf("segment %d is not its parts", n)
		}
	}
	for i, e := range m.events {
		if want := e.Released < last.At(last.End()-1).Until(); told[uint32(i)+1] != want {
			t.Errorf("event %d is in the media: %v, want %v", i+1, !want, want)
		}
	}
	if len(told) < 40 {
		t.Errorf("only %d events are in the media", len(told))
	}
}

// listed checks the date ranges of a playlist and the events of an MPD: those of a view
// that are not over.
func (m *match) listed(t *testing.T, v *index.View, now components.PTS) {
	t.Helper()
	p := m.Presentation
	l := manifest.LivePlaylist(v)
	var list hls.Media
	p.FillMedia(&list, v, &p.Renditions[0], &l)
	inHLS, inDASH := map[uint64]components.PTS{}, map[uint64]components.PTS{}
	for _, r := range list.Ranges {
		id, err := strconv.ParseUint(strings.TrimPrefix(r.ID, "wagering-"), 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		inHLS[id] = components.PTS(r.Start-p.Wall) * (components.PTSPerSecond / 1000)
	}
	mpd, err := dash.ParseMPD(p.NewLiveMPD(manifest.Description{}).AppendMPD(nil, v))
	if err != nil {
		t.Fatal(err)
	}
	for _, period := range mpd.Periods {
		for _, s := range period.Streams {
			for e := range s.Events.All() {
				inDASH[uint64(e.ID)] = period.Start + components.PTS(e.Time-s.Offset)
			}
		}
	}
	for i, e := range m.events {
		id := uint64(i) + 1
		due := e.Released <= now && e.Until() >= v.At(v.Live).At
		for what, found := range map[string]map[uint64]components.PTS{"date range": inHLS, "MPD's event": inDASH} {
			at, ok := found[id]
			if what == "MPD's event" && due && !ok && e.At < v.At(v.Live).Run.At {
				continue // before the first period: there is no place for it
			}
			if ok != due {
				t.Errorf("at %d, event %d, released at %d, as %s: %v, want %v", now, id, e.Released, what, ok, due)
			}
			if ok && at != e.At {
				t.Errorf("event %d, as %s, is at %d, want %d", id, what, at, e.At)
			}
		}
	}
}

// mapped returns, for each segment, what is added to the time of a message in it to
// have the media time: by the MPD.
func (m *match) mapped(t *testing.T, v *index.View) map[uint64]components.PTS {
	t.Helper()
	mpd, err := dash.ParseMPD(m.Presentation.AppendMPD(nil, v, &manifest.Description{From: v.First(), To: v.End()}))
	if err != nil {
		t.Fatal(err)
	}
	add := map[uint64]components.PTS{}
	for _, period := range mpd.Periods {
		for n := range period.Sets[0].Template.Timeline.All() {
			add[n] = period.Start - components.PTS(period.Sets[0].Template.Offset)
		}
	}
	return add
}

// heard checks the messages of a part: of the events that were released while it was
// made, each in the scheme of its own and as an ID3 tag.
func (m *match) heard(t *testing.T, found map[string]map[uint32]components.PTS, part *index.Part, add components.PTS, told map[uint32]bool) {
	t.Helper()
	for i, e := range m.events {
		id := uint32(i) + 1
		due := e.Released >= part.At && e.Released < part.Until()
		for scheme, times := range found {
			at, ok := times[id]
			if ok != due {
				t.Errorf("the part from %d to %d has event %d, released at %d, as %s: %v, want %v", part.At, part.Until(), id, e.Released, scheme, ok, due)
			}
			if ok && at+add != e.At {
				t.Errorf("event %d is at %d in the media, want %d", id, at+add, e.At)
			}
			if ok {
				told[id] = true
			}
		}
	}
}
