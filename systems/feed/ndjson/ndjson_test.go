package ndjson_test

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
)

const header = `{"v":1,"sport":"football","home":"A","away":"B"}` + "\n"

func read(t testing.TB, text string) (*recording.Match, *ecs.Symbols) {
	t.Helper()
	names := ecs.NewSymbols()
	m, err := recording.Read(ndjson.Read, []byte(text), names)
	if err != nil {
		t.Fatal(err)
	}
	return m, names
}

func TestRead(t *testing.T) {
	const text = "\uFEFF" + `{"v":1,"sport":"football","home":"Argentina","away":"Fran\u00e7a","pitch_m":[105,68],"source":"us","terms":"public domain","kickoff":"2022-12-18T18:00:00+03:00","heartbeat_ms":1000,"new":{}}` + "\r\n" +
		`{"t":0,"p":1,"k":"period_start"}` + "\r\n\r\n" +
		`{"t":1395000,"p":1,"k":"goal","seq":12,"rev":1,"ref":1,"team":"home","player":"Lionel Messi","other":"Ángel","x":41.5,"y":-0.05,"ex":52.5,"ey":1,"dur":973,"value":-766,"late":5000,"flags":["on_target","penalty","void","overturned","synthetic","repaired","late","scored","second_card"],"unknown":[1]}` + "\n" +
		`{"t":1395000.011,"k":"take","value":3}` + "\n" +
		`{"t":1500000,"p":1,"k":"match_end"}`
	m, names := read(t, text)
	none := components.NoPlace
	want := []components.Event{
		{Period: 1, Kind: components.PeriodStart, Seq: 1, X: none, Y: none, EndX: none, EndY: none, Source: components.FromMatch},
		{
			Clock: 125_550_000, Period: 1, Kind: components.Goal, Seq: 12, Rev: 1, Ref: 1, Team: components.Home,
			Player: names.Of("Lionel Messi"), Other: names.Of("Ángel"), X: 4150, Y: -5, EndX: 5250, EndY: 100,
			Duration: 973, Value: -766, Received: 450_000, Flags: components.SecondCard<<1 - 1, Source: components.FromMatch,
		},
		{Clock: 125_550_001, Period: 1, Kind: components.OperatorTake, Seq: 13, Value: 3, X: none, Y: none, EndX: none, EndY: none, Source: components.FromControl},
		{Clock: 135_000_000, Period: 1, Kind: components.MatchEnd, Seq: 14, X: none, Y: none, EndX: none, EndY: none, Source: components.FromMatch},
	}
	if !reflect.DeepEqual(m.Events, want) {
		t.Errorf("events\n got %+v\nwant %+v", m.Events, want)
	}
	m.Events = nil
	if want := (&recording.Match{
		Format: "ndjson", Sport: "football", Home: "Argentina", Away: "França", Source: "us", Terms: "public domain",
		Kickoff: 1_671_375_600_000, Beat: 90_000, Records: 4,
	}); !reflect.DeepEqual(m, want) {
		t.Errorf("header\n got %+v\nwant %+v", m, want)
	}
}

// TestSeq checks that an event without a number gets one that no other has.
func TestSeq(t *testing.T) {
	m, _ := read(t, header+`{"t":1,"k":"pass","seq":9}`+"\n"+`{"t":2,"k":"pass","seq":3}`+"\n"+`{"t":3,"k":"period_end"}`)
	if got := m.Events[2].Seq; got != 10 {
		t.Errorf("seq %d, want 10", got)
	}
}

func TestWarnings(t *testing.T) {
	tests := []struct{ name, lines, want string }{
		{"none", `{"t":1,"k":"match_end"}`, ""},
		{"nothing happens", ``, "no-events: nothing happens in it"},
		{"unknown kind", `{"t":1,"k":"streaker"}` + "\n" + `{"t":1,"k":"dog"}` + "\n" + `{"t":1,"k":"match_end"}`, `unknown-type: 2 times, first line 2: k "streaker": taken as other`},
		{"came before", `{"t":1,"k":"match_end","seq":4}` + "\n" + `{"t":2,"k":"goal","seq":4}`, "duplicate-id: line 3: seq 4, rev 0 came before: left out"},
		{"revised", `{"t":1,"k":"match_end","seq":4}` + "\n" + `{"t":0,"k":"match_end","seq":4,"rev":1}`, ""},
		{"dangling", `{"t":1,"k":"var_end","ref":9}` + "\n" + `{"t":2,"k":"match_end","ref":1}`, "dangling-ref: line 2: ref 9: there is no such event"},
		{"speaks of what follows", `{"t":1,"k":"var_end","ref":2}` + "\n" + `{"t":2,"k":"match_end"}`, ""},
		{"backwards", `{"t":5.5,"k":"pass"}` + "\n" + `{"t":5,"k":"match_end"}`, "time-regress: line 3: t 5 of period 1 is before the event before it: kept in the order of the file"},
		{"period backwards", `{"t":5,"k":"match_end","p":2}` + "\n" + `{"t":5,"k":"match_end","p":1}`, "time-regress: line 3: t 5 of period 1 is before the event before it: kept in the order of the file"},
		{"flag", `{"t":5,"k":"match_end","flags":["late","fog"]}`, `unknown-flag: line 2: flags "fog"`},
		{"text", `{"t":5,"k":"match_end","player":"\ud800"}`, `bad-text: line 2: player "\ud800"`},
		{"no end", `{"t":5,"k":"goal"}`, "match-missing-end: line 2 is the last: the file may be cut short\nperiod-missing-end: period 1 ends with its last event"},
		{"no end of the match", `{"t":5,"k":"period_end"}` + "\n\n", "match-missing-end: line 3 is the last: the file may be cut short"},
		{"abandoned", `{"t":5,"k":"abandoned"}`, ""},
		{"orders alone", `{"t":5,"k":"take"}`, "period-missing-end: period 1 ends with its last event"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, _ := read(t, header+tt.lines)
			if got := m.Warnings.String(); got != tt.want {
				t.Errorf("warnings\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestErrors(t *testing.T) {
	tests := []struct{ name, text, message string }{
		{"empty", "", "line 1: the file ends too early: want a header"},
		{"blank", "\n \r\n", "line 3: the file ends too early: want a header"},
		{"blank without its end", "\n \r", "line 2: the file ends too early: want a header"},
		{"not an object", "[1]", "line 1: [1]: of the wrong type: want an object"},
		{"not JSON", "hello", "line 1: hello: not JSON: want a value"},
		{"no version", `{"sport":"football"}`, "line 1: v: missing: want 1, the version of the format"},
		{"version 2", `{"v":2}`, "line 1: v 2: out of range: want 1, the only version there is"},
		{"version as text", `{"v":"1"}`, `line 1: v "1": of the wrong type: want 1, the only version there is`},
		{"kickoff", `{"v":1,"kickoff":"noon"}`, `line 1: kickoff "noon": not a time: want a time as in RFC 3339: 2022-12-18T18:00:00+03:00`},
		{"header cut short", `{"v":1,"home":"Bel`, "line 1: the file ends too early: want the end of a string"},
		{"cut short", header + `{"t":1,"k":"go`, "line 2: the file ends too early: want the end of a string"},
		{"comment", header + "// kick-off", "line 2: // kick-off: not JSON: want a value"},
		{"trailing", header + `{"t":1,"k":"goal"},`, "line 2: ,: trailing bytes: want nothing more"},
		{"no t", header + `{"k":"goal"}`, "line 2: t: missing: want milliseconds since the period began, up to a week"},
		{"null t", header + `{"t":null,"k":"goal"}`, "line 2: t: missing: want milliseconds since the period began, up to a week"},
		{"no k", header + `{"t":1}`, "line 2: k: missing: want a kind of event"},
		{"k of the wrong type", header + `{"t":1,"k":7}`, "line 2: k 7: of the wrong type: want a text"},
		{"negative t", header + `{"t":-0.1,"k":"goal"}`, "line 2: t -0.1: out of range: want milliseconds since the period began, up to a week"},
		{"huge t", header + `{"t":1e99,"k":"goal"}`, "line 2: t 1e99: out of range: want milliseconds since the period began, up to a week"},
		{"t over a week", header + `{"t":604800000.1,"k":"goal"}`, "line 2: t 604800000.1: out of range: want milliseconds since the period began, up to a week"},
		{"t as text", header + `{"t":"1","k":"goal"}`, `line 2: t "1": of the wrong type: want milliseconds since the period began, up to a week`},
		{"team", header + `{"t":1,"k":"goal","team":"Belgium"}`, `line 2: team "Belgium": out of range: want home or away`},
		{"seq 0", header + `{"t":1,"k":"goal","seq":0}`, "line 2: seq 0: out of range: want a number from 1 to 4294967295"},
		{"seq too high", header + `{"t":1,"k":"goal","seq":4294967296}`, "line 2: seq 4294967296: out of range: want a number from 1 to 4294967295"},
		{"no seq left", header + `{"t":1,"k":"goal","seq":4294967295}` + "\n" + `{"t":1,"k":"goal"}`, "line 3: seq: missing: want a number, as there is none after 4294967295"},
		{"rev", header + `{"t":1,"k":"goal","rev":256}`, "line 2: rev 256: out of range: want a revision, 0 to 255"},
		{"period", header + `{"t":1,"k":"goal","p":1.5}`, "line 2: p 1.5: of the wrong type: want a period, 0 to 255"},
		{"x", header + `{"t":1,"k":"goal","x":327.68}`, "line 2: x 327.68: out of range: want meters from the center spot, -327.67 to 327.67"},
		{"x as no place", header + `{"t":1,"k":"goal","x":-327.68}`, "line 2: x -327.68: out of range: want meters from the center spot, -327.67 to 327.67"},
		{"flags", header + `{"t":1,"k":"goal","flags":"void"}`, `line 2: flags "void": of the wrong type: want a list of flags`},
		{"flag", header + `{"t":1,"k":"goal","flags":[1]}`, `line 2: flags 1: of the wrong type: want a text`},
		{"long", header + strings.Repeat(" ", ndjson.MaxLine+1), "line 2: 65537 bytes: the line is too long: want at most 65536"},
		{"deep", header + `{"t":1,"k":"goal","z":` + strings.Repeat("[", 64), "line 2: [: nested too deep: want at most 64 levels"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := recording.Read(ndjson.Read, []byte(tt.text), ecs.NewSymbols())
			if !errors.Is(err, recording.ErrFormat) {
				t.Fatalf("error = %v, want one that is %v", err, recording.ErrFormat)
			}
			if err.Error() != tt.message {
				t.Errorf("message\n got %s\nwant %s", err, tt.message)
			}
		})
	}
}

// TestBounds holds the longest line and the furthest values that are read against
// TestErrors, where they are one more.
func TestBounds(t *testing.T) {
	line := `{"t":604800000,"k":"match_end","seq":4294967295,"rev":255,"ref":4294967295,"p":255,"x":327.67,"y":-327.67,"late":604800000,"z":` +
		strings.Repeat("[", 63) + strings.Repeat("]", 63) + `,"pad":"`
	line += strings.Repeat("x", ndjson.MaxLine-len(line)-len(`"}`)) + `"}`
	if m, _ := read(t, header+line+"\n"); m.Warnings != nil || m.Events[0].Rev != 255 {
		t.Errorf("%+v", m)
	}
}

// TestEveryClock checks that times survive the text, for each step of the clock
// in one second and some steps further out.
func TestEveryClock(t *testing.T) {
	names := ecs.NewSymbols()
	check := func(p components.PTS) {
		text := ndjson.AppendEvent([]byte(header), &components.Event{Clock: p, Received: p, Seq: 1}, nil)
		m, err := recording.Read(ndjson.Read, text, names)
		if err != nil {
			t.Fatalf("clock %d: %v\n%s", p, err, text)
		}
		if e := m.Events[0]; e.Clock != p || e.Received != p {
			t.Fatalf("clock %d came back as %d, lateness as %d", p, e.Clock, e.Received)
		}
	}
	for p := range components.PTS(90_000) {
		check(p)
		if p%97 == 0 {
			check(604_800*components.PTSPerSecond - p)
		}
	}
}

// TestEveryPlace checks that places survive the text, every centimeter of them.
func TestEveryPlace(t *testing.T) {
	names := ecs.NewSymbols()
	for c := components.NoPlace; ; c++ {
		want := components.Event{Seq: 1, X: c, Y: -max(c, -math.MaxInt16), EndX: components.NoPlace, EndY: c, Source: components.FromMatch}
		m, err := recording.Read(ndjson.Read, ndjson.AppendEvent([]byte(header), &want, nil), names)
		if err != nil {
			t.Fatal(err)
		}
		if m.Events[0] != want {
			t.Fatalf("place %d came back as %+v", c, m.Events[0])
		}
		if c == math.MaxInt16 {
			return
		}
	}
}

// TestRoundTrip is the property that lets a match be taken out of the engine and
// played again: what is written is what was read.
func TestRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	names := ecs.NewSymbols()
	names.Of("Ngolo \"N'Golo\" Kanté\\")
	names.Of("line\nbreak\x00 and 😀")
	m := &recording.Match{Format: "ndjson", Sport: "football", Home: "Türkiye", Away: "B", Source: "\t", Terms: "x", Kickoff: -62_000_000_001, Beat: 90_001}
	for i := range 2000 {
		e := randomEvent(rng)
		e.Seq = uint32(i + 1)
		m.Events = append(m.Events, e)
	}
	m.Records = len(m.Events)
	back, err := recording.Read(ndjson.Read, ndjson.Append(nil, m, names.Text), names)
	if err != nil {
		t.Fatal(err)
	}
	back.Warnings = nil
	if !reflect.DeepEqual(back, m) {
		for i := range m.Events {
			if back.Events[i] != m.Events[i] {
				t.Fatalf("event %d\n got %+v\nwant %+v", i, back.Events[i], m.Events[i])
			}
		}
		t.Errorf("header\n got %+v\nwant %+v", back, m)
	}
}

func randomEvent(rng *rand.Rand) components.Event {
	e := components.Event{
		Clock:    components.PTS(rng.IntN(500_000_000)),
		Received: components.PTS(rng.IntN(3) * rng.IntN(1_000_000)),
		Ref:      rng.Uint32() >> rng.IntN(33),
		Player:   components.Symbol(rng.IntN(3)),
		Other:    components.Symbol(rng.IntN(3)),
		Duration: rng.Uint32() >> rng.IntN(33),
		Value:    int32(rng.Uint32()) >> rng.IntN(32),
		Flags:    components.EventFlags(rng.IntN(int(components.SecondCard) * 2)),
		X:        components.Centimeter(rng.Uint32()),
		Y:        components.Centimeter(rng.IntN(101) - 50),
		EndX:     components.NoPlace,
		EndY:     components.Centimeter(rng.IntN(30_000) / 100 * 100),
		Kind:     components.EventKind(rng.IntN(int(components.EventKinds))),
		Rev:      uint8(rng.IntN(256)),
		Team:     components.Team(rng.IntN(3)),
		Period:   components.Period(rng.IntN(256)),
	}
	e.Source = e.Kind.Input()
	return e
}

// TestLaidOut checks that a match that is laid out is written as it was before.
func TestLaidOut(t *testing.T) {
	m, names := read(t, header+`{"t":1,"k":"pass"}`+"\n"+`{"t":2,"k":"period_end","late":3.5}`)
	want := ndjson.Append(nil, m, names.Text)
	m.Lay(recording.Layout{Lead: 77})
	if got := ndjson.Append(nil, m, names.Text); !bytes.Equal(got, want) {
		t.Errorf("laid out\n got %s\nwant %s", got, want)
	}
}

// FuzzRead checks that no input breaks the reader, and that what it accepts can be
// written and read again unchanged.
func FuzzRead(f *testing.F) {
	f.Add([]byte(header + `{"t":0,"k":"kickoff","team":"home"}` + "\r\n" + `{"t":1395000.5,"p":1,"k":"goal","seq":12,"rev":1,"ref":3,"player":"M\u00fcller 😀","x":1.25,"flags":["void","late"],"late":5e3}`))
	f.Add([]byte("\uFEFF" + `{"v":1,"kickoff":"2022-12-18T18:00:00.5+03:00","heartbeat_ms":0.02,"breaks_ms":[957000.5,0,3]}` + "\n\n" + `{"t":1,"k":"take","value":-2147483648,"dur":4294967295}`))
	f.Add([]byte(header + `{"t":1,"k":"x","p":0,"other":"\ud800\n"}` + "\n" + `{"t":1,"k":"goal","seq":1}`))
	f.Add([]byte(`{"v":1}` + "\n" + `{"k":"goal"}`))
	f.Add([]byte(`{"v":2}`))
	f.Add([]byte(`{"v":1,"squads":[["home","Ada"],["",""]]}` + "\n" + `{"t":40,"k":"frame","ball":[1.5,-0.25,0.2],"play":true,"team":"away","away":[[47,0,2],[3,4]],"players":[[0,0]]}` + "\n" + `{"t":0,"k":"frame","play":false}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		names := ecs.NewSymbols()
		first, err := recording.Read(ndjson.Read, data, names)
		if err != nil {
			if why := recordingtest.Misplaced(err, data); why != "" || !errors.Is(err, recording.ErrFormat) {
				t.Fatalf("%v: %s", err, why)
			}
			return
		}
		written := ndjson.Append(nil, first, names.Text)
		second, err := recording.Read(ndjson.Read, written, names)
		if err != nil {
			t.Fatalf("cannot read back: %v\n%s", err, written)
		}
		first.Warnings, second.Warnings, second.Records = nil, nil, first.Records
		if !reflect.DeepEqual(first, second) {
			t.Errorf("first  %+v\nsecond %+v\n%s", first, second, written)
		}
	})
}

func TestAppendAllocatesNothing(t *testing.T) {
	names := ecs.NewSymbols()
	e := components.Event{Clock: 1, Player: names.Of("Müller"), Kind: components.Goal, Team: components.Away, Flags: components.Late, X: -5}
	buf := make([]byte, 0, 1024)
	if n := testing.AllocsPerRun(100, func() { ndjson.AppendEvent(buf, &e, names.Text) }); n != 0 {
		t.Errorf("an event allocates %v times, want 0", n)
	}
}

func TestIs(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{header, true}, {"\uFEFF" + `{"v":1,"spo`, true}, {`{"home":"A","v":2}`, true},
		{`{"home":"A"` + "\n" + `,"v":2}`, false}, {`{"version":1}`, false}, {`[{"v":1}]`, false}, {"", false}, {"{", false},
	}
	for _, tt := range tests {
		if got := ndjson.Is([]byte(tt.text)); got != tt.want {
			t.Errorf("Is(%q) = %v, want %v", tt.text, got, tt.want)
		}
	}
}
