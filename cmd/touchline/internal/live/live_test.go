package live_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"touchline/cmd/touchline/internal/live"
	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
)

const header = `{"v":1,"sport":"football","home":"Ash","away":"Birch","squads":[["home","Ada"]]}` + "\n"

// sink notes what it is told.
type sink struct {
	events []components.Event
	frames []components.Frame
	seen   int
}

func (s *sink) Hear(e *components.Event) { s.events = append(s.events, *e) }
func (s *sink) See(f *components.Frame, seen []components.Seen) {
	s.frames = append(s.frames, *f)
	s.seen += len(seen)
}

func open(t *testing.T, r io.Reader, bad func(error)) *live.Match {
	t.Helper()
	names := ecs.NewSymbols()
	m, err := live.Open(t.Context(), r, names, 2*second, 1, bad)
	if err != nil {
		t.Fatal(err)
	}
	names.Freeze()
	return m
}

// play drains ticks of 50 ms until the source has ended.
func play(t *testing.T, m *live.Match, room live.Room, to *sink) (ticks int) {
	t.Helper()
	for tick := range components.Tick(2000) {
		now := ecs.Now{Tick: tick, PTS: components.PTS(tick) * 4500, Period: 4500}
		heard, seen := len(to.events), len(to.frames)
		ended, err := m.Drain(now, room, to)
		if err != nil {
			t.Fatal(err)
		}
		if n := len(to.events) - heard; n > room.Events {
			t.Fatalf("tick %d takes %d events, want at most %d", tick, n, room.Events)
		}
		if n := len(to.frames) - seen; n > room.Frames {
			t.Fatalf("tick %d takes %d frames, want at most %d", tick, n, room.Frames)
		}
		for _, e := range to.events[heard:] {
			if e.Received < now.PTS || e.Received >= now.PTS+now.Period || e.Occurred > e.Received {
				t.Fatalf("tick %d from %d hears of an event received at %d that occurred at %d", tick, now.PTS, e.Received, e.Occurred)
			}
		}
		if ended {
			return int(tick) + 1
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("the match does not end")
	return 0
}

// TestDrain plays a match that is there at once: no tick takes more than it has room
// for, nothing is lost, and what would have happened later is set back.
func TestDrain(t *testing.T) {
	var text strings.Builder
	text.WriteString(header + `{"t":0,"p":1,"k":"period_start"}` + "\n\n")
	for range 20 {
		text.WriteString(`{"t":60000,"k":"pass"}` + "\n" + `{"t":1,"k":"frame","home":[[1,2,1],[3,4]]}` + "\n")
	}
	text.WriteString(`not a line` + "\n" + `{"t":61000,"k":"period_end"}`)
	bad := 0
	m := open(t, strings.NewReader(text.String()), func(error) { bad++ })
	if m.Header.Home != "Ash" || len(m.Header.Squads) != 1 {
		t.Errorf("header %+v", m.Header)
	}
	to := &sink{}
	play(t, m, live.Room{Events: 3, Frames: 2}, to)
	if len(to.events) != 22 || len(to.frames) != 20 || to.seen != 40 || bad != 1 || m.Bad != 1 || m.Lines != 43+1 {
		t.Errorf("%d events, %d frames, %d players, %d of %d lines bad", len(to.events), len(to.frames), to.seen, m.Bad, m.Lines)
	}
	if e := to.events[1]; e.Clock > 10*second || e.Flags&components.Repaired == 0 {
		t.Errorf("an event a minute ahead is at %v, %b", e.Clock.Duration(), e.Flags)
	}
	j := m.Journal()
	if j.Warnings.Count(recording.AheadOfClock) != 21 || j.Warnings.Count(recording.BadLine) != 1 {
		t.Errorf("warnings\n%v", j.Warnings)
	}
	if len(j.Events) != 22 || len(j.Frames) != 20 || !j.Live || len(j.Begins) != 2 {
		t.Errorf("journal of %d events and %d frames, begins %v", len(j.Events), len(j.Frames), j.Begins)
	}
}

// TestDrainWaits plays a match as it comes: a tick does not wait for it.
func TestDrainWaits(t *testing.T) {
	r, w := io.Pipe()
	go func() {
		for _, line := range []string{header, `{"t":5000,"p":2,"k":"pass"}` + "\n", `{"t":5010,"k":"pass"}` + "\n"} {
			if _, err := io.WriteString(w, line); err != nil {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		w.Close()
	}()
	m := open(t, r, func(err error) { t.Error(err) })
	to := &sink{}
	if ticks := play(t, m, live.Room{Events: 8, Frames: 8}, to); ticks < 10 {
		t.Errorf("over after %d ticks", ticks)
	}
	if len(to.events) != 2 {
		t.Fatalf("%d events, want 2", len(to.events))
	}
	a, b := to.events[0], to.events[1]
	if a.Occurred != a.Received || b.Occurred-a.Occurred != 900 || b.Received <= b.Occurred {
		t.Errorf("events occurred at %d and %d, were received at %d and %d", a.Occurred, b.Occurred, a.Received, b.Received)
	}
}

// TestOpen checks what is no match.
func TestOpen(t *testing.T) {
	for _, tt := range []struct {
		text, message string
		is            error
	}{
		{"", `nothing: of no known format: want a header, as {"v":1,"sport":"football","home":…}`, recording.ErrUnknown},
		{"\n\n", `nothing: of no known format: want a header, as {"v":1,"sport":"football","home":…}`, recording.ErrUnknown},
		{"<html>\n", "line 1: <html>: not JSON: want a value", recording.ErrFormat},
		{"\n{\"v\":2}\n", "line 2: v 2: out of range: want 1, the only version there is", recording.ErrFormat},
		{"{\"v\":" + strings.Repeat(" ", 70_000) + "1}\n", "line 1: 65600 bytes: the line is too long: want at most 65536", recording.ErrFormat},
	} {
		_, err := live.Open(t.Context(), strings.NewReader(tt.text), ecs.NewSymbols(), 0, 1, nil)
		if err == nil || err.Error() != tt.message || !errors.Is(err, tt.is) {
			t.Errorf("%.20q: error\n got %v\nwant %s", tt.text, err, tt.message)
		}
	}
	fault := errors.New("broken pipe")
	r, w := io.Pipe()
	w.CloseWithError(fault)
	if _, err := live.Open(t.Context(), r, ecs.NewSymbols(), 0, 1, nil); !errors.Is(err, fault) {
		t.Errorf("error %v, want %v", err, fault)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, _ = io.Pipe()
	if _, err := live.Open(ctx, r, ecs.NewSymbols(), 0, 1, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}

// TestLongLine checks that a line without an end is left out, and the next read.
func TestLongLine(t *testing.T) {
	text := header + `{"t":0,"k":"pass","player":"` + strings.Repeat("x", 200_000) + `"}` + "\n" + `{"t":0,"k":"goal"}` + "\n"
	bad := 0
	m := open(t, strings.NewReader(text), func(error) { bad++ })
	to := &sink{}
	play(t, m, live.Room{Events: 8, Frames: 8}, to)
	if bad != 1 || len(to.events) != 1 || to.events[0].Kind != components.Goal {
		t.Errorf("%d lines left out, %d events", bad, len(to.events))
	}
}
