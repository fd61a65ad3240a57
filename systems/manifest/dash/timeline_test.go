package dash_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"touchline/systems/manifest/dash"
)

// segments are those of a timeline, checked to be numbered one after another.
func segments(t testing.TB, line *dash.Timeline) (all []dash.Segment) {
	t.Helper()
	for number, s := range line.All() {
		if want := line.Number() + uint64(len(all)); number != want {
			t.Fatalf("segment %d, want %d", number, want)
		}
		all = append(all, s)
	}
	if line.Len() != len(all) {
		t.Fatalf("%d segments, but Len is %d", len(all), line.Len())
	}
	return all
}

func TestPushErrors(t *testing.T) {
	line := dash.NewTimeline(3, 10)
	push := func(start, duration dash.Scaled) error {
		return line.Push(dash.Segment{Start: start, Duration: duration})
	}
	if err := push(100, 50); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		start, duration dash.Scaled
		want            string
	}{
		{150, 0, "segment 11: start 150, duration 0: must have a length"},
		{149, 50, "segment 11: start 149, duration 50: must not begin before 150"},
		{1<<64 - 10, 11, "segment 11: start 18446744073709551606, duration 11: must end before 2^64"},
	} {
		err := push(tt.start, tt.duration)
		var e *dash.SegmentError
		if !errors.As(err, &e) || err.Error() != tt.want || e.Number != 11 {
			t.Errorf("error %v, want %s", err, tt.want)
		}
	}
	if err := push(150, 1); err != nil {
		t.Error(err)
	}
	if err := push(1<<64-10, 9); err != nil {
		t.Error(err)
	}
	line.Drop(3)
	if err := push(0, 1); err == nil {
		t.Error("an empty timeline has gone back in time")
	}
	line.Reset(7)
	if err := push(0, 1); err != nil || line.Number() != 7 {
		t.Errorf("after a reset: number %d, error %v", line.Number(), err)
	}
}

// TestLimit: a timeline of n segments never has n+1.
func TestLimit(t *testing.T) {
	for _, tt := range []struct{ limit, want int }{{-1, 1}, {0, 1}, {1, 1}, {2, 2}, {30, 30}, {dash.MostSegments + 1, dash.MostSegments}} {
		line := dash.NewTimeline(tt.limit, 0)
		for i := range dash.Scaled(tt.want + 2) {
			if err := line.Push(dash.Segment{Start: 10 * i, Duration: 9 + i%2}); err != nil {
				t.Fatal(err)
			}
			if want := min(int(i)+1, tt.want); line.Len() != want {
				t.Fatalf("limit %d: %d segments after %d, want %d", tt.limit, line.Len(), i+1, want)
			}
		}
		if line.Number() != 2 {
			t.Errorf("limit %d: begins at %d, want 2", tt.limit, line.Number())
		}
	}
}

// TestTimelineModel plays random histories on a timeline and on a plain slice.
func TestTimelineModel(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		limit := 1 + rng.IntN(20)
		line, model, number, end := dash.NewTimeline(limit, 5), []dash.Segment(nil), uint64(5), dash.Scaled(0)
		drop := func(n int) {
			n = min(max(n, 0), len(model))
			model, number = model[n:], number+uint64(n)
		}
		for range 300 {
			switch rng.IntN(8) {
			case 0:
				n := rng.IntN(4) - 1
				line.Drop(n)
				drop(n)
			case 1:
				at := dash.Scaled(0)
				if len(model) > 0 {
					s := model[rng.IntN(len(model))]
					at = s.Start + s.Duration - 1 + dash.Scaled(rng.IntN(3))
				}
				n := 0
				for n < len(model) && model[n].Start+model[n].Duration <= at {
					n++
				}
				if got := line.DropBefore(at); got != n {
					t.Fatalf("%d dropped before %d, want %d", got, at, n)
				}
				drop(n)
			default:
				s := dash.Segment{Start: end, Duration: 100}
				if rng.IntN(3) == 0 {
					s.Duration += dash.Scaled(rng.IntN(2))
				}
				if rng.IntN(6) == 0 {
					s.Start += dash.Scaled(rng.IntN(3))
				}
				if err := line.Push(s); err != nil {
					t.Fatal(err)
				}
				model, end = append(model, s), s.Start+s.Duration
				drop(len(model) - limit)
			}
			if got := segments(t, line); !slices.Equal(got, model) || line.Number() != number || line.End() != end {
				t.Fatalf("number %d, end %d, segments %v; want %d, %d, %v", line.Number(), line.End(), got, number, end, model)
			}
		}
	}
}

// TestBounded: however long a match is, and however much its segments vary, the
// manifest and the memory behind it are no larger than the window asks for.
func TestBounded(t *testing.T) {
	m, video, audio, events := match(30)
	l := dash.NewLive(m)
	most, n := 0, uint64(0)
	for ; n < 200_000; n++ { // five days
		if err := video.Push(dash.Segment{Start: 1000 * dash.Scaled(n), Duration: 998 + dash.Scaled(n%2)}); err != nil {
			t.Fatal(err)
		}
		if err := audio.Push(dash.Segment{Start: soundStart(n), Duration: 1024 * frames(n)}); err != nil {
			t.Fatal(err)
		}
		events.Push(&dash.Event{Time: dash.Scaled(n), ID: uint32(n)})
		if n%1000 == 0 {
			most = max(most, len(l.AppendMPD(nil)))
		}
	}
	if most > 6_500 {
		t.Errorf("a manifest of %d bytes", most)
	}
	if runs, text := video.Held(); runs > 4*30 || text > 4*30*len(`<S t="200000000" d="999"/>`+"\n") {
		t.Errorf("room for %d runs and %d bytes of text is held, for 30 segments", runs, text)
	}
	if events.Len() != 16 {
		t.Errorf("%d events, want 16", events.Len())
	}
}

// TestEvents plays random histories on a list of events and on a plain slice.
func TestEvents(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		limit := 1 + rng.IntN(6)
		events, model := dash.NewEvents(limit), []dash.Event(nil)
		for range 200 {
			switch rng.IntN(5) {
			case 0:
				id := uint32(rng.IntN(10))
				before := len(model)
				model = slices.DeleteFunc(model, func(v dash.Event) bool { return v.ID == id })
				if got := events.Remove(id); got != (len(model) < before) {
					t.Fatalf("removal of %d: %v", id, got)
				}
			case 1:
				at, before := dash.Scaled(rng.IntN(30)), len(model)
				model = slices.DeleteFunc(model, func(v dash.Event) bool { return v.Time+v.Duration <= at })
				if got := events.DropBefore(at); got != before-len(model) {
					t.Fatalf("%d dropped, want %d", got, before-len(model))
				}
			default:
				v := dash.Event{
					Time: dash.Scaled(rng.IntN(30)), Duration: dash.Scaled(rng.IntN(5)), ID: uint32(rng.IntN(10)),
					Form: dash.Form(rng.IntN(4)), Body: []byte("<a>" + strconv.Itoa(rng.IntN(1000)) + "</a>"),
				}
				events.Push(&v)
				model = slices.DeleteFunc(model, func(w dash.Event) bool { return w.ID == v.ID })
				if len(model) == limit {
					model = model[1:]
				}
				at := 0
				for at < len(model) && model[at].Time <= v.Time {
					at++
				}
				model = slices.Insert(model, at, v)
			}
			same := func(a, b dash.Event) bool {
				return a.Time == b.Time && a.Duration == b.Duration && a.ID == b.ID && a.Form == b.Form && string(a.Body) == string(b.Body)
			}
			if got := slices.Collect(events.All()); !slices.EqualFunc(got, model, same) {
				t.Fatalf("events %v, want %v", got, model)
			}
		}
	}
}
