package metrica_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/metrica"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
)

const head = "Team,Type,Subtype,Period,Start Frame,Start Time [s],End Frame,End Time [s],From,To,Start X,Start Y,End X,End Y\n"

// rows is a match of our own that has something of everything.
const rows = head + `Away,SET PIECE,KICK OFF,1,1,10.04,0,0,P19,,NaN,NaN,NaN,NaN
Away,PASS,,1,1,10.04,3,10.12,P19,P21,0.5,0.5,0.45,0.43
Home,RECOVERY,,1,3,10.12,3,10.12,P2,,0.5,0.5,NaN,NaN
Home,CARRY,,1,3,10.12,3,11,P2,,0.5,0.5,0.6,0
Home,BALL LOST,INTERCEPTION,1,3,11,3,12,P2,,0.6,0,0.7,0.1
Home,BALL LOST,THEFT,1,3,12,3,12,P2,,0.6,0,NaN,NaN
Home,PASS,OFFSIDE,1,3,13,3,14,P2,P3,0.6,0,0.7,0.1
Home,BALL LOST,OFFSIDE,1,3,14.5,3,14.5,P3,,0.6,0,NaN,NaN
Home,BALL LOST,HAND BALL,1,3,15,3,15,P3,,0.6,0,NaN,NaN
Home,BALL OUT,CLEARANCE,1,3,16,3,18,P3,,0.6,0,0.7,-0.02
Away,SET PIECE,THROW IN,1,3,17,3,17,P19,,NaN,NaN,NaN,NaN
Away,BALL LOST,HEAD-INTERCEPTION,1,3,17,3,19,P19,,0.7,0,0.8,0.1
Home,SET PIECE,CORNER KICK,1,3,20,3,20,P2,,NaN,NaN,NaN,NaN
Away,PASS,,1,3,20,3,21,P19,,0.7,0,0.8,0.1
Home,SHOT,HEAD-ON TARGET-GOAL,1,3,30,3,30.5,P2,,0.9,0.5,1.01,0.5
Away,SET PIECE,KICK OFF,1,3,60,3,60,P19,,NaN,NaN,NaN,NaN
Away,SHOT,OFF TARGET-OUT,1,3,60,3,62,P19,P20,0.5,0.5,0,0.7
Home,PASS,GOAL KICK,1,3,70,3,71,P1,P2,0.02,0.5,0.2,0.5
Home,BALL LOST,GOAL KICK-INTERCEPTION,1,3,80,3,81,P1,,0.02,0.5,0.2,0.5
Home,SHOT,ON TARGET-SAVED,1,3,81,3,82,P2,,0.8,0.5,0.95,0.5
Away,RECOVERY,SAVED,1,3,82,3,82,P20,,0.95,0.5,NaN,NaN
Away,CHALLENGE,TACKLE-FAULT-LOST,1,3,83,3,83,P19,,0.5,0.5,NaN,NaN
Home,CHALLENGE,TACKLE-FAULT-WON,1,3,83,3,83,P2,,0.5,0.5,NaN,NaN
Home,FAULT RECEIVED,,1,3,83,3,83,P2,,0.5,0.5,NaN,NaN
Away,CARD,YELLOW,1,3,84,3,84,P19,,NaN,NaN,NaN,NaN
Home,SET PIECE,FREE KICK,1,3,90,3,90,P2,,NaN,NaN,NaN,NaN
Home,SHOT,BLOCKED,1,3,90,3,91,P2,,0.8,0.5,0.85,0.5
Home,BALL LOST,END HALF,1,3,100,3,100,P2,,0.8,0.5,NaN,NaN
Home,SET PIECE,KICK OFF,2,3,160,3,160,P2,,NaN,NaN,NaN,NaN
Home,PASS,,2,3,160,3,161,P2,P3,0.5,0.5,0.6,0.5
Away,CARD,YELLOW,2,3,170,3,170,P19,,NaN,NaN,NaN,NaN
Away,CARD,RED,2,3,171,3,171,P19,,NaN,NaN,NaN,NaN
Home,BALL OUT,WOODWORK-GOAL,2,3,180,3,181,P3,,0.97,0.5,1.01,0.5
Home,SET PIECE,PENALTY,2,3,200,3,200,P2,,NaN,NaN,NaN,NaN
Home,SHOT,ON TARGET-GOAL,2,3,200,3,201,P2,,0.1,0.5,0,0.5
Away,PASS,,2,3,199.4,3,201,P20,,0.1,0.5,9,0.5
Third,DANCE,,2,3,190,3,NaN,P20,,0.1,0.5,NaN,NaN
Away,SET PIECE,PENALTY,5,3,300,3,300,P20,,NaN,NaN,NaN,NaN
Away,SHOT,ON TARGET-GOAL,5,3,300,3,301,P20,,0.9,0.5,1,0.5
Home,SHOT,OFF TARGET-OUT,5,3,330,3,331,P2,,0.9,0.5,1,0.2
Home,CARD,PINK,1,3,331,3,331,P2,,NaN,NaN,NaN,NaN
`

// events are those of rows.
const events = `
	1@0 match_start
	1@0 period_start
	1@0 kickoff away P19>P21 (0,0)-(-525,476) 80ms
	1@80 carry home P2 (0,0)-(1050,3400) 880ms
	1@960 pass home P2 (1050,3400)-(2100,2720) 1000ms
	1@2960 pass home P2>P3 (1050,3400)-(2100,2720) 1000ms
	1@4460 offside home P3 (1050,3400)
	1@4960 foul home P3 (1050,3400)
	1@5960 pass home P3 (1050,3400)-(2100,3536) 2000ms
	1@6960 ball_out home (2100,3536)
	1@6960 throw_in away P19 (2100,3400)-(3150,2720) 2000ms
	1@9960 corner home P2
	1@9960 pass away P19 (2100,3400)-(3150,2720) 1000ms
	1@19960 shot home P2 (4200,0)-(5355,0) 500ms on-target
	1@20460 goal home P2 (4200,0)-(5355,0) on-target
	1@49960 kickoff away P19>P20 (0,0)-(-5250,-1360) 2000ms
	1@49960 shot away P19 (0,0)-(-5250,-1360) 2000ms
	1@59960 goal_kick home P1>P2 (-5040,0)-(-3150,0) 1000ms
	1@69960 goal_kick home P1 (-5040,0)-(-3150,0) 1000ms
	1@70960 shot home P2 (3150,0)-(4725,0) 1000ms on-target
	1@71960 save away P20 (4725,0)
	1@72960 foul away P19 (0,0)
	1@73960 card_yellow away P19
	1@79960 free_kick home P2 (3150,0)-(3675,0) 1000ms
	1@79960 shot home P2 (3150,0)-(3675,0) 1000ms
	1@89960 period_end
	2@0 period_start
	2@0 kickoff home P2>P3 (0,0)-(1050,0) 1000ms
	2@10000 card_second away P19
	2@11000 card_red away P19
	2@20000 pass home P3 (4935,0)-(5355,0) 1000ms
	2@21000 own_goal away P3 (5355,0)
	2@40000 penalty_awarded home repaired
	2@40000 shot home P2 (-4200,0)-(-5250,0) 1000ms on-target,penalty
	2@40000 goal home P2 (-4200,0)-(-5250,0) on-target,penalty
	2@40000 pass away P20 (-4200,0) 1600ms repaired
	2@40000 other P20 (-4200,0) repaired
	2@41000 period_end repaired
	5@0 period_start
	5@0 penalty_kick away P20 (4200,0)-(5250,0) 1000ms on-target,penalty,scored
	5@30000 penalty_kick home P2 (4200,0)-(5250,2040) 1000ms penalty
	5@30000 other home P2 repaired
	5@31000 period_end repaired
	5@31000 match_end
`

func TestTable(t *testing.T) {
	m := recordingtest.Check(t, metrica.Read, rows, events)
	if m.Home != "Home" || m.Away != "Away" || m.Records != 41 || m.Format != metrica.Format || m.Breaks[2] != 60*components.PTSPerSecond {
		t.Errorf("%s - %s, %d records, breaks %v", m.Home, m.Away, m.Records, m.Breaks)
	}
	r := m.Result()
	if r.Score != (recording.Tally{Home: 2, Away: 1}) || r.Shootout != (recording.Tally{Away: 1}) {
		t.Errorf("result %+v", r)
	}
	const warnings = `bad-place: line 37: End X 9, 0.5 is far off the pitch: not known
clock-rollover: line 38: it is 10s behind the clock of its period: kept in the order of the file, at 40s
time-regress: 2 times, first line 37: it is 600ms behind the event before it: kept in the order of the file
unknown-team: line 38: Team Third: taken as none
unknown-type: 2 times, first line 38: Type DANCE: taken as other`
	if got := m.Warnings.String(); got != warnings {
		t.Errorf("warnings\n got %s\nwant %s", got, warnings)
	}
}

// document turns rows into the other format.
func document(rows string) string {
	number := func(s string) string {
		if s == "NaN" || s == "" {
			return "null"
		}
		return s
	}
	name := func(s string) string {
		if s == "" {
			return "null"
		}
		return fmt.Sprintf(`{"name":%q,"id":"x"}`, s)
	}
	var records []string
	for _, line := range strings.Split(strings.TrimSpace(rows), "\n")[1:] {
		f := strings.Split(line, ",")
		subtypes := "null"
		if names := strings.Split(f[2], "-"); len(names) > 1 {
			subtypes = "[" + name(names[0]) + "," + name(names[1]) + "]"
			if len(names) > 2 {
				subtypes = "[" + name(names[0]) + "," + name(names[1]) + "," + name(names[2]) + "]"
			}
		} else if f[2] != "" {
			subtypes = name(f[2])
		}
		moment := func(frame, time, x, y string) string {
			return fmt.Sprintf(`{"frame":%s,"time":%s,"x":%s,"y":%s}`, frame, number(time), number(x), number(y))
		}
		records = append(records, fmt.Sprintf(`{"index":1,"team":{"name":"The %s","id":"%s"},"type":{"name":"%s","id":1},"subtypes":%s,"start":%s,"end":%s,"period":%s,"from":%s,"to":%s}`,
			f[0], f[0], f[1], subtypes, moment(f[4], f[5], f[10], f[11]), moment(f[6], f[7], f[12], f[13]), f[3], name(f[8]), name(f[9])))
	}
	return `{"data":[` + strings.Join(records, ",\n") + `],"metadata":[]}`
}

const metadata = `<?xml version="1.0"?>
<main xmlns:tns="FIFADataTransferFormatEPTSNamespace/FIFADataTransferFormatEPTS"><Metadata><Score idLocalTeam="Home" idVisitingTeam="Away">
<LocalTeamScore>2</LocalTeamScore><VisitingTeamScore>1</VisitingTeamScore></Score></Metadata></main>`

// TestFormats checks that both formats of one match give the same events.
func TestFormats(t *testing.T) {
	read, err := metrica.WithInfo([]byte(metadata))
	if err != nil {
		t.Fatal(err)
	}
	m := recordingtest.Check(t, read, document(rows), events)
	if m.Home != "The Home" || m.Away != "The Away" {
		t.Errorf("%s - %s", m.Home, m.Away)
	}
	const warnings = `bad-place: event 36: end is far off the pitch: not known
clock-rollover: event 37: it is 10s behind the clock of its period: kept in the order of the file, at 40s
time-regress: 2 times, first event 36: it is 600ms behind the event before it: kept in the order of the file
unknown-team: event 37: team "Third": taken as none
unknown-type: 2 times, first event 37: type "DANCE": taken as other`
	if got := m.Warnings.String(); got != warnings {
		t.Errorf("warnings\n got %s\nwant %s", got, warnings)
	}
	again := recordingtest.Check(t, read, rows, events)
	if again.Warnings.Count(recording.ScoreDiffers) != 0 {
		t.Error(again.Warnings)
	}
}

// TestWithoutInfo checks that the first side in the file is taken to be at home,
// and that the places are turned to suit.
func TestWithoutInfo(t *testing.T) {
	m, err := recording.Read(metrica.Read, []byte(document(rows)), ecs.NewSymbols())
	if err != nil {
		t.Fatal(err)
	}
	r := m.Result()
	if m.Home != "The Away" || r.Score != (recording.Tally{Home: 1, Away: 2}) || m.Warnings.Count(recording.UnknownSides) != 1 {
		t.Errorf("%s %v %s, %v", m.Home, r.Score, m.Away, m.Warnings)
	}
	for i := range m.Events {
		if e := &m.Events[i]; e.Kind == components.Goal && (e.X > 0) != ((e.Team == components.Home) == (e.Period%2 == 1)) {
			t.Errorf("%v scores at the wrong end: %+v", e.Team, e)
		}
	}
}

// TestRestart checks that a kick which is not at the time of the restart, or not
// of its side, is one of its own.
func TestRestart(t *testing.T) {
	const restart = "Home,SET PIECE,CORNER KICK,1,1,1,1,1,P1,,NaN,NaN,NaN,NaN\n"
	tests := []struct {
		kick   string
		passes int
	}{
		{"Home,PASS,,1,1,1,1,2,P1,P2,1,0,0.5,0.5\n", 0},
		{"Home,PASS,,1,1,1.04,1,2,P1,P2,1,0,0.5,0.5\n", 1},
		{"Away,PASS,,1,1,1,1,2,P1,P2,1,0,0.5,0.5\n", 1},
	}
	for _, tt := range tests {
		m, err := recording.Read(metrica.Read, []byte(head+restart+tt.kick), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		r := m.Result()
		if r.Kinds[components.Corner] != 1 || r.Kinds[components.Pass] != tt.passes || (m.Events[2].X == components.NoPlace) != (tt.passes == 1) {
			t.Errorf("%s: %d passes, corner %+v", tt.kick, r.Kinds[components.Pass], m.Events[2])
		}
	}
}

func TestInfo(t *testing.T) {
	one := func(old, with string) string { return strings.Replace(metadata, old, with, 1) }
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want the end of the document"},
		{"no sides", one("idLocalTeam", "x"), `byte 252: Score: missing: want idLocalTeam and idVisitingTeam`},
		{"one side", one(`"Away"`, `"Home"`), `byte 262: Score: missing: want idLocalTeam and idVisitingTeam`},
		{"cut short", metadata[:200], `byte 200: the file ends too early: want the end of the document`},
		{"more after it", metadata + "<more/>", `byte 262: <more: trailing bytes: want nothing more`},
		{"text before it", "\uFEFF text <a/>", `byte 3: text: not XML: want an element`},
		{"long", "<a>" + strings.Repeat("x", 1<<17) + "</a>", `byte 3: the text is too long: want at most 65536 bytes`},
		{"long attribute", `<a b="` + strings.Repeat("x", 1<<17) + `"/>`, `byte 0: b: the text is too long: want at most 65536 bytes`},
		{"no XML", "<a></b>", `byte 7: element <a> closed by </b>: not XML`},
		{"nested", strings.Repeat("<a>", 65), `byte 192: nested too deep: want at most 64 levels`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := metrica.WithInfo([]byte(tt.text))
			if !errors.Is(err, recording.ErrFormat) || err.Error() != tt.message {
				t.Errorf("message\n got %v\nwant %s", err, tt.message)
			}
		})
	}
	read, err := metrica.WithInfo([]byte(one(">2<", ">3<")))
	if err != nil {
		t.Fatal(err)
	}
	m, err := recording.Read(read, []byte(document(rows)), ecs.NewSymbols())
	if err != nil || m.Warnings.Count(recording.ScoreDiffers) != 1 {
		t.Errorf("%v, %v", m, err)
	}
}

func TestErrors(t *testing.T) {
	row := func(old, with string) string {
		return strings.Replace(head+"Home,PASS,,1,1,1,1,2,P1,P2,0.5,0.5,0.5,0.5\n", old, with, 1)
	}
	doc := func(old, with string) string { return strings.Replace(document(row("", "")), old, with, 1) }
	tests := []struct{ name, text, message string }{
		{"empty", "", `line 1: column "Team": the file ends too early: want it in the first line`},
		{"no column", row("End X", "x"), `line 1: column "End X": missing: want it in the first line`},
		{"period 0", row(",1,1,1,1,2", ",0,1,1,1,2"), `line 2, event 1: Period 0: out of range: want a period, 1 to 5`},
		{"period 6", row(",1,1,1,1,2", ",6,1,1,1,2"), `line 2, event 1: Period 6: out of range: want a period, 1 to 5`},
		{"no start", row(",1,1,1,1,2", ",1,1,NaN,1,2"), `line 2, event 1: Start Time [s] NaN: missing: want seconds since the file began, 0 to 86400`},
		{"start below 0", row(",1,1,1,1,2", ",1,1,-1,1,2"), `line 2, event 1: Start Time [s] -1: out of range: want seconds since the file began, 0 to 86400`},
		{"late start", row(",1,1,1,1,2", ",1,1,86400.1,1,2"), `line 2, event 1: Start Time [s] 86400.1: out of range: want seconds since the file began, 0 to 86400`},
		{"place", row("0.5,", "?,"), `line 2, event 1: Start X ?: not a number: want a share of the pitch`},
		{"too few", row(",0.5,0.5\n", "\n"), `line 2, event 1: 12 fields: not as many as columns: want 14`},
		{"no data", "{}", `byte 0: data: missing: want a list of events`},
		{"data", `{"data":{}}`, `byte 8: data {}: of the wrong type: want an array`},
		{"null", `{"data":[null]}`, `byte 9, event 1: null: of the wrong type: want an object`},
		{"no type", doc(`"type":{"name":"PASS","id":1},`, ""), `byte 9, event 1: type: missing: want an object`},
		{"type", doc(`"PASS"`, "5"), `byte 74, event 1: type.name 5: of the wrong type: want a text`},
		{"JSON period 0", doc(`"period":1`, `"period":0`), `byte 202, event 1: period 0: out of range: want a period, 1 to 5`},
		{"no JSON period", doc(`"period":1`, `"x":1`), `byte 9, event 1: period: missing: want a period, 1 to 5`},
		{"no JSON start", doc(`"start"`, `"x"`), `byte 9, event 1: start: missing: want an object`},
		{"no time", doc(`"time":1`, `"x":1`), `byte 113, event 1: start.time {"frame":1,"x":1,"x":0.5,"y":0.5}: missing: want seconds since the file began, 0 to 86400`},
		{"time below 0", doc(`"time":1`, `"time":-1`), `byte 131, event 1: start.time -1: out of range: want seconds since the file began, 0 to 86400`},
		{"time", doc(`"time":1`, `"time":"1"`), `byte 131, event 1: start.time "1": of the wrong type: want a number`},
		{"x", doc(`"x":0.5`, `"x":"0.5"`), `byte 137, event 1: start.x "0.5": of the wrong type: want a number`},
		{"subtypes", doc(`"subtypes":null`, `"subtypes":"GOAL"`), `byte 100, event 1: subtypes "GOAL": of the wrong type: want an array`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { recordingtest.Message(t, metrica.Read, tt.text, tt.message) })
	}
}

// TestCuts cuts a table short everywhere. It is malformed in the middle of a row,
// warned of after its last field, and cannot be told from a shorter one after
// the end of a line.
func TestCuts(t *testing.T) {
	for n := range len(rows) {
		m, err := recording.Read(metrica.Read, []byte(rows[:n]), ecs.NewSymbols())
		switch {
		case err == nil && n > 0 && rows[n-1] == '\n':
		case err == nil && m.Warnings.Count(recording.NoLineEnd) == 1 && strings.Count(rows[strings.LastIndex(rows[:n], "\n")+1:n], ",") == 13:
		case errors.Is(err, recording.ErrFormat):
		default:
			t.Fatalf("cut at byte %d: %v", n, err)
		}
	}
	recordingtest.Cuts(t, metrica.Read, document(rows))
}

func TestStop(t *testing.T) {
	recordingtest.Stops(t, metrica.Read, rows)
	recordingtest.Stops(t, metrica.Read, document(rows))
}

func TestIs(t *testing.T) {
	tests := []struct {
		text       string
		want, info bool
	}{
		{rows, true, false}, {"Team,Type,Subtype,Period,Start", true, false}, {"\uFEFF" + head, true, false}, {"Team,Type,Sub", false, false},
		{document(rows), true, false}, {`{"data":[{"start":{},"subtypes":null,"period":`, true, false}, {`{"data":[{"start":{},"start":null,"period":1}]}`, false, false},
		{`{"events":[{"start":{},"subtypes":null,"period":1}]}`, false, false}, {`{"data":[]}`, false, false}, {`[]`, false, false}, {``, false, false},
		{metadata, false, true}, {"\uFEFF\n" + metadata, false, true}, {"<main></main>", false, false}, {"FIFADataTransferFormatEPTS", false, false},
	}
	for _, tt := range tests {
		if got, info := metrica.Is([]byte(tt.text)), metrica.IsInfo([]byte(tt.text)); got != tt.want || info != tt.info {
			t.Errorf("%.40s: %v and %v, want %v and %v", tt.text, got, info, tt.want, tt.info)
		}
	}
}

// TestAllocations checks that a match twice as long costs no more allocations,
// but for slices that double.
func TestAllocations(t *testing.T) {
	count := func(text string) float64 {
		data, names := []byte(text), ecs.NewSymbols()
		return testing.AllocsPerRun(10, func() {
			for _, err := range metrica.Read(data, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	body := strings.Repeat("Home,PASS,HEAD-CROSS,1,1,1,1,2,P1,P2,0.5,0.5,0.5,0.5\n", 1000)
	for _, form := range []func(string) string{strings.Clone, document} {
		short, long := count(form(head+body)), count(form(head+body+body))
		t.Logf("%v allocations for 1,000 events, %v for 2,000", short, long)
		if long > short+100 { // what is kept grows by doubling
			t.Errorf("%v allocations for 1,000 events, %v for 2,000", short, long)
		}
	}
}

// FuzzRead checks that any bytes are a sound match or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte(rows))
	f.Add([]byte(document(rows)))
	f.Add([]byte(head + "Home,SHOT,ON TARGET-GOAL,2,1,1,1,2,P1,,0.5,0.5,0.5,0.5\nAway,SET PIECE,KICK OFF,1,1,1,1,2,P1,,0.5,0.5,0.5,0.5"))
	f.Fuzz(func(t *testing.T, data []byte) { recordingtest.Any(t, metrica.Read, data) })
}

// FuzzInfo checks that any metadata are read or refused.
func FuzzInfo(f *testing.F) {
	f.Add([]byte(metadata))
	f.Add([]byte(metadataOf))
	f.Add([]byte("<a><Score idLocalTeam='a' idVisitingTeam='b'/></a>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := metrica.WithInfo(data)
		if (read == nil) == (err == nil) {
			t.Fatalf("reader %v, %v", read != nil, err)
		}
		if err != nil {
			if why := recordingtest.Misplaced(err, data); why != "" || !errors.Is(err, recording.ErrFormat) {
				t.Fatalf("%v: %s", err, why)
			}
			return
		}
		recordingtest.Any(t, read, []byte(rows))
		recordingtest.Any(t, read, []byte(document(rows)))
	})
}

// TestCutBetweenRows checks that a table which ends with a first half is told from a
// match, and one that ends with a second is not.
func TestCutBetweenRows(t *testing.T) {
	const half = "Home,PASS,,%d,1,1,1,2,P1,P2,0.5,0.5,0.5,0.5\n"
	for period, want := range []string{1: "match-missing-end: it ends with period 1, the first of two: the file may be cut short", 2: "", 3: "match-missing-end: it ends with period 3, the first of two: the file may be cut short", 4: "", 5: ""} {
		if period == 0 {
			continue
		}
		m, err := recording.Read(metrica.Read, []byte(head+fmt.Sprintf(half, period)), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Warnings.String(); got != want {
			t.Errorf("period %d: warnings %q, want %q", period, got, want)
		}
	}
}

// TestBadText checks that a name in a table is always one that can be shown.
func TestBadText(t *testing.T) {
	names := ecs.NewSymbols()
	m, err := recording.Read(metrica.Read, []byte(head+"Home,PASS,,2,1,1,1,2,Z\xff,P2,0.5,0.5,0.5,0.5\n"), names)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := m.Warnings.String(), "bad-text: line 2: From Z\uFFFD"; got != want {
		t.Errorf("warnings %q, want %q", got, want)
	}
	if got := names.Text(m.Events[2].Player); got != "Z\uFFFD" {
		t.Errorf("player %q", got)
	}
}
