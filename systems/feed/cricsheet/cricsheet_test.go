package cricsheet_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/cricsheet"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
)

// file is a match between A and B with an outcome and innings.
func file(outcome string, innings ...string) string {
	return `{"meta":{"data_version":"1.1.0","created":"2020-01-01","revision":1},"info":{"balls_per_over":6,"match_type":"T20","outcome":` + outcome +
		`,"season":2015,"teams":["A","B"]},"innings":[` + strings.Join(innings, ",") + `]}`
}

// innings is one of a side; more is further members.
func innings(team, more string, overs ...string) string {
	return fmt.Sprintf(`{"team":"%s"%s,"overs":[%s]}`, team, more, strings.Join(overs, ","))
}

func over(balls ...string) string {
	return `{"over":0,"deliveries":[` + strings.Join(balls, ",\n") + `]}`
}

func ball(runs int, more string) string {
	return fmt.Sprintf(`{"batter":"Zo\u00eb","bowler":"Q","non_striker":"N","runs":{"batter":%d,"extras":0,"total":%d}%s}`, runs, runs, more)
}

func out(kind string) string {
	return `,"wickets":[{"kind":"` + kind + `","player_out":"Zo\u00eb"}]`
}

// game is a match of our own that has something of everything.
var game = file(`{"result":"tie","eliminator":"B","method":"D/L"}`,
	innings("B", `,"penalty_runs":{"pre":5,"post":1}`,
		over(ball(0, ""), ball(4, `,"extras":{"wides":4}`), ball(1, out("run out"))),
		over(ball(0, `,"review":{"by":"A","batter":"Zo\u00eb","decision":"upheld","umpires_call":true}`+out("lbw")),
			ball(0, `,"review":{"by":"C","decision":"struck down"}`), ball(6, ""))),
	innings("A", `,"forfeited":true`),
	innings("A", `,"declared":true`,
		over(ball(0, `,"replacements":{"match":[{"in":"I","out":"O","team":"A","reason":"impact_player"}],"role":[{"in":"X"}]}`),
			ball(2, out("retired hurt")), ball(2, out("retired not out")), ball(0, `,"wickets":[{"kind":"caught","player_out":"P"},{"kind":"timed out","player_out":"R"}]`))),
	innings("B", ``),
	innings("A", `,"super_over":true`, over(ball(12, ""))),
	innings("B", `,"super_over":true`, over(ball(13, ""))),
)

func TestRead(t *testing.T) {
	m := recordingtest.Check(t, cricsheet.Read, game, `
		1@0 match_start repaired
		1@0 period_start away repaired
		1@0 score away =5 repaired
		1@38000 score away Zoë>Q repaired
		1@76000 score away Zoë>Q =4 repaired
		1@114000 score away Zoë>Q =1 repaired
		1@114000 wicket away Zoë repaired
		1@332000 score away Zoë>Q repaired
		1@347000 var_start home Zoë repaired
		1@482000 var_end home Zoë overturned,repaired
		1@482000 wicket away Zoë>Q repaired
		1@640000 score away Zoë>Q repaired
		1@655000 var_start repaired
		1@790000 var_end repaired
		1@828000 score away Zoë>Q =6 repaired
		1@828000 score away =1 repaired
		1@828000 period_end repaired
		2@0 period_start home repaired
		2@0 period_end repaired
		3@0 period_start home repaired
		3@38000 sub home O>I repaired
		3@38000 score home Zoë>Q repaired
		3@76000 score home Zoë>Q =2 repaired
		3@76000 injury home Zoë repaired
		3@234000 score home Zoë>Q =2 repaired
		3@234000 sub home Zoë repaired
		3@392000 score home Zoë>Q repaired
		3@392000 wicket home P>Q repaired
		3@512000 wicket home R repaired
		3@632000 period_end repaired
		4@0 period_start away repaired
		4@0 period_end repaired
		11@0 period_start home repaired
		11@38000 score home Zoë>Q =12 repaired
		11@38000 period_end repaired
		12@0 period_start away repaired
		12@38000 score away Zoë>Q =13 repaired
		12@38000 period_end repaired
		12@38000 match_end away repaired,tied`)
	if m.Home != "A" || m.Away != "B" || m.Sport != "cricket" || m.Records != 12 || m.Eliminator != components.Away {
		t.Errorf("%s - %s, %s, %d records, eliminator %v", m.Home, m.Away, m.Sport, m.Records, m.Eliminator)
	}
	if got, want := m.Warnings.String(), `unknown-team: event 5: review.by "C": taken as none`; got != want {
		t.Errorf("warnings %s, want %s", got, want)
	}
	r := m.Result()
	want := []recording.Innings{
		{Team: components.Away, Runs: 17, Wickets: 2}, {Team: components.Home}, {Team: components.Home, Runs: 4, Wickets: 2}, {Team: components.Away},
		{Team: components.Home, Runs: 12, Super: true}, {Team: components.Away, Runs: 13, Super: true},
	}
	if !reflect.DeepEqual(r.Innings, want) || r.Score != (recording.Tally{Home: 4, Away: 17}) || r.Outcome != recording.Tie || r.Periods != 6 {
		t.Errorf("%+v", r)
	}
}

func TestOutcome(t *testing.T) {
	one := innings("A", "", over(ball(1, "")))
	tests := []struct {
		text    string
		want    recording.Outcome
		end     components.EventKind
		word    string // what the last event says
		warning string
	}{
		{`{"winner":"A","by":{"runs":4}}`, recording.HomeWin, components.MatchEnd, "home", ``},
		{`{"winner":"B","method":"Awarded"}`, recording.AwayWin, components.MatchEnd, "away", ``}, // against the runs
		{`{"result":"draw"}`, recording.Draw, components.MatchEnd, "drawn", ``},
		{`{"result":"tie"}`, recording.Tie, components.MatchEnd, "tied", ``},
		{`{"result":"tie","bowl_out":"A"}`, recording.Tie, components.MatchEnd, "home tied", ``},
		{`{"result":"no result"}`, recording.NoResult, components.Abandoned, "", ``},
		{`{"result":"lost"}`, recording.HomeWin, components.MatchEnd, "", `unknown-type: byte 76: info.outcome.result "lost": it follows from the runs`},
		{`null`, recording.HomeWin, components.MatchEnd, "", ``},
		{`{"winner":"C"}`, recording.HomeWin, components.MatchEnd, "", `unknown-team: byte 76: info.outcome.winner "C": taken as none`},
	}
	for _, tt := range tests {
		m, err := recording.Read(cricsheet.Read, []byte(file(tt.text, one)), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		last := &m.Events[len(m.Events)-1]
		said := strings.NewReplacer(",", " ", "repaired", "", "match_end", "", "abandoned", "", "1@38000", "")
		if word := strings.Join(strings.Fields(said.Replace(recordingtest.Show(last, ecs.NewSymbols()))), " "); word != tt.word {
			t.Errorf("%s: the end says %q, want %q", tt.text, word, tt.word)
		}
		if r := m.Result(); r.Outcome != tt.want || last.Kind != tt.end {
			t.Errorf("%s: %s with %v, want %s with %v", tt.text, r.Outcome, last.Kind, tt.want, tt.end)
		}
		if w := m.Warnings.String(); w != tt.warning {
			t.Errorf("%s: warnings %q, want %q", tt.text, w, tt.warning)
		}
	}
}

// TestWickets goes through the ways to be out.
func TestWickets(t *testing.T) {
	tests := []struct {
		kind   string
		want   components.EventKind
		bowler bool
	}{
		{"bowled", components.Wicket, true}, {"caught", components.Wicket, true}, {"caught and bowled", components.Wicket, true},
		{"hit wicket", components.Wicket, true}, {"lbw", components.Wicket, true}, {"stumped", components.Wicket, true},
		{"handled the ball", components.Wicket, false}, {"hit the ball twice", components.Wicket, false}, {"obstructing the field", components.Wicket, false},
		{"retired out", components.Wicket, false}, {"run out", components.Wicket, false}, {"timed out", components.Wicket, false},
		{"retired hurt", components.Injury, false}, {"retired not out", components.Substitution, false},
		{"struck by lightning", components.Wicket, false},
	}
	for _, tt := range tests {
		m, err := recording.Read(cricsheet.Read, []byte(file(`{}`, innings("A", "", over(ball(1, out(tt.kind)))))), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		e := m.Events[3]
		if e.Kind != tt.want || (e.Other != 0) != tt.bowler || e.Player == 0 || e.Team != components.Home {
			t.Errorf("%s: %+v", tt.kind, e)
		}
		if known := tt.kind != "struck by lightning"; (m.Warnings.Count(recording.UnknownType) == 0) != known {
			t.Errorf("%s: warnings %v", tt.kind, m.Warnings)
		}
	}
}

func TestErrors(t *testing.T) {
	swap := func(old, with string) string {
		return strings.Replace(file(`{}`, innings("A", "", over(ball(1, out("lbw"))))), old, with, 1)
	}
	five := make([]string, 5)
	for i := range five {
		five[i] = innings("A", "")
	}
	supers := make([]string, 65)
	for i := range supers {
		supers[i] = innings("A", `,"super_over":true`)
	}
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want a value"},
		{"array", "[]", "byte 0: []: of the wrong type: want an object"},
		{"no info", "{}", "byte 0: info: missing: want an object"},
		{"no teams", `{"info":{}}`, "byte 8: info.teams: missing: want two teams"},
		{"one team", swap(`"A","B"`, `"A"`), `byte 150: info.teams ["A"]: out of range: want two teams`},
		{"three teams", swap(`"A","B"`, `"A","B","C"`), `byte 150: info.teams ["A","B","C"]: out of range: want two teams`},
		{"itself", swap(`"A","B"`, `"A","A"`), `byte 150: info.teams ["A","A"]: out of range: want two teams`},
		{"no side", swap(`"team":"A",`, ``), `byte 172: innings.team: missing: want a team`},
		{"no batter", swap(`"batter":"Zo\u00eb",`, ``), `byte 217, event 1: batter: missing: want a text`},
		{"no runs", swap(`"runs":{`, `"x":{`), `byte 217, event 1: runs: missing: want an object`},
		{"no total", swap(`"total":1`, `"x":1`), `byte 217, event 1: runs.total: missing: want a number`},
		{"runs below 0", swap(`"total":1`, `"total":-1`), `byte 307, event 1: runs.total -1: out of range: want runs, 0 to 1000`},
		{"too many runs", swap(`"total":1`, `"total":1001`), `byte 307, event 1: runs.total 1001: out of range: want runs, 0 to 1000`},
		{"runs in a text", swap(`"total":1`, `"total":"1"`), `byte 307, event 1: runs.total "1": of the wrong type: want runs, 0 to 1000`},
		{"no kind", swap(`"kind":"lbw",`, ``), `byte 217, event 1: wickets.kind: missing: want a text`},
		{"nobody out", swap(`"player_out"`, `"x"`), `byte 217, event 1: wickets.player_out: missing: want a text`},
		{"delivery", swap(`"deliveries":[`, `"deliveries":[null,`), `byte 217, event 1: null: of the wrong type: want an object`},
		{"five innings", file(`{}`, five...), `byte 268: innings {"team":"A","overs":[]}: out of range: want at most 4 innings`},
		{"endless super overs", file(`{}`, supers...), `byte 2860: innings {"team":"A","super_over":true,"overs":[]..: out of range: want at most 64 innings of super overs`},
		{"innings after a super over", file(`{}`, supers[0], five[0]), `byte 214: innings {"team":"A","overs":[]}: after a super over: want super overs last`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { recordingtest.Message(t, cricsheet.Read, tt.text, tt.message) })
	}
}

func TestEveryCut(t *testing.T) { recordingtest.Cuts(t, cricsheet.Read, game) }
func TestStop(t *testing.T)     { recordingtest.Stops(t, cricsheet.Read, game) }

func TestIs(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{game, true}, {`{"meta":{"data_version":"1.0.0"`, true}, {`{"meta":{"data_ver`, false}, {`{"meta":[],"info":{"teams":[],"toss":{},"overs":50`, true},
		{`{"info":{"teams":[],"toss":{},"toss":1}}`, false}, {`{"meta":{},"data":{}}`, false}, {`[]`, false}, {``, false},
	}
	for _, tt := range tests {
		if got := cricsheet.Is([]byte(tt.text)); got != tt.want {
			t.Errorf("Is(%.40s) = %v, want %v", tt.text, got, tt.want)
		}
	}
}

// TestAllocations checks that a match twice as long costs no more allocations.
func TestAllocations(t *testing.T) {
	count := func(n int) float64 {
		balls := make([]string, n)
		for i := range balls {
			balls[i] = ball(i%7, out("lbw")+`,"review":{"by":"A","decision":"upheld"}`)
		}
		data, names := []byte(file(`{}`, innings("A", "", over(balls...)))), ecs.NewSymbols()
		return testing.AllocsPerRun(10, func() {
			for _, err := range cricsheet.Read(data, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	short, long := count(500), count(1000)
	t.Logf("%v allocations for 500 balls, %v for 1,000", short, long)
	if long > short+100 { // what is kept grows by doubling
		t.Errorf("%v allocations for 500 balls, %v for 1,000", short, long)
	}
}

// FuzzRead checks that any bytes are a sound match or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte(game))
	f.Add([]byte(file(`{"winner":"A"}`, innings("A", "", over(ball(1, ""))))))
	f.Add([]byte(file(`{"result":"no result"}`)))
	f.Fuzz(func(t *testing.T, data []byte) { recordingtest.Any(t, cricsheet.Read, data) })
}
