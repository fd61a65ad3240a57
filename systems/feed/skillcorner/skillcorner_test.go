package skillcorner_test

import (
	"errors"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/skillcorner"
)

// head has the columns that are read, in an order of our own after the first four.
const head = "event_id,index,match_id,frame_start,frame_end,time_start,period,event_type,event_subtype,player_name,team_id,team_shortname," +
	"x_start,y_start,x_end,y_end,game_interruption_before,game_interruption_after,end_type,pass_outcome,carry," +
	"player_targeted_name,player_targeted_x_reception,player_targeted_y_reception\n"

// game is a match of our own that has something of everything.
const game = head + `8_0,0,5,105,105,00:00.5,1,player_possession,,Ash,70,Seventy,0.28,-0.22,0.28,-0.22,,,pass,successful,False,Elm,-6.34,0.4
7_0,1,5,105,105,00:00.5,1,passing_option,,Elm,70,Seventy,0.28,-0.22,0.28,-0.22,,,,,,,,
8_1,2,5,110,130,00:01.0,1,player_possession,,Elm,70,Seventy,-6.34,0.4,10,20.005,,,pass,unsuccessful,True,Fir,30,34
9_1,3,5,115,125,00:01.5,1,on_ball_engagement,pressing,Yew,9,Nine,1,2,3,4,,,,,,,,
9_2,4,5,115,125,00:01.5,1,on_ball_engagement,other,Yew,9,Nine,1,2,3,4,,,,,,,,
8_2,5,5,140,140,00:04.0,1,player_possession,,Yew,9,Nine,-30,-34,-30,-34,,throw_in_against,clearance,,False,,,
8_3,6,5,300,310,00:20.0,1,player_possession,,Fir,70,Seventy,35,34,36,30,throw_in_for,goal_kick_against,shot,,False,,,
8_4,7,5,400,400,00:30.0,1,player_possession,,Fir,70,Seventy,20,34,20,30,goal_kick_against,,pass,offside,False,Elm,,
8_5,8,5,500,520,00:40.0,1,player_possession,,Oak,9,Nine,20,0,40,0,free_kick_for,goal_for,shot,,True,,,
9_5,9,5,510,520,00:41.0,1,on_ball_engagement,pressure,Ash,70,Seventy,-40,0,-41,0,,goal_against,,,,,,
8_6,10,5,525,525,00:42.5,1,player_possession,,Ash,70,Seventy,-50,0,-50,0,,goal_against,unknown,,False,,,
8_7,11,5,1100,1100,01:40.0,1,player_possession,,Ash,70,Seventy,0.5,0.5,0.5,0.5,goal_against,,pass,successful,False,Elm,-5,0
8_8,12,5,1200,1200,01:50.0,1,player_possession,,Yew,9,Nine,-40,0,-40,0,,goal_against,clearance,,False,,,
8_9,13,5,1300,1300,02:00.0,1,player_possession,,Elm,70,Seventy,20,0,20,0,,,foul_suffered,,False,,,
8_10,14,5,1400,1400,02:10.0,1,player_possession,,Elm,70,Seventy,30,0,30,0,penalty_for,goal_for,shot,,False,,,
8_11,15,5,2000,2000,45:10.0,2,player_possession,,Yew,9,Nine,15,0,15,0,,,pass,successful,False,Oak,20,1
8_12,16,5,2100,2100,45:20.0,2,player_possession,,Oak,9,Nine,40,0,40,0,corner_for,goal_for,pass,successful,False,Yew,50,0
8_13,17,5,2900,2900,46:40.0,2,player_possession,,Oak,9,Nine,40,99,40,0,corner_against,,possession_loss,,False,,,
6_13,18,5,2900,2900,46:40.0,2,cartwheel,,Oak,8,Eight,40,9,40,0,,,,,False,,,
8_14,19,5,4000,4000,120:10.0,5,player_possession,,Oak,9,Nine,41,0,41,0,,goal_for,shot,,False,,,
8_15,20,5,4100,4100,120:20.0,5,player_possession,,Fir,70,Seventy,41,0,41,0,,,shot,,False,,,
`

const about = `{"id":5,"home_team_score":2,"away_team_score":2,"home_team":{"id":70,"name":"Seventy FC"},"away_team":{"id":9,"name":"Nine FC"},
"match_periods":[{"period":1,"start_frame":100,"end_frame":1500},{"period":2,"start_frame":1900,"end_frame":3000}]}`

func with(t testing.TB, info string) recording.Reader {
	t.Helper()
	read, err := skillcorner.WithInfo([]byte(info))
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestRead(t *testing.T) {
	m := recordingtest.Check(t, with(t, about), game, `
		1@0 match_start
		1@0 period_start
		1@500 kickoff home Ash>Elm (28,-22)-(-634,40) repaired
		1@1000 carry home Elm (-634,40)-(1000,2001) 2000ms
		1@1500 pressure away Yew (-100,-200)-(-300,-400) 1000ms
		1@3000 pass home Elm>Fir (1000,2001)-(3000,3400)
		1@4000 ball_out away Yew (3000,3400)
		1@20000 throw_in home repaired
		1@21000 shot home Fir (3600,3000)
		1@21000 ball_out home Fir (3600,3000)
		1@30000 goal_kick away repaired
		1@30000 pass home Fir>Elm (2000,3000)
		1@30000 offside home Elm (2000,3000)
		1@40000 free_kick away repaired
		1@40000 carry away Oak (-2000,0)-(-4000,0) 2000ms
		1@41000 pressure home Ash (-4000,0)-(-4100,0) 1000ms
		1@42000 shot away Oak (-4000,0) on-target
		1@42000 goal away Oak (-4000,0) on-target
		1@100000 kickoff home Ash>Elm (50,50)-(-500,0) repaired
		1@110000 own_goal home Yew (4000,0)
		1@120000 kickoff away (0,0) repaired
		1@120000 foul away>Elm (2000,0)
		1@130000 penalty_awarded home repaired
		1@130000 shot home Elm (3000,0) on-target,penalty
		1@130000 goal home Elm (3000,0) on-target,penalty
		1@140000 period_end
		2@0 period_start
		2@10000 pass away Yew>Oak (1500,0)-(2000,100)
		2@20000 corner away repaired
		2@20000 pass away Oak>Yew (4000,0)-(5000,0)
		2@20000 shot away Oak (4000,0) on-target,repaired
		2@20000 goal away Oak (4000,0) on-target,repaired
		2@100000 kickoff home (0,0) repaired
		2@100000 corner home repaired
		2@110000 period_end
		5@0 period_start
		5@10000 penalty_kick away Oak (-4100,0) on-target,penalty,scored
		5@20000 penalty_kick home Fir (4100,0) penalty
		5@20000 period_end repaired
		5@20000 match_end`)
	if m.Home != "Seventy FC" || m.Away != "Nine FC" || m.Records != 21 || m.Breaks[2] != 40*components.PTSPerSecond {
		t.Errorf("%s - %s, %d records, breaks %v", m.Home, m.Away, m.Records, m.Breaks)
	}
	r := m.Result()
	if r.Score != (recording.Tally{Home: 2, Away: 2}) || r.Shootout != (recording.Tally{Away: 1}) {
		t.Errorf("result %+v", r)
	}
	const warnings = `bad-place: line 19: x_start 40, 99 is far off the pitch: not known
unknown-team: line 20: team_id 8: taken as none
unknown-type: line 20: event_type cartwheel: left out`
	if got := m.Warnings.String(); got != warnings {
		t.Errorf("warnings\n got %s\nwant %s", got, warnings)
	}
}

// TestAlone checks that the table by itself gives the same goals, with the first
// side in it at home.
func TestAlone(t *testing.T) {
	other := strings.ReplaceAll(strings.ReplaceAll(game, ",70,", ",x,"), ",9,Nine", ",70,Nine")
	for _, tt := range []struct{ text, home, away string }{{game, "Seventy", "Nine"}, {other, "Seventy", "Nine"}} {
		m, err := recording.Read(skillcorner.Read, []byte(tt.text), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		recordingtest.Sound(t, m)
		if r := m.Result(); r.Score != (recording.Tally{Home: 2, Away: 2}) || m.Home != tt.home || m.Away != tt.away || m.Warnings.Count(recording.UnknownSides) != 1 {
			t.Errorf("%s %v %s, %v", m.Home, r.Score, m.Away, m.Warnings)
		}
	}
}

// TestRowOrder is the property that rows may be in any order: what happens at one
// moment alone keeps that of the file.
func TestRowOrder(t *testing.T) {
	m, err := recording.Read(with(t, about), []byte(game), ecs.NewSymbols())
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(strings.TrimSuffix(game, "\n"), "\n")
	back := lines[0] + strings.Join(lines[16:], "") + "\n" + strings.Join(lines[1:16], "")
	again, err := recording.Read(with(t, about), []byte(back), ecs.NewSymbols())
	if err != nil || len(again.Events) != len(m.Events) {
		t.Fatalf("%v, %d events, want %d", err, len(again.Events), len(m.Events))
	}
	for i := range m.Events {
		if a, b := m.Events[i], again.Events[i]; a.Kind != b.Kind || a.Period != b.Period || a.Clock != b.Clock || a.Team != b.Team {
			t.Errorf("event %d: %+v, want %+v", i+1, b, a)
		}
	}
}

func TestInfo(t *testing.T) {
	one := func(old, with string) string { return strings.Replace(about, old, with, 1) }
	tests := []struct{ name, text, message string }{
		{"empty", "", `byte 0: the file ends too early: want a value`},
		{"array", "[]", `byte 0: []: of the wrong type: want an object`},
		{"no id", one(`"id":5`, `"x":5`), `byte 0: id: missing: want a number`},
		{"no side", one(`"away_team":`, `"x":`), `byte 0: away_team: missing: want an object`},
		{"no team", one(`"id":70`, `"x":70`), `byte 0: home_team.id: missing: want a number`},
		{"score", one(`"home_team_score":2`, `"home_team_score":"2"`), `byte 26: home_team_score "2": of the wrong type: want goals, 0 to 100`},
		{"period", one(`"period":2`, `"period":6`), `byte 204: match_periods.period 6: out of range: want a period, 1 to 5`},
		{"frame", one(`"end_frame":1500`, `"end_frame":-1`), `byte 188: match_periods.end_frame -1: out of range: want a frame, 0 to 864000`},
		{"cut short", about[:100], `byte 100: the file ends too early: want the end of a string`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := skillcorner.WithInfo([]byte(tt.text))
			if !errors.Is(err, recording.ErrFormat) || err.Error() != tt.message {
				t.Errorf("message\n got %v\nwant %s", err, tt.message)
			}
		})
	}
	m, err := recording.Read(with(t, one(`"home_team_score":2`, `"home_team_score":3`)), []byte(game), ecs.NewSymbols())
	if err != nil || m.Warnings.Count(recording.ScoreDiffers) != 1 {
		t.Errorf("%v, %v", m.Warnings, err)
	}
	m, err = recording.Read(with(t, one(`"start_frame":1900`, `"start_frame":1890`)), []byte(game), ecs.NewSymbols())
	if err != nil || m.Breaks[2] != 39*components.PTSPerSecond || m.Events[27].Clock != 11*components.PTSPerSecond {
		t.Errorf("a period that begins 1 s earlier: %v, %+v, %v", m.Breaks[2].Duration(), m.Events[27], err)
	}
	if _, err = recording.Read(with(t, one(`"id":5`, `"id":6`)), []byte(game), ecs.NewSymbols()); err == nil || err.Error() != "line 2, event 1: match_id 5: of another match: want events of match 6" {
		t.Errorf("events of another match: %v", err)
	}
}

func TestErrors(t *testing.T) {
	line := strings.SplitAfter(game, "\n")[3]
	swap := func(old, with string) string { return head + strings.Replace(line, old, with, 1) }
	tests := []struct{ name, text, message string }{
		{"empty", "", `line 1: column "match_id": the file ends too early: want it in the first line`},
		{"no column", strings.Replace(head, "end_type", "x", 1), `line 1: column "end_type": missing: want it in the first line`},
		{"frame", swap(",110,", ",x,"), `line 2, event 1: frame_start x: out of range: want a frame, 0 to 864000`},
		{"frame below 0", swap(",110,", ",-1,"), `line 2, event 1: frame_start -1: out of range: want a frame, 0 to 864000`},
		{"end", swap(",130,", ",864001,"), `line 2, event 1: frame_end 864001: out of range: want a frame, 0 to 864000`},
		{"period 0", swap(",1,player", ",0,player"), `line 2, event 1: period 0: out of range: want a period, 1 to 5`},
		{"period 6", swap(",1,player", ",6,player"), `line 2, event 1: period 6: out of range: want a period, 1 to 5`},
		{"time", swap("00:01.0", "00:60.0"), `line 2, event 1: time_start 00:60.0: not a time: want MM:SS.d`},
		{"time without tenths", swap("00:01.0", "00:01"), `line 2, event 1: time_start 00:01: not a time: want MM:SS.d`},
		{"time of one digit", swap("00:01.0", "00:1.0"), `line 2, event 1: time_start 00:1.0: not a time: want MM:SS.d`},
		{"x", swap("-6.34", "left"), `line 2, event 1: x_start left: not a number: want meters from the center spot`},
		{"y", swap("0.4", "left"), `line 2, event 1: y_start left: not a number: want meters from the center spot`},
		{"two matches", game + "1,2,6,7,8" + strings.Repeat(",", 19) + "\n", `line 23, event 22: match_id 6: of another match: want events of match 5`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { recordingtest.Message(t, skillcorner.Read, tt.text, tt.message) })
	}
}

// TestCuts cuts a table short everywhere. It is malformed in the middle of a row,
// warned of after its last field, and cannot be told from a shorter one after
// the end of a line.
func TestCuts(t *testing.T) {
	for n := range len(game) {
		m, err := recording.Read(skillcorner.Read, []byte(game[:n]), ecs.NewSymbols())
		switch {
		case err == nil && game[n-1] == '\n':
		case err == nil && m.Warnings.Count(recording.NoLineEnd) == 1 && strings.Count(game[strings.LastIndex(game[:n], "\n")+1:n], ",") == 23:
		case errors.Is(err, recording.ErrFormat):
		default:
			t.Fatalf("cut at byte %d: %v", n, err)
		}
	}
}

func TestStop(t *testing.T) { recordingtest.Stops(t, skillcorner.Read, game) }

func TestIs(t *testing.T) {
	tests := []struct {
		text       string
		want, info bool
	}{
		{game, true, false}, {"event_id,index,match_id,frame_start,", true, false}, {"\uFEFF" + head, true, false}, {"event_id,index,match_id", false, false},
		{"index,match_id,frame_start,frame_end,", false, false}, {about, false, true}, {`{"home_team":1,"away_team":2,"match_periods":[`, false, true},
		{`{"home_team":1,"away_team":2}`, false, false}, {`[]`, false, false}, {``, false, false},
	}
	for _, tt := range tests {
		if got, info := skillcorner.Is([]byte(tt.text)), skillcorner.IsInfo([]byte(tt.text)); got != tt.want || info != tt.info {
			t.Errorf("%.40s: %v and %v, want %v and %v", tt.text, got, info, tt.want, tt.info)
		}
	}
}

// TestAllocations checks that a match twice as long costs no more allocations,
// but for slices that double.
func TestAllocations(t *testing.T) {
	line := strings.SplitAfter(game, "\n")[3]
	count := func(n int) float64 {
		data, names := []byte(head+strings.Repeat(line, n)), ecs.NewSymbols()
		return testing.AllocsPerRun(10, func() {
			for _, err := range skillcorner.Read(data, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	short, long := count(1000), count(2000)
	t.Logf("%v allocations for 1,000 rows, %v for 2,000", short, long)
	if long > short+100 { // what is kept grows by doubling
		t.Errorf("%v allocations for 1,000 rows, %v for 2,000", short, long)
	}
}

// FuzzRead checks that any bytes are a sound match or refused, with the file of
// the match and without.
func FuzzRead(f *testing.F) {
	f.Add([]byte(game))
	f.Add([]byte(head + strings.SplitAfter(game, "\n")[9]))
	read := with(f, about)
	f.Fuzz(func(t *testing.T, data []byte) {
		recordingtest.Any(t, skillcorner.Read, data)
		recordingtest.Any(t, read, data)
	})
}

// FuzzInfo checks that any file of a match is read or refused.
func FuzzInfo(f *testing.F) {
	f.Add([]byte(about))
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := skillcorner.WithInfo(data)
		if (read == nil) == (err == nil) {
			t.Fatalf("reader %v, %v", read != nil, err)
		}
		if err != nil {
			if why := recordingtest.Misplaced(err, data); why != "" || !errors.Is(err, recording.ErrFormat) {
				t.Fatalf("%v: %s", err, why)
			}
		}
		if read != nil {
			recordingtest.Any(t, read, []byte(game))
		}
	})
}
