package statsbomb_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/statsbomb"
)

// freeze is a frame as the format has it. Each player is as in "tak 1,2": a teammate,
// the actor, a keeper, at (1,2).
func freeze(id string, players ...string) string {
	var list []string
	for _, p := range players {
		what, at, _ := strings.Cut(p, " ")
		list = append(list, fmt.Sprintf(`{"teammate":%v,"actor":%v,"keeper":%v,"location":[%s]}`,
			strings.Contains(what, "t"), strings.Contains(what, "a"), strings.Contains(what, "k"), at))
	}
	return fmt.Sprintf(`{"event_uuid":"%s","visible_area":[0.0,1.5,2,3],"freeze_frame":[%s]}`, id, strings.Join(list, ","))
}

// acts are the events that frozen is of.
var acts = array(
	rec(1, 1, "00:00:00.000", 35, 7, `"possession_team":{"id":7}`),
	rec(2, 1, "00:00:01.000", 30, 7, `"possession_team":{"id":7},"location":[60,40]`),
	rec(3, 1, "00:00:02.000", 17, 9, `"possession_team":{"id":7},"location":[30,20]`),
	rec(4, 1, "00:00:01.900", 42, 7, `"possession_team":{"id":7},"location":[90,60]`),
	rec(4, 1, "00:00:02.100", 42, 7, ``),
	rec(5, 1, "00:45:00.000", 34, 7, ``),
	rec(6, 2, "00:00:03.000", 30, 7, `"possession_team":{"id":9},"location":[90,60]`),
	rec(7, 2, "00:00:04.000", 17, 9, ``),
	rec(8, 2, "00:00:05.000", 17, 8, `"location":[90,60]`),
	rec(9, 2, "00:45:00.000", 34, 7, ``),
)

var frozen = array(
	freeze("e2", "ta 60,40", "t 66,40", "k 120,40"),
	freeze("e3", "ta 30,20", " 30.05,80.5"),
	freeze("e4", "ta 90.5,59.5", "t 200,1", "x 125.7,40"),
	freeze("e6", "ta 30,20", "t 0,0"),
	freeze("e7", "t 1,2"),
	freeze("e8", "ta 90,60", "f 30,20"),
	freeze("e1"), freeze("e0", "t 1,2"), freeze("e7"),
	`{"freeze_frame":null,"event_uuid":"e9"}`,
)

func readFrames(t testing.TB, text, events string) *recording.Match {
	t.Helper()
	m := &recording.Match{}
	for s, err := range statsbomb.Frames([]byte(text), recording.Parts{Events: []byte(events)}, ecs.NewSymbols(), m) {
		if err != nil {
			t.Fatal(err)
		}
		s.First, s.Players = uint32(len(m.Seen)), uint8(len(s.Seen))
		m.Frames, m.Seen = append(m.Frames, s.Frame), append(m.Seen, s.Seen...)
	}
	return m
}

func TestFrames(t *testing.T) {
	m := readFrames(t, frozen, acts)
	var got []string
	for i := range m.Frames {
		f := &m.Frames[i]
		text := fmt.Sprintf("%d@%d %d,%d %v:", f.Period, f.Clock/90, f.Ball.X, f.Ball.Y, f.Holder)
		for _, s := range m.Of(f) {
			text += fmt.Sprintf(" %v(%d,%d)", s.Team, s.Place.X, s.Place.Y)
			if s.Who != 0 {
				text += "!"
			}
		}
		got = append(got, text)
	}
	want := []string{
		"1@1000 0,0 home: home(0,0) home(525,0) away(5250,0)",
		"1@2000 2625,-1700 home: away(2625,-1700) home(2621,3443)",
		"1@2000 2625,-1700 home: home(2669,-1658) away(5749,0)", // at the time of the event before it
		"2@3000 -2625,1700 away: home(-2625,1700) home(-5250,3400)",
		"2@4000 -32768,-32768 : away(-5163,3230)",
		"2@5000 -2625,1700 : (-2625,1700) (2625,-1700)",
		"1@0 -32768,-32768 :",
		"2@2700000 -32768,-32768 :",
	}
	if !slices.Equal(got, want) {
		t.Errorf("frames\n got %s\nwant %s", strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
	for i := range m.Frames {
		if m.Frames[i].Height != components.NoPlace {
			t.Errorf("frame %d: the ball is %d cm high", i+1, m.Frames[i].Height)
		}
	}
	const warnings = `bad-place: frame 3 (id e4): freeze_frame.location [200,1] is far off the pitch: not known
dangling-ref: frame 8 (id e0): its event is not in the file of them: left out
duplicate-id: frame 9 (id e7): its event has one: left out
turned-frame: frame 4 (id e6): it is seen from the other end: turned`
	if m.Warnings.String() != warnings {
		t.Errorf("warnings\n got %s\nwant %s", m.Warnings, warnings)
	}
	if m.Home != "T7" || m.Away != "T9" || m.Format != "statsbomb" || m.Sport != "football" || m.Source == "" || m.Terms == "" || m.Records != 0 || len(m.Squads) != 0 {
		t.Errorf("header %+v", m)
	}
}

// TestTurned checks that a frame is turned where the actor says so, and there alone.
func TestTurned(t *testing.T) {
	for _, tt := range []struct {
		name, event, frame string
		want               components.Centimeter
	}{
		{"as it is", "[90,60]", "ta 90,60", 2625},
		{"turned", "[90,60]", "ta 30,20", 2625},
		{"turned, a little off", "[90,60]", "ta 31,21", 2538},
		{"turned, too far off", "[90,60]", "ta 33,20", -2363},
		{"no actor", "[90,60]", "t 30,20", -2625},
		{"no event", "null", "ta 30,20", -2625},
		{"near the spot", "[65,40]", "ta 55,40", -438},
	} {
		events := array(rec(1, 1, "00:00:00.000", 30, 7, `"location":`+tt.event))
		m := readFrames(t, array(freeze("e1", tt.frame)), events)
		want := 0
		if tt.want > 0 && tt.name != "as it is" {
			want = 1
		}
		if m.Seen[0].Place.X != tt.want || m.Warnings.Count(recording.TurnedFrame) != want {
			t.Errorf("%s: at %d, want %d; %v", tt.name, m.Seen[0].Place.X, tt.want, m.Warnings)
		}
	}
	events := array(rec(1, 1, "00:00:00.000", 30, 7, `"location":[90,60]`), rec(2, 1, "00:00:01.000", 30, 7, `"location":[30,20]`))
	if m := readFrames(t, array(freeze("e1", "ta 90,60"), freeze("e2", "t 90,60")), events); m.Seen[1].Place.X != 2625 || len(m.Warnings) > 0 {
		t.Errorf("an actor turns the next frame too: %v, %v", m.Seen, m.Warnings)
	}
}

func TestFrameHeader(t *testing.T) {
	m := &recording.Match{Format: "a", Sport: "b", Home: "c", Away: "d", Source: "e", Terms: "f", Records: 3}
	if err := m.ReadFrames(statsbomb.Frames, []byte(frozen), recording.Parts{Events: []byte(acts)}, ecs.NewSymbols()); err != nil {
		t.Fatal(err)
	}
	if got := m.Format + m.Sport + m.Home + m.Away + m.Source + m.Terms; got != "abcdef" || m.Records != 3 || m.Frames[0].Clock != 0 {
		t.Errorf("header %s, %d records, first frame %+v", got, m.Records, m.Frames[0])
	}
}

func TestFrameErrors(t *testing.T) {
	good := freeze("e2", "ta 60,40")
	swap := func(old, with string) string { return "[" + strings.Replace(good, old, with, 1) + "]" }
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want a value"},
		{"object", "{}", "byte 0: {}: of the wrong type: want an array of frames"},
		{"number", "[7]", "byte 1, event 1: 7: of the wrong type: want a frame"},
		{"null", "[" + good + ",null]", "byte 136, event 2: of the wrong type: want a frame"},
		{"no ID", swap(`"event_uuid"`, `"x"`), "byte 122, event 1: event_uuid: missing: want a text"},
		{"ID", swap(`"e2"`, `2`), "byte 15, event 1: event_uuid 2: of the wrong type: want a text"},
		{"players", swap(`"freeze_frame":[`, `"freeze_frame":7,"x":[`), "byte 64, event 1 (id e2): freeze_frame 7: of the wrong type: want an array"},
		{"player", swap(`"freeze_frame":[`, `"freeze_frame":[[],`), "byte 65, event 1 (id e2): freeze_frame []: of the wrong type: want an object"},
		{"no side", swap(`"teammate"`, `"x"`), "byte 124, event 1 (id e2): freeze_frame.teammate: missing: want true or false"},
		{"side", swap(`"teammate":true`, `"teammate":1`), "byte 77, event 1 (id e2): freeze_frame.teammate 1: of the wrong type: want true or false"},
		{"actor", swap(`"actor":true`, `"actor":"x"`), `byte 90, event 1 (id e2): freeze_frame.actor "x": of the wrong type: want true or false`},
		{"place", swap(`[60,40]`, `[60]`), "byte 121, event 1 (id e2): freeze_frame.location [60]: of the wrong type: want [x, y]"},
		{"place of texts", swap(`[60,40]`, `["60",40]`), `byte 122, event 1 (id e2): freeze_frame.location "60": of the wrong type: want a number`},
		{"zero bytes", swap(`60,40`, "60,\x00\x00"), "byte 125, event 1: \uFFFD\uFFFD]}]}]: not JSON: want a value"},
		{"trailing", "[" + good + "] 1", "byte 133, event 1: 1: trailing bytes: want nothing more"},
		{"another match", array(freeze("x1"), freeze("x2")), `byte 15 (id x1): event_uuid "x1": of another match: want the ID of an event`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := &recording.Match{}
			err := m.ReadFrames(statsbomb.Frames, []byte(tt.text), recording.Parts{Events: []byte(acts)}, ecs.NewSymbols())
			if !errors.Is(err, recording.ErrFormat) || err.Error() != tt.message {
				t.Errorf("message\n got %v\nwant %s", err, tt.message)
			}
			if errors.Is(err, recording.OtherMatch) != (tt.name == "another match") {
				t.Errorf("%v is of another match", err)
			}
			if tt.name != "zero bytes" {
				lies(t, tt.text, err)
			}
		})
	}
	for _, tt := range []struct{ events, message string }{
		{"", "byte 0: events: missing: want the file of them, which says when the frames are"},
		{"[7]", "byte 1, event 1: 7: of the wrong type: want an event"},
	} {
		var with recording.Parts
		if tt.events != "" {
			with.Events = []byte(tt.events)
		}
		err := (&recording.Match{}).ReadFrames(statsbomb.Frames, []byte(frozen), with, ecs.NewSymbols())
		if !errors.Is(err, recording.ErrFormat) || err.Error() != tt.message {
			t.Errorf("message\n got %v\nwant %s", err, tt.message)
		}
	}
}

// TestFrameCuts cuts the frames short everywhere: they are then malformed, and the
// error says where they end.
func TestFrameCuts(t *testing.T) {
	for n := range len(frozen) {
		err := (&recording.Match{}).ReadFrames(statsbomb.Frames, []byte(frozen[:n]), recording.Parts{Events: []byte(acts)}, ecs.NewSymbols())
		if e, ok := errors.AsType[*recording.Error](err); !ok || !errors.Is(err, recording.Truncated) || e.Offset != int64(n) {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
	}
}

func TestFrameStop(t *testing.T) {
	for n := 1; n < 9; n++ {
		taken := 0
		for range statsbomb.Frames([]byte(frozen), recording.Parts{Events: []byte(acts)}, ecs.NewSymbols(), &recording.Match{}) {
			if taken++; taken == n {
				break
			}
		}
		if taken != min(n, 8) {
			t.Errorf("took %d frames, want %d", taken, n)
		}
	}
}

func TestIsFrames(t *testing.T) {
	for _, tt := range []struct {
		text string
		want bool
	}{
		{frozen, true}, {"\uFEFF" + frozen, true}, {`[{"event_uuid":"e2","visible_area":[0.`, true}, {`[{"freeze_frame":[],"event_uuid":""}]`, true}, {frozen[:20], false},
		{game, false}, {sheet, false}, {`[{"event_uuid":1,"event_uuid":2}]`, false}, {`[]`, false}, {`{"event_uuid":"","freeze_frame":[]}`, false}, {``, false},
	} {
		data := []byte(tt.text)
		if got := statsbomb.IsFrames(data); got != tt.want || got && (statsbomb.Is(data) || statsbomb.IsInfo(data)) {
			t.Errorf("%.40s: %v, want %v alone", tt.text, got, tt.want)
		}
	}
}

// TestFrameAllocations checks that a frame costs no allocation beyond what is kept of
// its event.
func TestFrameAllocations(t *testing.T) {
	count := func(n int) float64 {
		events, list := make([]string, n), make([]string, n)
		for i := range events {
			events[i] = rec(i+1, 1, "00:00:01.000", 30, 7, `"location":[90,60]`)
			list[i] = freeze(fmt.Sprintf("e%d", i+1), "ta 90,60", "t 30,20", " 7,8", "k 119.5,40.1")
		}
		data, with := []byte(array(list...)), recording.Parts{Events: []byte(array(events...))}
		return testing.AllocsPerRun(10, func() {
			for _, err := range statsbomb.Frames(data, with, nil, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	short, long := count(2000), count(4000)
	t.Logf("%v allocations for 2,000 frames, %v for 4,000", short, long)
	if long > short+100 { // what is kept grows by doubling
		t.Errorf("%v allocations for 2,000 frames, %v for 4,000", short, long)
	}
}

// TestFramesOfFile makes a frame of every event of a recorded match, in which the
// one who acted is where the event is, and holds the two against each other.
func TestFramesOfFile(t *testing.T) {
	data := file(t, "15986_events.json")
	var events []struct {
		ID       string
		Location []json.Number
	}
	if err := json.Unmarshal(data, &events); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, e := range events {
		if e.Location != nil {
			list = append(list, freeze(e.ID, fmt.Sprintf("ta %s,%s", e.Location[0], e.Location[1])))
		}
	}
	names := ecs.NewSymbols()
	m, err := recording.Read(statsbomb.Read, data, names)
	if err != nil {
		t.Fatal(err)
	}
	warnings := m.Warnings.String()
	if err := m.ReadFrames(statsbomb.Frames, []byte(array(list...)), recording.Parts{Events: data}, names); err != nil {
		t.Fatal(err)
	}
	if len(m.Frames) != len(list) || len(m.Seen) != len(list) || len(list) < 3900 || m.Warnings.String() != warnings {
		t.Errorf("%d frames of %d, %d players, warnings\n%v", len(m.Frames), len(list), len(m.Seen), m.Warnings)
	}
	type key struct {
		period components.Period
		clock  components.PTS
		team   components.Team
		place  components.Place
	}
	framed := make(map[key]bool)
	for i := range m.Frames {
		f := &m.Frames[i]
		s := m.Of(f)[0]
		if s.Place != f.Ball {
			t.Fatalf("frame %d: the actor is at %v, the ball at %v", i+1, s.Place, f.Ball)
		}
		framed[key{f.Period, f.Clock, s.Team, s.Place}] = true
	}
	met := 0
	for i := range m.Events {
		e := &m.Events[i]
		if k := e.Kind; k == components.Pass || k == components.Carry || k == components.Pressure || k == components.Shot {
			if met++; !framed[key{e.Period, e.Clock, e.Team, components.Place{X: e.X, Y: e.Y}}] {
				t.Fatalf("event %d has no frame: %+v", i+1, e)
			}
		}
	}
	if met < 1500 {
		t.Errorf("%d events have a frame, want more", met)
	}
}

// FuzzFrames checks that any bytes are sound frames of any events, or refused with
// the place of the fault, and twice the same.
func FuzzFrames(f *testing.F) {
	f.Add([]byte(frozen), []byte(acts))
	f.Add([]byte(array(freeze("e1", "ta 1,2"))), []byte(game))
	f.Fuzz(func(t *testing.T, data, events []byte) {
		var all [2]*recording.Match
		var text [2]string
		for i := range all {
			all[i] = &recording.Match{}
			if err := all[i].ReadFrames(statsbomb.Frames, data, recording.Parts{Events: events}, ecs.NewSymbols()); err != nil {
				if _, ok := errors.AsType[*recording.Error](err); !ok || !errors.Is(err, recording.ErrFormat) {
					t.Fatalf("error %v does not say where", err)
				}
				text[i] = err.Error()
			}
		}
		m := all[0]
		if text[0] != text[1] || !slices.Equal(m.Frames, all[1].Frames) || !slices.Equal(m.Seen, all[1].Seen) || m.Warnings.String() != all[1].Warnings.String() {
			t.Fatalf("%q and then %q, %d frames and then %d", text[0], text[1], len(m.Frames), len(all[1].Frames))
		}
		none := components.Place{X: components.NoPlace, Y: components.NoPlace}
		on := func(p components.Place) bool {
			return p.X >= -5750 && p.X <= 5750 && p.Y >= -3900 && p.Y <= 3900
		}
		for i := range m.Frames {
			f := &m.Frames[i]
			if f.Clock < 0 || f.Period < 1 || f.Period > components.Shootout || f.Players > components.MaxSeen || f.Holder > components.Away || !on(f.Ball) && f.Ball != none {
				t.Fatalf("frame %d: %+v", i+1, f)
			}
			for _, s := range m.Of(f) {
				if !on(s.Place) || s.Who != 0 || s.Team > components.Away {
					t.Fatalf("frame %d: %+v", i+1, s)
				}
			}
		}
	})
}
