package soccernet_test

import (
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/soccernet"
)

// did is the label of an action as the format has it; game is "half - mm:ss".
func did(game string, ms int, name, team string) string {
	return fmt.Sprintf(`{"gameTime":"%s","label":"%s","position":"%d","team":"%s","visibility":"visible"}`, game, name, ms, team)
}

// cut is the label of a change of camera.
func cut(game string, ms int, camera, replay string) string {
	return fmt.Sprintf(`{"change_type":"abrupt","gameTime":"%s","label":"%s","position":"%d","replay":"%s"}`, game, camera, ms, replay)
}

func file(labels ...string) string {
	return `{"UrlLocal":"our_league/2014-2015/2015-04-18 - 19-30 Beeches 2 - 1 Señores","UrlYoutube":"","annotations":[` +
		strings.Join(labels, ",\n") + `],"gameHomeTeam":"Beeches","gameScore":"2 - 1"}`
}

// game is a match of our own that has every action.
var game = file(
	did("1 - 00:03", 3210, "Kick-off", "home"),
	did("1 - 00:20", 20500, "Ball out of play", "not applicable"),
	did("1 - 00:31", 31000, "Throw-in", "away"),
	did("1 - 00:45", 45001, "Shots off target", "away"),
	did("1 - 01:10", 70000, "Clearance", "home"),
	did("1 - 02:00", 120000, "Shots on target", "home"),
	did("1 - 02:05", 125000, "Goal", "home"),
	did("1 - 03:00", 180000, "Kick-off", "away"),
	did("1 - 04:00", 240000, "Offside", "home"),
	did("1 - 04:30", 270000, "Indirect free-kick", "away"),
	did("1 - 05:00", 300000, "Foul", "home"),
	did("1 - 05:20", 320000, "Yellow card", "home"),
	did("1 - 06:00", 360000, "Penalty", "away"),
	did("1 - 06:01", 361000, "Goal", "away"),
	did("2 - 00:01", 1000, "Kick-off", "away"),
	did("2 - 09:00", 540000, "Substitution", "away"),
	did("2 - 10:00", 600000, "Direct free-kick", "home"),
	did("2 - 10:05", 605001, "Goal", "home"),
	did("2 - 12:00", 720000, "Corner", "home"),
	did("2 - 13:00", 780000, "Yellow->red card", "home"),
	did("2 - 14:00", 840000, "Red card", "away"),
	did("2 - 14:10", 850000, "Rabona", "away"),
)

func TestRead(t *testing.T) {
	m := recordingtest.Check(t, soccernet.Read, game, `
		1@0 match_start
		1@0 period_start
		1@3210 kickoff home
		1@20500 ball_out
		1@31000 throw_in away
		1@45001 shot away
		1@70000 goal_kick home
		1@120000 shot home on-target
		1@125000 goal home on-target
		1@180000 kickoff away
		1@240000 offside home
		1@270000 free_kick away
		1@300000 foul home
		1@320000 card_yellow home
		1@360000 penalty_awarded away
		1@361000 shot away on-target,penalty,repaired
		1@361000 goal away on-target,penalty
		1@361000 period_end repaired
		2@0 period_start
		2@1000 kickoff away
		2@540000 sub away
		2@600000 free_kick home
		2@605001 shot home on-target,repaired
		2@605001 goal home on-target
		2@720000 corner home
		2@780000 card_second home
		2@840000 card_red away
		2@850000 other away
		2@850000 period_end repaired
		2@850000 match_end`)
	if m.Home != "Beeches" || m.Away != "Señores" || m.Format != soccernet.Format || m.Sport != "football" || m.Records != 22 || m.Unscored {
		t.Errorf("%s - %s, %d records, unscored %v", m.Home, m.Away, m.Records, m.Unscored)
	}
	const kickoff = 1429385400000 // 2015-04-18T19:30:00Z
	if r := m.Result(); r.Score != (recording.Tally{Home: 2, Away: 1}) || m.Kickoff != kickoff {
		t.Errorf("result %+v, at %d", r, m.Kickoff)
	}
	if got, want := m.Warnings.String(), `unknown-type: event 22: label "Rabona": taken as other`; got != want {
		t.Errorf("warnings %s, want %s", got, want)
	}
}

// TestShots reads labels of what the programme showed, which stand at its end.
func TestShots(t *testing.T) {
	m := recordingtest.Check(t, soccernet.Read, file(
		cut("1 - 00:10", 10000, "", "real-time"),
		cut("1 - 00:14", 14500, "Close-up corner", "replay"),
		cut("1 - 00:14", 14500, "Other", "other"),
		cut("1 - 00:20", 20000, "Public", ""),
		cut("1 - 00:30", 30000, "Spider camera", ""),
		cut("2 - 00:07", 7000, "I don't know", ""),
		cut("2 - 00:09", 9000, "Drone", "real-time"),
		cut("2 - 00:11", 11000, "Main camera left", "maybe"),
		`{"gameTime":"2 - 00:12","position":"12000","label":"Main camera left"}`,
		`{"gameTime":"2 - 00:13","position":"13000","replay":"replay","link":{"label":"Goal"}}`,
		`{"gameTime":"2 - 00:14","position":"14000","change_type":"logo"}`,
	), `
		1@0 match_start
		1@0 period_start
		1@0 program_shot 10000ms
		1@10000 program_shot Close-up corner 4500ms =1
		1@14500 program_shot =2
		1@14500 program_shot Public 5500ms =2
		1@20000 program_shot Spider camera 10000ms
		1@30000 period_end repaired
		2@0 period_start
		2@0 program_shot 7000ms =2
		2@7000 program_shot 2000ms
		2@9000 program_shot Main camera left 2000ms
		2@11000 program_shot Main camera left 1000ms
		2@12000 program_shot 1000ms =1
		2@13000 program_shot 1000ms =2
		2@14000 period_end repaired
		2@14000 match_end`)
	if !m.Unscored {
		t.Error("it tells the score, though it has no actions")
	}
	if got, want := m.Warnings.String(), `unknown-type: 2 times, first event 7: label "Drone": taken as no camera that is known`; got != want {
		t.Errorf("warnings %s, want %s", got, want)
	}
	for _, e := range m.Events {
		if want := e.Kind.Input(); e.Source != want || e.Received != 0 {
			t.Errorf("%+v, want one of %v", e, want)
		}
	}
}

// TestCameras checks the thirteen names of cameras.
func TestCameras(t *testing.T) {
	const main, close = "Main camera center,Main camera left,Main camera right,Main behind the goal", "Close-up player or field referee,Close-up side staff,Close-up corner,Close-up behind the goal"
	for _, name := range append(strings.Split(main+","+close, ","), "Goal line technology camera", "Inside the goal", "Spider camera", "Public") {
		names := ecs.NewSymbols()
		m, err := recording.Read(soccernet.Read, []byte(file(cut("1 - 00:10", 10000, name, "real-time"))), names)
		if err != nil || len(m.Warnings) > 0 || names.Text(m.Events[2].Player) != name {
			t.Errorf("%s: %v, %v", name, m, err)
		}
	}
	for _, name := range []string{"Other", "other", "I don't know", ""} {
		m, err := recording.Read(soccernet.Read, []byte(file(cut("1 - 00:10", 10000, name, "real-time"))), ecs.NewSymbols())
		if err != nil || len(m.Warnings) > 0 || m.Events[2].Player != 0 {
			t.Errorf("%s: %v, %v", name, m, err)
		}
	}
}

// TestSort reads labels that are in no order, of actions and of shots.
func TestSort(t *testing.T) {
	m := recordingtest.Check(t, soccernet.Read, file(
		did("2 - 00:50", 50000, "Corner", "home"), cut("1 - 00:30", 30000, "", "replay"), cut("1 - 00:10", 10000, "", "real-time"),
		did("2 - 00:50", 50000, "Foul", "home"), did("1 - 00:05", 5000, "Kick-off", "home"), cut("2 - 01:00", 60000, "", "other"), did("2 - 00:55", 55000, "Foul", "away"),
	), `
		1@0 match_start
		1@0 period_start
		1@0 program_shot 10000ms
		1@5000 kickoff home
		1@10000 program_shot 20000ms =1
		1@30000 period_end repaired
		2@0 period_start
		2@0 program_shot 60000ms =2
		2@50000 corner home
		2@50000 foul home
		2@55000 foul away
		2@60000 period_end repaired
		2@60000 match_end`)
	if got := m.Warnings.Count(recording.TimeRegress); got != 4 {
		t.Errorf("%d labels before the one before, want 4: %v", got, m.Warnings)
	}
}

// TestMoment tries the two times of a label, in pairs about the bounds.
func TestMoment(t *testing.T) {
	tests := []struct{ game, position, want, warning string }{
		{`"1 - 00:04"`, `"4999"`, "1@4999", ""},
		{`"1 - 00:04"`, `"5000"`, "1@5000", ""},
		{`"1 - 00:04"`, `"5001"`, "1@5001", `bad-time: event 2: gameTime "1 - 00:04" is not position "5001": the position counts`},
		{`"1 - 00:04"`, `"3000"`, "1@3000", ""},
		{`"1 - 00:04"`, `"2999"`, "1@2999", `bad-time: event 2: gameTime "1 - 00:04" is not position "2999": the position counts`},
		{`"1 - 0:04"`, `4000`, "1@4000", ""},
		{`" 2-100:00 "`, `"6000000"`, "2@6000000", ""},
		{`"3 - 00:04"`, `"4000"`, "3@4000", ""},
		{`"4 - 240:00"`, `"14400000"`, "4@14400000", ""},
		{`"1 - 00:04"`, `"14400001"`, "1@4000 repaired", `bad-time: event 2: position "14400001": taken from gameTime "1 - 00:04"`},
		{`"1 - 00:04"`, `"-1"`, "1@4000 repaired", `bad-time: event 2: position "-1": taken from gameTime "1 - 00:04"`},
		{`"1 - 00:04"`, `-1`, "1@4000 repaired", `bad-time: event 2: position -1: taken from gameTime "1 - 00:04"`},
		{`"1 - 00:04"`, `"soon"`, "1@4000 repaired", `bad-time: event 2: position "soon": taken from gameTime "1 - 00:04"`},
		{`"1 - 00:04"`, `""`, "1@4000 repaired", `bad-time: event 2: position "": taken from gameTime "1 - 00:04"`},
		{`"1 - 00:04"`, `null`, "1@4000 repaired", `bad-time: event 2: position missing: taken from gameTime "1 - 00:04"`},
		{`""`, `"4000"`, "1@4000 repaired", `bad-time: event 2: gameTime "": taken to be of half 1`},
		{`null`, `"4000"`, "1@4000 repaired", `bad-time: event 2: gameTime missing: taken to be of half 1`},
	}
	for _, tt := range tests {
		m, err := recording.Read(soccernet.Read, []byte(`{"annotations":[`+did("1 - 00:00", 0, "Kick-off", "home")+
			`,{"gameTime":`+tt.game+`,"position":`+tt.position+`,"label":"Corner","team":"home"}]}`), ecs.NewSymbols())
		if err != nil {
			t.Errorf("%s, %s: %v", tt.game, tt.position, err)
			continue
		}
		e := m.Events[len(m.Events)-3]
		got := fmt.Sprintf("%d@%d", e.Period, e.Clock/90)
		if e.Flags&components.Repaired != 0 {
			got += " repaired"
		}
		if got != tt.want || m.Warnings.String() != tt.warning || e.Kind != components.Corner {
			t.Errorf("%s, %s: %v at %s, warnings %s\nwant %s, %s", tt.game, tt.position, e.Kind, got, m.Warnings, tt.want, tt.warning)
		}
	}
}

// TestHalf: a label that does not name its half is of that of the one before it.
func TestHalf(t *testing.T) {
	m := recordingtest.Check(t, soccernet.Read, file(did("", 3000, "Corner", "home"), did("2 - 00:01", 1000, "Kick-off", "home"), did("", 2000, "Foul", "home")), `
		1@0 match_start
		1@0 period_start
		1@3000 corner home repaired
		1@3000 period_end repaired
		2@0 period_start
		2@1000 kickoff home
		2@2000 foul home repaired
		2@2000 period_end repaired
		2@2000 match_end`)
	if m.Warnings.Count(recording.BadTime) != 2 {
		t.Errorf("warnings %v", m.Warnings)
	}
}

// TestGoal tries what comes before a goal of the home side, a minute after the
// whistle: it was that shot, or one is put before it.
func TestGoal(t *testing.T) {
	tests := []struct {
		name   string
		before []string
		shots  int
		want   string // the goal's flags
	}{
		{"a shot", []string{did("1 - 00:55", 55000, "Shots on target", "home")}, 1, "on-target"},
		{"a shot too long ago", []string{did("1 - 00:54", 54999, "Shots on target", "home")}, 2, "on-target"},
		{"a shot of the other side", []string{did("1 - 00:59", 59000, "Shots on target", "away")}, 2, "on-target"},
		{"a shot off target", []string{did("1 - 00:59", 59000, "Shots off target", "home")}, 2, "on-target"},
		{"a shot, and a foul since", []string{did("1 - 00:57", 57000, "Shots on target", "home"), did("1 - 00:58", 58000, "Foul", "away")}, 2, "on-target"},
		{"a penalty", []string{did("1 - 00:01", 1000, "Penalty", "home")}, 1, "on-target,penalty"},
		{"a penalty and a card", []string{did("1 - 00:01", 1000, "Penalty", "home"), did("1 - 00:30", 30000, "Red card", "away")}, 1, "on-target,penalty"},
		{"a penalty and its foul", []string{did("1 - 00:01", 1000, "Penalty", "home"), did("1 - 00:01", 1500, "Foul", "away")}, 1, "on-target,penalty"},
		{"a penalty and its shot", []string{did("1 - 00:01", 1000, "Penalty", "home"), did("1 - 00:58", 58000, "Shots on target", "home")}, 1, "on-target,penalty"},
		{"a penalty that was missed", []string{did("1 - 00:01", 1000, "Penalty", "home"), did("1 - 00:40", 40000, "Shots on target", "home")}, 2, "on-target"},
		{"a penalty, and play since", []string{did("1 - 00:01", 1000, "Penalty", "home"), did("1 - 00:40", 40000, "Throw-in", "home")}, 1, "on-target"},
		{"a penalty of the other side", []string{did("1 - 00:01", 1000, "Penalty", "away")}, 1, "on-target"},
		{"nothing", nil, 1, "on-target"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			names := ecs.NewSymbols()
			m, err := recording.Read(soccernet.Read, []byte(file(append(tt.before, did("1 - 01:00", 60000, "Goal", "home"))...)), names)
			if err != nil {
				t.Fatal(err)
			}
			recordingtest.Sound(t, m)
			r := m.Result()
			goal := recordingtest.Show(&m.Events[len(m.Events)-3], names)
			if r.Kinds[components.Shot] != tt.shots || goal != "1@60000 goal home "+tt.want {
				t.Errorf("%d shots and %s, want %d and %s", r.Kinds[components.Shot], goal, tt.shots, tt.want)
			}
		})
	}
}

// TestPeriods: a penalty or a shot of one half is nothing to a goal of the next.
func TestPeriods(t *testing.T) {
	m := recordingtest.Check(t, soccernet.Read, file(did("1 - 00:00", 0, "Penalty", "home"), did("2 - 00:01", 1000, "Goal", "home")), `
		1@0 match_start
		1@0 period_start
		1@0 penalty_awarded home
		1@0 period_end repaired
		2@0 period_start
		2@1000 shot home on-target,repaired
		2@1000 goal home on-target
		2@1000 period_end repaired
		2@1000 match_end`)
	if m.Warnings.Count(recording.ScoreDiffers) != 1 {
		t.Errorf("warnings %v", m.Warnings)
	}
}

// TestHeader reads who played, when, and to what score.
func TestHeader(t *testing.T) {
	const april = 1429385400000
	tests := []struct {
		text       string
		home, away string
		kickoff    int64
		warning    string
	}{
		{`"UrlLocal":"a/2014-2015/2015-04-18 - 19-30 FC Aa 1 - 0 Bee"`, "FC Aa", "Bee", april, ""},
		{`"UrlLocal":"a\\2014-2015\\2015-04-18 - 19-30 Aa 04 1 - 0 1. Bee 05"`, "Aa 04", "1. Bee 05", april, ""},
		{`"UrlLocal":"2015-04-18 - 19-30 Aa - Oo 10 - 2 Bee - Cee"`, "Aa - Oo", "Bee - Cee", april, "the goals come to 1-0, the file has 10-2"},
		{`"UrlLocal":"Aa 1 - 0 Bee"`, "Aa", "Bee", 0, ""},
		{`"UrlLocal":"2015-04-31 - 19-30 Aa 0 - 1 Bee"`, "2015-04-31 - 19-30 Aa", "Bee", 0, "the goals come to 1-0, the file has 0-1"},
		{`"UrlLocal":" 2 - 0 Bee"`, "", "", 0, ""},
		{`"UrlLocal":"x - y"`, "", "", 0, ""},
		{`"UrlLocal":"1 - 0 Bee"`, "", "", 0, ""},
		{`"UrlLocal":"2015-04-18 - 19-30"`, "", "", 0, ""},
		{`"UrlLocal":"/"`, "", "", 0, ""},
		{`"gameHomeTeam":"Aa","gameAwayTeam":"Bee","gameDate":"2015-04-18 - 19-30","gameScore":"1 - 0"`, "Aa", "Bee", april, ""},
		{`"gameDate":"18/04/2015 - 19:30","gameScore":"1 - 1"`, "", "", april, "the goals come to 1-0, the file has 1-1"},
		{`"UrlLocal":"2015-04-18 - 19-30 Aa 3 - 0 Bee","gameHomeTeam":"FC Aa","gameScore":"1 - 0","gameDate":"soon"`, "FC Aa", "Bee", april, ""},
		{`"UrlLocal":null,"gameScore":"1-0"`, "", "", 0, ""},
	}
	for _, tt := range tests {
		text := `{` + tt.text + `,"annotations":[` + did("1 - 00:10", 10000, "Goal", "home") + `]}`
		m, err := recording.Read(soccernet.Read, []byte(text), ecs.NewSymbols())
		if err != nil {
			t.Errorf("%s: %v", tt.text, err)
			continue
		}
		warning := m.Warnings.String()
		if _, after, ok := strings.Cut(warning, "score-differs: "); ok {
			warning = after
		}
		if m.Home != tt.home || m.Away != tt.away || m.Kickoff != tt.kickoff || warning != tt.warning {
			t.Errorf("%s: %q - %q at %d, %q", tt.text, m.Home, m.Away, m.Kickoff, warning)
		}
	}
}

// TestScore: shots do not tell the score, and are not held against it.
func TestScore(t *testing.T) {
	m, err := recording.Read(soccernet.Read, []byte(file(cut("1 - 00:10", 10000, "", "replay"))), ecs.NewSymbols())
	if err != nil || !m.Unscored || len(m.Warnings) > 0 {
		t.Errorf("%+v, %v", m, err)
	}
	m, err = recording.Read(soccernet.Read, []byte(file(did("1 - 00:10", 10000, "Goal", "not applicable"), did("1 - 00:20", 20000, "Goal", "them"))), ecs.NewSymbols())
	const want = "score-differs: the goals come to 0-0, the file has 2-1\nunknown-team: event 2: team \"them\": taken as none"
	if err != nil || m.Unscored || m.Warnings.String() != want {
		t.Errorf("%+v, %v, want %s", m, err, want)
	}
}

func TestErrors(t *testing.T) {
	one := func(members string) string { return `{"annotations":[{` + members + `}]}` }
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want a value"},
		{"number", "7", "byte 0: 7: of the wrong type: want an object"},
		{"null", "null", "byte 0: annotations: missing: want a list of labels"},
		{"trailing", "{} []", "byte 3: []: trailing bytes: want nothing more"},
		{"no annotations", `{"UrlLocal":"","predictions":[]}`, "byte 0: annotations: missing: want a list of labels"},
		{"annotations", `{"annotations":{}}`, "byte 15: annotations {}: of the wrong type: want an array"},
		{"null in it", `{"annotations":[null]}`, "byte 16, event 1: null: of the wrong type: want an object"},
		{"url", `{"UrlLocal":7}`, "byte 12: UrlLocal 7: of the wrong type: want a text"},
		{"no time", one(`"label":"Goal"`), "byte 16, event 1: position: missing: want milliseconds since the half began, 0 to 14400000"},
		{"no good time", one(`"position":"soon","gameTime":""`), `byte 28, event 1: position "soon": missing: want milliseconds since the half began, 0 to 14400000`},
		{"position", one(`"position":[],"gameTime":"1 - 00:01"`), `byte 28, event 1: position []: of the wrong type: want a number`},
		{"game time", one(`"gameTime":104`), `byte 28, event 1: gameTime 104: of the wrong type: want a text`},
		{"no half", one(`"gameTime":"00:04","position":"4000"`), `byte 28, event 1: gameTime "00:04": out of range: want a half and minutes:seconds like "1 - 07:30", up to 4 hours`},
		{"no minutes", one(`"gameTime":"1 - :04","position":"4000"`), `byte 28, event 1: gameTime "1 - :04": out of range: want a half and minutes:seconds like "1 - 07:30", up to 4 hours`},
		{"half 0", one(`"gameTime":"0 - 00:04"`), `byte 28, event 1: gameTime "0 - 00:04": out of range: want a half and minutes:seconds like "1 - 07:30", up to 4 hours`},
		{"half 5", one(`"gameTime":"5 - 00:04"`), `byte 28, event 1: gameTime "5 - 00:04": out of range: want a half and minutes:seconds like "1 - 07:30", up to 4 hours`},
		{"second 60", one(`"gameTime":"1 - 00:60"`), `byte 28, event 1: gameTime "1 - 00:60": out of range: want a half and minutes:seconds like "1 - 07:30", up to 4 hours`},
		{"too long", one(`"gameTime":"1 - 240:01"`), `byte 28, event 1: gameTime "1 - 240:01": out of range: want a half and minutes:seconds like "1 - 07:30", up to 4 hours`},
		{"far too long", one(`"gameTime":"1 - 18446744073709551617:01"`), `byte 28, event 1: gameTime "1 - 18446744073709551617:01": out of range: want a half and minutes:seconds like "1 - 07:30", up to 4 hours`},
		{"label", one(`"label":{},"position":1,"gameTime":"1 - 0:00"`), `byte 25, event 1: label {}: of the wrong type: want a text`},
		{"team", one(`"team":1,"position":1,"gameTime":"1 - 0:00"`), `byte 24, event 1: team 1: of the wrong type: want a text`},
		{"replay", one(`"replay":true,"position":1,"gameTime":"1 - 0:00"`), `byte 26, event 1: replay true: of the wrong type: want a text`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { recordingtest.Message(t, soccernet.Read, tt.text, tt.message) })
	}
}

func TestEveryCut(t *testing.T) { recordingtest.Cuts(t, soccernet.Read, game) }
func TestStop(t *testing.T)     { recordingtest.Stops(t, soccernet.Read, game) }

func TestIs(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{game, true}, {file(), true}, {`{"UrlLocal":"","annotations":`, true}, {`{"UrlLocal":"","UrlYoutube":""}`, true}, {`{"UrlLocal":"","Url`, false},
		{`{"annotations":[{"gameTime":"","position":"","label":`, true}, {`{"annotations":[{"gameTime":"","position":"","lab`, false},
		{`{"annotations":[{"position":"","replay":"","change_type":1`, true}, {`{"annotations":[{"id":1,"position":"","label":""}]}`, false},
		{`{"annotations":{"a":{"gameTime":"","position":"","label":""}}}`, false}, {`{"annotations":[]}`, false},
		{`{"events":[{"gameTime":"","position":"","label":""}]}`, false}, {`[{"gameTime":"","position":"","label":""}]`, false}, {`{}`, false}, {``, false},
	}
	for _, tt := range tests {
		if got := soccernet.Is([]byte(tt.text)); got != tt.want {
			t.Errorf("Is(%.60s) = %v, want %v", tt.text, got, tt.want)
		}
	}
}

// TestAllocations checks that a label costs no allocation: what there is of them
// comes of slices that double.
func TestAllocations(t *testing.T) {
	count := func(n int) float64 {
		labels := make([]string, n)
		for i := range labels {
			labels[i] = cut(fmt.Sprintf("1 - %02d:%02d", i/60, i%60), i*1000, "Public", "replay")
		}
		data, names := []byte(file(labels...)), ecs.NewSymbols()
		return testing.AllocsPerRun(10, func() {
			for _, err := range soccernet.Read(data, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	short, long := count(1000), count(2000)
	t.Logf("%v allocations for 1,000 labels, %v for 2,000", short, long)
	if long > short+40 {
		t.Errorf("%v allocations for 1,000 labels, %v for 2,000", short, long)
	}
}

// FuzzRead checks that any bytes are a sound match or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte(game))
	f.Add([]byte(file(cut("1 - 00:10", 10000, "Public", "real-time"), cut("", 9000, "Drone", ""), did("4 - 00:10", 12000, "Goal", "home"))))
	f.Add([]byte(file(cut("1 - 00:10", 10000, "", "replay"), did("1 - 00:09", 9000, "Goal", "away"), did("1 - 00:08", 8000, "Shots on target", "away"))))
	f.Add([]byte(`{"UrlLocal":"a/2015-04-18 - 19-30 Aa 04 1 - 0 1. Bee","annotations":[{"position":1,"gameTime":"1 - 0:00"}],"gameScore":" - "}`))
	f.Fuzz(func(t *testing.T, data []byte) { recordingtest.Any(t, soccernet.Read, data) })
}
