package statsbomb_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/statsbomb"
)

// rec is an event as the format has it. More is further members.
func rec(id, period int, timestamp string, typ, team int, more string) string {
	if more != "" {
		more = "," + more
	}
	return fmt.Sprintf(`{"id":"e%d","index":%d,"period":%d,"timestamp":"%s","type":{"id":%d},"team":{"id":%d,"name":"T%d"}%s}`,
		id, id, period, timestamp, typ, team, team, more)
}

func array(records ...string) string { return "[" + strings.Join(records, ",\n") + "]" }

// game is a match of our own that has something of everything.
var game = array(
	rec(1, 1, "00:00:00.000", 35, 7, `"tactics":{"formation":442,"lineup":[{"player":{"id":1,"name":"Zo\u00eb"}}]}`),
	rec(2, 1, "00:00:00.000", 35, 9, ``),
	rec(3, 1, "00:00:00.000", 18, 9, ``), rec(4, 1, "00:00:00.000", 18, 7, ``),
	rec(5, 1, "00:00:00.500", 30, 7, `"possession_team":{"id":7},"player":{"id":1,"name":"Zo\u00eb \ud83d\ude00"},"location":[60.0,40.0],"duration":1.25,"pass":{"recipient":{"name":"\"B\""},"type":{"id":65},"end_location":[50.4,41]}`),
	rec(6, 1, "00:00:01.750", 42, 7, `"possession_team":{"id":7}`),
	rec(7, 1, "00:00:02.000", 43, 7, `"location":[50.4,41],"carry":{"end_location":[52,40.05]},"duration":0.0005`),
	rec(8, 1, "00:00:02.100", 17, 9, `"location":[70,40]`),
	rec(9, 1, "00:00:05.000", 30, 9, `"possession_team":{"id":9},"duration":2,"location":[1,2],"pass":{"outcome":{"id":75},"end_location":[3,80.5]}`),
	rec(10, 1, "00:00:06.999", 42, 9, ``),
	rec(11, 1, "00:00:20.000", 30, 7, `"duration":1,"pass":{"type":{"id":61},"outcome":{"id":76},"recipient":{"name":"C"},"end_location":[110,40]}`),
	rec(12, 1, "00:01:00.000", 16, 9, `"location":[108,40],"duration":0.9,"player":{"name":"D"},"shot":{"statsbomb_xg":0.07665,"end_location":[120,38.1,1.2],"outcome":{"id":97},"type":{"id":87},"freeze_frame":[{"location":[1,2]}]}`),
	rec(13, 1, "00:01:00.500", 23, 7, `"goalkeeper":{"type":{"id":26}}`),
	rec(14, 1, "00:01:00.900", 23, 7, `"goalkeeper":{"type":{"id":33}}`),
	rec(15, 1, "00:02:00.000", 22, 7, `"foul_committed":{"penalty":true,"card":{"id":6}},"player":{"name":"E"}`),
	rec(16, 1, "00:03:00.000", 16, 9, `"shot":{"statsbomb_xg":7.6E-1,"outcome":{"id":100},"type":{"id":88}}`),
	rec(17, 1, "00:04:00.000", 25, 9, ``), rec(18, 1, "00:04:00.000", 20, 7, ``),
	rec(19, 1, "00:04:30.000", 42, 7, ``), rec(20, 1, "00:00:01.000", 42, 7, ``), rec(21, 1, "00:04:29.000", 17, 7, ``),
	rec(22, 1, "00:45:00.000", 34, 7, ``), rec(23, 1, "00:44:58.000", 34, 9, ``),
	rec(24, 2, "00:00:00.000", 18, 9, ``),
	rec(25, 2, "00:00:01.000", 24, 7, `"bad_behaviour":{"card":{"id":67}},"location":[0,0]`),
	rec(26, 2, "00:00:02.000", 19, 7, `"player":{"name":"off"},"substitution":{"replacement":{"name":"on"}}`),
	rec(27, 2, "00:00:03.000", 40, 7, ``), rec(28, 2, "00:00:04.000", 41, 7, ``), rec(29, 2, "00:00:05.000", 8, 9, ``),
	rec(30, 2, "00:00:06.000", 99, 8, `"location":[300,1],"duration":-1`),
	rec(30, 2, "00:00:07.000", 17, 7, ``),
	rec(32, 2, "00:00:08.000", 16, 7, `"duration":9,"shot":{"outcome":{"id":97}}`),
	rec(33, 2, "00:00:09.000", 34, 7, ``),
	rec(34, 5, "00:00:10.000", 16, 9, `"shot":{"type":{"id":88},"outcome":{"id":97}}`),
	rec(35, 5, "00:00:20.000", 16, 7, `"shot":{"type":{"id":88},"outcome":{"id":98}}`),
	rec(36, 1, "00:00:10.000", 17, 9, ``),
)

func TestRead(t *testing.T) {
	names := ecs.NewSymbols()
	m, err := recording.Read(statsbomb.Read, []byte(game), names)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields(`
		1@0 match_start
		1@0 period_start
		1@500 possession/home
		1@500 kickoff/home:Zoë_😀>"B"(0,0)(-840,-85)+1250
		1@2000 carry/home(-840,-85)(-700,-4)+1
		1@2100 pressure/away(-875,0)
		1@5000 possession/away
		1@5000 pass/away(5163,-3230)(4988,3443)+2000
		1@7000 ball_out/away(4988,3443)
		1@20000 corner/home>C()(4375,0)+1000
		1@21000 offside/home:C(4375,0)
		1@60000 shot/away:D(-4200,0)(-5250,-162)+900=767!1
		1@60900 goal/away:D(-4200,0)(-5250,-162)=767!1
		1@60900 save/home
		1@120000 foul/home:E
		1@120000 penalty_awarded/away
		1@120000 card_second/home:E
		1@180000 shot/away=7600!3
		1@240000 own_goal/away
		1@270000 pressure/home!32
		1@2700000 period_end
		2@0 period_start
		2@1000 card_red/home(5250,-3400)
		2@2000 sub/home:off>on
		2@3000 injury/home
		2@4000 drop_ball/home
		2@5000 offside/away
		2@6000 other
		2@8000 shot/home+9000!1
		2@9000 goal/home!1
		2@9000 period_end
		5@0 period_start
		5@10000 penalty_kick/away!131
		5@20000 penalty_kick/home!2
		5@20000 pressure/away!32
		5@20000 period_end!32
		5@20000 match_end`)
	for i := 0; i < len(want)/2 || i < len(m.Events); i++ {
		got, wanted := "nothing", "nothing"
		if i < len(m.Events) {
			got = show(&m.Events[i], names)
			if e := &m.Events[i]; e.Seq != uint32(i+1) || e.Source != components.FromMatch || e.Occurred != 0 || e.Received != 0 {
				t.Errorf("event %d: %+v", i+1, e)
			}
		}
		if i < len(want)/2 {
			wanted = want[2*i] + " " + want[2*i+1]
		}
		if got != wanted {
			t.Errorf("event %d: %s, want %s", i+1, got, wanted)
		}
	}
	if m.Home != "T7" || m.Away != "T9" || m.Records != 36 || m.Sport != "football" || m.Format != "statsbomb" {
		t.Errorf("%s - %s, %d records", m.Home, m.Away, m.Records)
	}
	const warnings = `bad-duration: event 30 (id e30): -1 s: not known
bad-place: event 30 (id e30): location [300,1] is far off the pitch: not known
clock-rollover: event 20 (id e20): it is 4m29s behind the clock of its period: kept in the order of the file, at 4m30s
duplicate-id: event 31 (id e30): came before: left out
index-gap: event 32 (id e32): index 32 comes after 30
period-missing-end: period 5 ends with its last event
time-regress: 2 times, first event 21 (id e21): it is 1s behind the event before it: kept in the order of the file
unknown-team: event 30 (id e30): team 8
unknown-type: event 30 (id e30): type 99: taken as other`
	if got := m.Warnings.String(); got != warnings {
		t.Errorf("warnings\n got %s\nwant %s", got, warnings)
	}
	r := m.Result()
	if r.Score != (recording.Tally{Home: 1, Away: 2}) || r.Shootout != (recording.Tally{Away: 1}) || !r.Kicks || r.Periods != 3 {
		t.Errorf("result %+v", r)
	}
}

// show is an event in one word and its time: 1@60900 goal/away:D(x,y)(x,y)=value!flags.
func show(e *components.Event, names *ecs.Symbols) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d@%d %v", e.Period, e.Clock/90, e.Kind)
	place := func(x, y components.Centimeter) {
		if x != components.NoPlace || y != components.NoPlace {
			fmt.Fprintf(&b, "(%d,%d)", x, y)
		} else if e.EndX != components.NoPlace && x != e.EndX {
			b.WriteString("()")
		}
	}
	for _, part := range []struct {
		mark string
		text any
		has  bool
	}{
		{"/", e.Team, e.Team != 0},
		{":", names.Text(e.Player), e.Player != 0},
		{">", names.Text(e.Other), e.Other != 0},
	} {
		if part.has {
			fmt.Fprint(&b, part.mark, strings.ReplaceAll(fmt.Sprint(part.text), " ", "_"))
		}
	}
	place(e.X, e.Y)
	place(e.EndX, e.EndY)
	if e.Duration != 0 {
		fmt.Fprintf(&b, "+%d", e.Duration)
	}
	if e.Value != 0 {
		fmt.Fprintf(&b, "=%d", e.Value)
	}
	if e.Flags != 0 {
		fmt.Fprintf(&b, "!%d", e.Flags)
	}
	return b.String()
}

// TestClock tries steps back of the clock, in pairs about the bounds.
func TestClock(t *testing.T) {
	tests := []struct {
		second, want string // time of the second event, and the warning
	}{
		{"00:00:10.000", ""},
		{"00:00:09.500", ""},
		{"00:00:09.499", "time-regress"},
		{"00:00:08.000", "time-regress"},
		{"00:00:07.999", "clock-rollover"},
		{"00:00:00.000", "clock-rollover"},
	}
	for _, tt := range tests {
		m, err := recording.Read(statsbomb.Read, []byte(array(
			rec(1, 1, "00:00:10.000", 17, 7, ``), rec(2, 1, tt.second, 17, 7, ``), rec(3, 1, "00:00:10.000", 34, 7, ``))), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, w := range m.Warnings {
			got = append(got, string(w.Class))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: warnings %v, want %q", tt.second, m.Warnings, tt.want)
		}
		e := m.Events[3]
		if repaired := e.Flags&components.Repaired != 0; e.Clock != 10*components.PTSPerSecond || repaired != (tt.second < "00:00:10") {
			t.Errorf("%s: at %v, repaired %v", tt.second, e.Clock.Duration(), repaired)
		}
	}
}

func TestTimestamp(t *testing.T) {
	tests := []struct {
		text string
		want components.PTS
	}{
		{"00:00:00", 0}, {"23:59:59.999", 86_399_999 * 90}, {"00:00:00.5", 45_000}, {"00:00:00.000005555", 0}, {"00:00:00.000005556", 1},
	}
	for _, tt := range tests {
		m, err := recording.Read(statsbomb.Read, []byte(array(rec(1, 1, tt.text, 17, 7, ``))), ecs.NewSymbols())
		if err != nil || m.Events[2].Clock != tt.want {
			t.Errorf("%s: %v, want %d", tt.text, err, tt.want)
		}
	}
}

// TestOnTarget goes through the outcomes of a shot.
func TestOnTarget(t *testing.T) {
	on := map[int]bool{97: true, 100: true, 116: true} // a goal, saved, saved by way of the post
	for _, outcome := range []int{96, 97, 98, 99, 100, 101, 115, 116} {
		m, err := recording.Read(statsbomb.Read, []byte(array(rec(1, 1, "00:00:00.000", 16, 7, fmt.Sprintf(`"shot":{"outcome":{"id":%d}}`, outcome)))), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Events[2].Flags&components.OnTarget != 0; got != on[outcome] {
			t.Errorf("outcome %d: on target %v", outcome, got)
		}
	}
}

func TestDuration(t *testing.T) {
	tests := []struct {
		text string
		want uint32
		bad  int
	}{
		{"0", 0, 0}, {"0.0004", 0, 0}, {"0.0005", 1, 0}, {"600", 600_000, 0}, {"600.001", 0, 1}, {"-0.001", 0, 1}, {"1e300", 0, 1},
	}
	for _, tt := range tests {
		m, err := recording.Read(statsbomb.Read, []byte(array(rec(1, 1, "00:00:00.000", 17, 7, `"duration":`+tt.text))), ecs.NewSymbols())
		if err != nil || m.Events[2].Duration != tt.want || m.Warnings.Count(recording.BadDuration) != tt.bad {
			t.Errorf("%s: %d ms, %v, %v, want %d", tt.text, m.Events[2].Duration, m.Warnings, err, tt.want)
		}
	}
}

// TestTeams checks that IDs which no team has do not make one.
func TestTeams(t *testing.T) {
	m, err := recording.Read(statsbomb.Read, []byte(array(
		rec(1, 1, "00:00:00.000", 17, 0, ``), rec(2, 1, "00:00:00.000", 17, -1, ``), rec(3, 1, "00:00:00.000", 17, 5, ``), rec(4, 1, "00:00:00.000", 17, 4, ``))), ecs.NewSymbols())
	if err != nil || m.Home != "T5" || m.Away != "T4" || m.Warnings.Count(recording.UnknownTeam) != 2 {
		t.Errorf("%s - %s, %v, %v", m.Home, m.Away, m.Warnings, err)
	}
}

// TestHeld checks that what ends later comes in its place, and that play in the
// air is over when the whistle goes.
func TestHeld(t *testing.T) {
	pass := func(id int, at string, seconds, outcome int) string {
		return rec(id, 1, at, 30, 7, fmt.Sprintf(`"duration":%d,"pass":{"outcome":{"id":%d}}`, seconds, outcome))
	}
	m, err := recording.Read(statsbomb.Read, []byte(array(
		pass(1, "00:00:01.000", 9, 75), pass(2, "00:00:02.000", 3, 76), pass(3, "00:00:03.000", 2, 75), pass(4, "00:00:04.000", 0, 75),
		rec(5, 1, "00:00:04.999", 17, 7, ``), rec(6, 1, "00:00:05.000", 17, 7, ``), rec(7, 1, "00:00:08.000", 34, 7, ``))), ecs.NewSymbols())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range m.Events {
		got = append(got, fmt.Sprintf("%v %v", m.Events[i].Clock.Duration(), m.Events[i].Kind))
	}
	want := []string{
		"0s match_start", "0s period_start", "1s pass", "2s pass", "3s pass", "4s pass", "4s ball_out", "4.999s pressure",
		"5s offside", "5s ball_out", "5s pressure", "8s ball_out", "8s period_end", "8s match_end",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("events\n got %q\nwant %q", got, want)
	}
}

func TestErrors(t *testing.T) {
	good := rec(1, 1, "00:00:01.000", 35, 7, ``)
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want a value"},
		{"object", "{}", "byte 0: {}: of the wrong type: want an array of events"},
		{"null", "null", "byte 4: of the wrong type: want an array of events"},
		{"number in it", "[7]", "byte 1, event 1: 7: of the wrong type: want an event"},
		{"no id", `[{"period":1}]`, "byte 13, event 1: id: missing: want a text"},
		{"id", `[{"id":5}]`, "byte 7, event 1: id 5: of the wrong type: want a text"},
		{"no type", `[{"id":"a"}]`, "byte 11, event 1 (id a): type: missing: want an object"},
		{"type", `[{"id":"a","type":3}]`, "byte 18, event 1 (id a): type 3: of the wrong type: want an object"},
		{"no period", `[{"id":"a","type":{"id":3}}]`, "byte 27, event 1 (id a): period: missing: want a period, 1 to 5"},
		{"period 0", array(rec(1, 0, "00:00:01.000", 35, 7, ``)), "byte 31, event 1 (id e1): period 0: out of range: want a period, 1 to 5"},
		{"period 6", array(rec(1, 6, "00:00:01.000", 35, 7, ``)), "byte 31, event 1 (id e1): period 6: out of range: want a period, 1 to 5"},
		{"minutes", array(good, rec(2, 1, "00:60:00.000", 35, 7, ``)), `byte 151, event 2 (id e2): timestamp "00:60:00.000": minutes out of range: want 00-59`},
		{"seconds", array(rec(1, 1, "00:59:60.000", 35, 7, ``)), `byte 45, event 1 (id e1): timestamp "00:59:60.000": seconds out of range: want 00-59`},
		{"timestamp", array(rec(1, 1, "1:00", 35, 7, ``)), `byte 45, event 1 (id e1): timestamp "1:00": not a time: want HH:MM:SS.mmm`},
		{"timestamp with a bare point", array(rec(1, 1, "00:00:00.", 35, 7, ``)), `byte 45, event 1 (id e1): timestamp "00:00:00.": not a time: want HH:MM:SS.mmm`},
		{"location", array(rec(1, 1, "00:00:00.000", 17, 7, `"location":[1]`)), `byte 116, event 1 (id e1): location [1]: of the wrong type: want [x, y]`},
		{"location of texts", array(rec(1, 1, "00:00:00.000", 17, 7, `"location":["1",2]`)), `byte 117, event 1 (id e1): location "1": of the wrong type: want a number`},
		{"xg", array(rec(1, 1, "00:00:00.000", 16, 7, `"shot":{"statsbomb_xg":1.01}`)), `byte 128, event 1 (id e1): shot.statsbomb_xg 1.01: out of range: want 0 to 1`},
		{"cut short", array(good)[:40], "byte 40, event 1: the file ends too early: want the end of a string"},
		{"cut between", "[" + good + ",", "byte 106, event 2: the file ends too early: want a value"},
		{"trailing", "[] []", "byte 3: []: trailing bytes: want nothing more"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := recording.Read(statsbomb.Read, []byte(tt.text), ecs.NewSymbols())
			if !errors.Is(err, recording.ErrFormat) {
				t.Fatalf("error = %v, want one that is %v", err, recording.ErrFormat)
			}
			if err.Error() != tt.message {
				t.Errorf("message\n got %s\nwant %s", err, tt.message)
			}
		})
	}
}

// TestEveryCut cuts the match short everywhere: it is then malformed, and the
// error says where it ends.
func TestEveryCut(t *testing.T) {
	names := ecs.NewSymbols()
	for n := range len(game) {
		_, err := recording.Read(statsbomb.Read, []byte(game[:n]), names)
		e, ok := errors.AsType[*recording.Error](err)
		if !ok || !errors.Is(err, recording.Truncated) || e.Offset != int64(n) {
			t.Fatalf("cut at byte %d: %v", n, err)
		}
	}
}

// TestStop checks that whoever takes the events may stop at any.
func TestStop(t *testing.T) {
	for n := 1; n < 38; n++ {
		taken := 0
		for range statsbomb.Read([]byte(game), ecs.NewSymbols(), &recording.Match{}) {
			if taken++; taken == n {
				break
			}
		}
		if taken != min(n, 37) {
			t.Errorf("took %d events, want %d", taken, n)
		}
	}
}

// compare checks the reader against the reference.
func compare(t *testing.T, data []byte) {
	t.Helper()
	names := ecs.NewSymbols()
	m, err := recording.Read(statsbomb.Read, data, names)
	rows, warnings, refErr := reference(data, names)
	if e, ok := errors.AsType[*recording.Error](err); ok && e.Want == "at most 65536 bytes" {
		return // of a text; the reference reads any
	}
	if (err == nil) != (refErr == nil) {
		t.Fatalf("error %v, the reference has %v", err, refErr)
	}
	if err != nil {
		if why := recordingtest.Misplaced(err, data); why != "" {
			t.Errorf("%v: %s", err, why)
		}
		return
	}
	for i := range max(len(rows), len(m.Events)) {
		if i >= len(rows) || i >= len(m.Events) || rows[i] != m.Events[i] {
			t.Fatalf("%d and %d events differ from event %d:\n got %+v\nwant %+v", len(m.Events), len(rows), i+1, m.Events[i:min(i+1, len(m.Events))], rows[i:min(i+1, len(rows))])
		}
	}
	delete(warnings, "no-events")
	for _, w := range m.Warnings {
		if w.Class != recording.NoEvents && w.Count != warnings[string(w.Class)] {
			t.Errorf("warning %v, the reference has %v", w, warnings)
		}
		delete(warnings, string(w.Class))
	}
	if len(warnings) > 0 {
		t.Errorf("warnings %v, the reference has %v as well", m.Warnings, warnings)
	}
}

func TestReference(t *testing.T) {
	compare(t, []byte(game))
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) { compare(t, file(t, f.name)) })
	}
}

// FuzzRead checks the reader against the reference, on whatever grows out of our
// own match.
func FuzzRead(f *testing.F) {
	f.Add([]byte(game))
	for _, record := range strings.SplitAfter(strings.Trim(game, "[]"), ",\n") {
		f.Add([]byte("[" + strings.TrimSuffix(record, ",\n") + "]"))
	}
	f.Add([]byte(`[{"id":"a","id":"b","type":{"id":30,"id":16},"type":{"id":16},"period":1,"timestamp":"00:00:\u0030\u0031.5","pass":{"type":{"id":61}},"pass":null,"shot":{},"location":[60,40,null]}]`))
	f.Add([]byte("\uFEFF [ ] "))
	f.Fuzz(func(t *testing.T, data []byte) {
		compare(t, data)
		recordingtest.Any(t, statsbomb.Read, data)
	})
}

// TestAllocations checks that a match twice as long costs no more allocations,
// but for one more doubling of the set of IDs.
func TestAllocations(t *testing.T) {
	count := func(n int) float64 {
		records := make([]string, n)
		for i := range records {
			records[i] = rec(i+1, 1, "00:00:01.000", 30, 7+i%2*2, `"possession_team":{"id":7},"player":{"name":"Zo\u00eb"},"duration":0.5,"pass":{"outcome":{"id":75},"end_location":[1,2]}`)
			if i%60 == 0 {
				records[i] = rec(i+1, 1, "00:00:01.000", 42, 7, "")
			}
		}
		data := []byte(array(records...))
		names := ecs.NewSymbols()
		return testing.AllocsPerRun(10, func() {
			for _, err := range statsbomb.Read(data, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	short, long := count(2000), count(4000)
	t.Logf("%v allocations for 2,000 events, %v for 4,000", short, long)
	if long > short+100 { // what is kept grows by doubling
		t.Errorf("%v allocations for 2,000 events, %v for 4,000", short, long)
	}
}

func TestIs(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{game, true}, {`[{"id":"a","index":1,"per`, false}, {`[{"id":"a","index":1,"period":`, true},
		{`[{"timestamp":"","type":{},"index":3}]`, true}, {`[{"id":1,"type":2,"id":3}]`, false}, {`[[]]`, false}, {`[]`, false}, {`{}`, false}, {``, false},
	}
	for _, tt := range tests {
		if got := statsbomb.Is([]byte(tt.text)); got != tt.want {
			t.Errorf("Is(%.40s) = %v, want %v", tt.text, got, tt.want)
		}
	}
}
