package wyscout_test

import (
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/recordingtest"
	"touchline/systems/feed/wyscout"
)

// rec is an event as the format has it: its ID, period, seconds, team and player,
// the numbers of what it is, and where; more is further tags.
func rec(id int, period, seconds string, team, player, event int, sub, positions string, tagIDs ...int) string {
	var tags []string
	for _, tag := range tagIDs {
		tags = append(tags, fmt.Sprintf(`{"id":%d}`, tag))
	}
	return fmt.Sprintf(`{"eventId":%d,"subEventName":"x","tags":[%s],"playerId":%d,"positions":[%s],"matchId":77,"eventName":"x","teamId":%d,"matchPeriod":"%s","eventSec":%s,"subEventId":%s,"id":%d}`,
		event, strings.Join(tags, ","), player, positions, team, period, seconds, sub, id)
}

func at(x, y int) string { return fmt.Sprintf(`{"y":%d,"x":%d}`, y, x) }

func file(records ...string) string {
	return `{"events":[` + strings.Join(records, ",\n") + `],"teams":{"70":{"name":"Se\\u00f1ores","wyId":70},"9":{"team":{"name":"Beeches"}}},` +
		`"players":{"70":[{"playerId":1,"player":{"shortName":"M. J\\u00f8rgensen","wyId":1}},{"player":{"shortName":"Zo\u00eb","wyId":2}}],"9":[null,{"playerId":3,"player":null}]}}`
}

// game is a match of our own that has something of everything.
var game = file(
	rec(101, "1H", "1.8923389999999927", 9, 3, 8, "85", at(50, 51)+","+at(39, 52), 1801),
	rec(102, "1H", "4.5", 9, 4, 8, "83", at(52, 50)+","+at(100, 100)),
	rec(103, "1H", "5", 70, 1, 7, "70", at(52, 50)+","+at(60, 0)),
	rec(104, "1H", "5", 70, 1, 7, "70", "null,"+at(52, 50)),
	rec(105, "1H", "5", 70, 1, 1, "11", at(52, 50)), rec(106, "1H", "5", 9, 3, 1, "12", at(48, 50)),
	rec(107, "1H", "6", 70, 1, 3, "30", at(100, 100)+","+at(90, 50)),
	rec(108, "1H", "7", 70, 1, 3, "31", at(0, 0)), rec(109, "1H", "8", 70, 1, 3, "32", at(70, 0)),
	rec(110, "1H", "9", 9, 3, 3, "34", at(0, 0)), rec(111, "1H", "10", 9, 3, 3, "36", at(30, 101)),
	rec(112, "1H", "20", 70, 2, 10, "100", at(90, 50)+","+at(0, 0), 101, 201, 1801),
	rec(113, "1H", "22", 9, 3, 9, "90", at(100, 100), 101, 1802),
	rec(114, "1H", "25", 70, 1, 2, "24", at(50, 50), 1702),
	rec(115, "1H", "29.999", 9, 3, 8, "85", at(50, 50)),
	rec(116, "1H", "80", 9, 0, 8, "85", at(50, 50), 1801),
	rec(117, "1H", "90", 9, 3, 7, "71", at(8, 40), 102),
	rec(118, "1H", "92", 9, 3, 9, "91", at(0, 0), 101),
	rec(119, "1H", "150", 9, 3, 1, "10", at(30, 50)),
	rec(120, "1H", "200", 70, 1, 2, "20", at(5, 50), 1703, 1701), rec(121, "1H", "201", 70, 1, 2, "22", at(5, 50), 1701),
	rec(122, "1H", "210", 9, 3, 5, "51", at(5, 50)),
	rec(123, "1H", "260", 9, 3, 3, "35", at(89, 50), 1802), rec(124, "1H", "261", 70, 1, 9, "90", at(100, 100), 1801),
	rec(125, "1H", "262", 70, 1, 3, "33", at(70, 50), 101, 1801),
	rec(126, "2H", "0", 70, 1, 6, `""`, at(70, 50)+","+at(0, 0)),
	rec(127, "2H", "1", 70, 1, 8, "85", at(51, 50)),
	rec(128, "2H", "10", 70, 1, 5, "50", at(51, 50)), rec(129, "2H", "9.5", 9, 3, 2, "21", at(51, 50)),
	rec(130, "2H", "9.4", 9, 3, 3, "35", at(90, 50), 101, 1801), rec(131, "2H", "3", 9, 3, 4, "40", at(0, 0)),
	rec(131, "2H", "30", 9, 3, 10, "100", at(90, 50)),
	rec(132, "2H", "40", 8, 5, 12, "1", at(90, 200)),
	rec(133, "P", "44", 9, 3, 3, "35", at(11, 50)+","+at(100, 100), 101, 1801), rec(134, "P", "45", 70, 1, 9, "90", at(0, 0), 101),
	rec(135, "P", "90", 70, 1, 10, "100", at(89, 50), 1802), rec(136, "P", "91", 9, 3, 9, "90", at(100, 100), 1801),
	rec(137, "E1", "1", 9, 3, 8, "85", ""),
)

func TestRead(t *testing.T) {
	m := recordingtest.Check(t, wyscout.Read, game, `
		1@0 match_start
		1@0 period_start
		1@1892 kickoff away 3 (0,68)-(1155,136) repaired
		1@4500 pass away 4 (-210,0)
		1@5000 carry home M. Jørgensen (210,0)-(1050,3400)
		1@5000 carry home M. Jørgensen-(210,0)
		1@6000 corner home M. Jørgensen (5250,-3400)-(4200,0)
		1@7000 free_kick home M. Jørgensen
		1@8000 free_kick home M. Jørgensen (2100,3400)
		1@9000 goal_kick away 3
		1@10000 throw_in away 3 (2100,3468)
		1@20000 shot home Zoë (4200,0) on-target
		1@20000 goal home Zoë (4200,0) on-target
		1@25000 card_yellow home M. Jørgensen (0,0)
		1@29999 pass away 3 (0,0)
		1@80000 kickoff away (0,0) repaired
		1@90000 own_goal home 3 (4410,-680)
		1@150000 kickoff away (0,0) repaired
		1@200000 foul home M. Jørgensen (-4725,0)
		1@200000 penalty_awarded away repaired
		1@200000 card_second home M. Jørgensen (-4725,0)
		1@201000 card_red home M. Jørgensen (-4725,0)
		1@260000 shot away 3 (-4095,0) penalty
		1@261000 save home M. Jørgensen
		1@262000 free_kick home M. Jørgensen (2100,0)
		1@262000 shot home M. Jørgensen (2100,0) on-target
		1@262000 goal home M. Jørgensen (2100,0) on-target
		1@262000 period_end repaired
		2@0 period_start
		2@0 offside home M. Jørgensen (-2100,0)
		2@1000 kickoff home M. Jørgensen (-105,0) repaired
		2@10000 ball_out home M. Jørgensen (-105,0)
		2@10000 foul away 3 (105,0) repaired
		2@10000 penalty_awarded away repaired
		2@10000 shot away 3 (4200,0) on-target,penalty,repaired
		2@10000 goal away 3 (4200,0) on-target,penalty,repaired
		2@40000 other 5
		2@40000 period_end repaired
		5@0 period_start
		5@44000 penalty_kick away 3 (4095,0) on-target,penalty,scored
		5@90000 penalty_kick home M. Jørgensen (4095,0) penalty
		5@91000 save away 3
		5@91000 pass away 3 repaired
		5@91000 period_end repaired
		5@91000 match_end`)
	if m.Home != "Señores" || m.Away != "Beeches" || m.Sport != "football" || m.Format != wyscout.Format || m.Records != 37 {
		t.Errorf("%s - %s, %d records", m.Home, m.Away, m.Records)
	}
	r := m.Result()
	if r.Score != (recording.Tally{Home: 3, Away: 1}) || r.Shootout != (recording.Tally{Away: 1}) || r.Periods != 3 {
		t.Errorf("result %+v", r)
	}
	const warnings = `bad-place: event 33 (id 132): {"y":200,"x":90} is far off the pitch: not known
clock-rollover: event 31 (id 131): it is 7s behind the clock of its period: kept in the order of the file, at 10s
duplicate-id: event 32 (id 131): came before: left out
time-regress: 2 times, first event 30 (id 130): it is 600ms behind the event before it: kept in the order of the file
unknown-team: event 33 (id 132): teamId 8: taken as none
unknown-type: event 32 (id 132): eventId 12: taken as other`
	if got := m.Warnings.String(); got != warnings {
		t.Errorf("warnings\n got %s\nwant %s", got, warnings)
	}
}

// TestArray reads events without the teams and players, as a data set has them.
func TestArray(t *testing.T) {
	m := recordingtest.Check(t, wyscout.Read, "["+rec(1, "1H", "1", 70, 5, 8, "85", at(50, 50))+","+rec(2, "1H", "2", 9, 0, 8, "85", at(25, 50))+"]", `
		1@0 match_start
		1@0 period_start
		1@1000 kickoff home 5 (0,0) repaired
		1@2000 pass away (2625,0)
		1@2000 period_end repaired
		1@2000 match_end`)
	if m.Home != "70" || m.Away != "9" || len(m.Warnings) > 0 {
		t.Errorf("%s - %s, %v", m.Home, m.Away, m.Warnings)
	}
}

// TestSeconds rounds to the clock of media, by the digits.
func TestSeconds(t *testing.T) {
	tests := []struct {
		text string
		want components.PTS
	}{
		{"0", 0}, {"1.8923389999999927", 170_311}, {"0.000005", 0}, {"0.000006", 1}, {"0.00005", 5}, {"0.00004999999", 4}, {"86400", 86_400 * 90_000}, {"1e1", 900_000},
	}
	for _, tt := range tests {
		m, err := recording.Read(wyscout.Read, []byte(file(rec(1, "1H", tt.text, 9, 3, 8, "85", ""))), ecs.NewSymbols())
		if err != nil || m.Events[2].Clock != tt.want {
			t.Errorf("%s: %v, %v, want %d", tt.text, m, err, tt.want)
		}
	}
}

// TestClock tries steps back of the clock, in pairs about the bounds.
func TestClock(t *testing.T) {
	tests := []struct{ second, want string }{
		{"10", ""}, {"9.5", ""}, {"9.4999", "time-regress"}, {"8", "time-regress"}, {"7.9999", "clock-rollover"}, {"0", "clock-rollover"},
	}
	for _, tt := range tests {
		m, err := recording.Read(wyscout.Read, []byte(file(rec(1, "1H", "10", 9, 3, 8, "85", ""), rec(2, "1H", tt.second, 9, 3, 8, "85", ""))), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		got, _, _ := strings.Cut(m.Warnings.String(), ":")
		if e := m.Events[3]; got != tt.want || e.Clock != 10*components.PTSPerSecond || (e.Flags&components.Repaired != 0) != (tt.second != "10") {
			t.Errorf("%s: %+v, warnings %v, want %q", tt.second, e, m.Warnings, tt.want)
		}
	}
}

// TestKickOff tries the pass after a goal, in pairs about the bounds.
func TestKickOff(t *testing.T) {
	tests := []struct {
		name, second string
		team, x, y   int
		derived      bool // the pass is not the kick-off
	}{
		{"at the spot", "30", 9, 50, 50, false},
		{"in the circle", "30", 9, 58, 50, false},
		{"beyond it", "30", 9, 59, 50, true},
		{"in the circle across", "30", 9, 50, 37, false},
		{"beyond it across", "30", 9, 50, 36, true},
		{"of the side that scored", "30", 70, 50, 50, true},
		{"10 s after the goal", "20", 9, 50, 50, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := recording.Read(wyscout.Read, []byte(file(
				rec(1, "1H", "10", 70, 1, 10, "100", "", 101), rec(2, "1H", "19.999", 9, 1, 8, "85", at(50, 50)),
				rec(3, "1H", tt.second, tt.team, 1, 8, "85", at(tt.x, tt.y)))), ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			e, next := m.Events[5], m.Events[6]
			if m.Events[4].Kind != components.Pass || e.Kind != components.KickOff || e.Team != components.Away || e.Flags != components.Repaired ||
				(next.Kind == components.Pass) != tt.derived || (e.Player == 0) != tt.derived {
				t.Errorf("%+v, then %+v", e, next)
			}
		})
	}
}

// TestPenalty tries what comes before a penalty that the away side scores from.
func TestPenalty(t *testing.T) {
	foul := func(team int) string { return rec(1, "1H", "10", team, 1, 2, "20", "") }
	tests := []struct {
		name   string
		before []string
		want   components.PTS // when it is awarded
	}{
		{"a foul", []string{foul(70)}, 10},
		{"a foul and a card", []string{foul(70), rec(2, "1H", "11", 70, 1, 2, "24", "", 1702)}, 10},
		{"a foul of the same side", []string{foul(9)}, 60},
		{"play after the foul", []string{foul(70), rec(2, "1H", "11", 70, 1, 8, "85", "")}, 60},
		{"nothing", nil, 60},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := recording.Read(wyscout.Read, []byte(file(append(tt.before, rec(9, "1H", "60", 9, 3, 3, "35", "", 101, 1801))...)), ecs.NewSymbols())
			if err != nil {
				t.Fatal(err)
			}
			var awards []components.Event
			for _, e := range m.Events {
				if e.Kind == components.PenaltyAwarded {
					awards = append(awards, e)
				}
			}
			if len(awards) != 1 || awards[0].Clock != tt.want*components.PTSPerSecond || awards[0].Team != components.Away {
				t.Errorf("%+v, want one at %d s", awards, tt.want)
			}
		})
	}
}

// TestSave checks that a save is one that was not in vain.
func TestSave(t *testing.T) {
	tests := []struct {
		tags []int
		want int
	}{{[]int{1801}, 1}, {[]int{1802}, 0}, {nil, 0}, {[]int{101, 1802}, 0}, {[]int{101, 1801}, 0}}
	for _, tt := range tests {
		m, err := recording.Read(wyscout.Read, []byte(file(rec(1, "1H", "10", 70, 1, 9, "90", "", tt.tags...))), ecs.NewSymbols())
		if err != nil {
			t.Fatal(err)
		}
		r := m.Result()
		if got := r.Kinds[components.Save]; got != tt.want || r.Score != (recording.Tally{}) {
			t.Errorf("tags %v: %d saves, want %d", tt.tags, got, tt.want)
		}
	}
}

func TestErrors(t *testing.T) {
	one := func(old, with string) string {
		return strings.Replace(file(rec(5, "1H", "1", 9, 3, 8, "85", at(1, 2))), old, with, 1)
	}
	tests := []struct{ name, text, message string }{
		{"empty", "", "byte 0: the file ends too early: want a value"},
		{"number", "7", "byte 0: 7: of the wrong type: want an object"},
		{"trailing", "{} []", "byte 3: []: trailing bytes: want nothing more"},
		{"events", `{"events":3}`, "byte 10: events 3: of the wrong type: want an array"},
		{"null in it", `{"events":[null]}`, "byte 11, event 1: null: of the wrong type: want an object"},
		{"number in it", `{"events":[7]}`, "byte 11, event 1: 7: of the wrong type: want an object"},
		{"no id", one(`"id":5`, `"x":5`), "byte 11, event 1: id: missing: want a number"},
		{"id", one(`"id":5`, `"id":"5"`), `byte 187, event 1 (id 5): id "5": of the wrong type: want a whole number from 0`},
		{"no event", one(`"eventId":8`, `"x":8`), `byte 11, event 1 (id 5): eventId: missing: want a number`},
		{"sub", one(`"subEventId":85`, `"subEventId":"85"`), `byte 179, event 1 (id 5): subEventId "85": of the wrong type: want a whole number from 0`},
		{"period", one(`1H`, `3H`), `byte 148, event 1 (id 5): matchPeriod "3H": out of range: want 1H, 2H, E1, E2 or P`},
		{"no period", one(`matchPeriod`, `x`), `byte 11, event 1 (id 5): matchPeriod: missing: want 1H, 2H, E1, E2 or P`},
		{"seconds", one(`"eventSec":1`, `"eventSec":-1`), `byte 164, event 1 (id 5): eventSec -1: out of range: want seconds since the period began, 0 to 86400`},
		{"too many seconds", one(`"eventSec":1`, `"eventSec":86400.1`), `byte 164, event 1 (id 5): eventSec 86400.1: out of range: want seconds since the period began, 0 to 86400`},
		{"far too many seconds", one(`"eventSec":1`, `"eventSec":1e99`), `byte 164, event 1 (id 5): eventSec 1e99: out of range: want seconds since the period began, 0 to 86400`},
		{"seconds in a text", one(`"eventSec":1`, `"eventSec":"1"`), `byte 164, event 1 (id 5): eventSec "1": of the wrong type: want a number`},
		{"position", one(`"x":1`, `"x":true`), `byte 90, event 1 (id 5): positions.x true: of the wrong type: want a number`},
		{"another match", file(rec(5, "1H", "1", 9, 3, 8, "85", ""), strings.Replace(rec(6, "1H", "1", 9, 3, 8, "85", ""), "77", "78", 1)), `byte 258, event 2 (id 6): matchId 78: of another match: want one match in a file`},
		{"three teams", `{"events":[],"teams":{"1":{},"2":{},"3":{}}}`, "byte 40: teams {}: more than two teams: want two teams"},
		{"team", `{"events":[],"teams":{"a":{}}}`, "byte 26: teams {}: not under the ID of a team: want a number from 1 as the key"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { recordingtest.Message(t, wyscout.Read, tt.text, tt.message) })
	}
}

func TestEveryCut(t *testing.T) { recordingtest.Cuts(t, wyscout.Read, game) }
func TestStop(t *testing.T)     { recordingtest.Stops(t, wyscout.Read, game) }

func TestIs(t *testing.T) {
	tests := []struct {
		text string
		want bool
	}{
		{game, true}, {`{"meta":[],"events":[{"tags":[],"eventSec":1,"matchPeriod":`, true}, {`{"events":[{"tags":[],"eventSec":1,"matchPer`, false},
		{`[{"tags":[],"eventSec":1,"eventId":2`, true}, {`{"events":[]}`, false}, {`{"events":[{"tags":1,"tags":2,"tags":3}]}`, false},
		{`{"data":[{"tags":[],"eventSec":1,"eventId":2}]}`, false}, {`[]`, false}, {``, false},
	}
	for _, tt := range tests {
		if got := wyscout.Is([]byte(tt.text)); got != tt.want {
			t.Errorf("Is(%.40s) = %v, want %v", tt.text, got, tt.want)
		}
	}
}

// TestAllocations checks that an event costs no allocation: what there is of them
// comes of slices and a set that double.
func TestAllocations(t *testing.T) {
	count := func(n int) float64 {
		records := make([]string, n)
		for i := range records {
			records[i] = rec(i+1, "1H", "1.25", 9, 3, 8, "85", at(1, 2)+","+at(3, 4), 1801, 101)
		}
		data, names := []byte(file(records...)), ecs.NewSymbols()
		return testing.AllocsPerRun(10, func() {
			for _, err := range wyscout.Read(data, names, &recording.Match{}) {
				if err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	short, long := count(1000), count(2000)
	t.Logf("%v allocations for 1,000 events, %v for 2,000", short, long)
	if long > short+40 {
		t.Errorf("%v allocations for 1,000 events, %v for 2,000", short, long)
	}
}

// FuzzRead checks that any bytes are a sound match or refused.
func FuzzRead(f *testing.F) {
	f.Add([]byte(game))
	f.Add([]byte("[" + rec(1, "1H", "1", 70, 5, 8, "85", at(50, 50)) + "]"))
	f.Add([]byte(file(rec(1, "P", "1", 70, 5, 3, "35", at(50, 50), 101, 102), rec(2, "2H", "1", 9, 5, 3, "33", at(50, 50), 101, 102, 1701))))
	f.Add([]byte(`{"events":[],"teams":{"5":{"name":"\\u12\\"}},"players":{"5":[{"playerId":1,"player":{"shortName":"\\ud83d\\ude00 \\u"}}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) { recordingtest.Any(t, wyscout.Read, data) })
}
