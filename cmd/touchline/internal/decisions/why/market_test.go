package why_test

import (
	"fmt"
	"strings"
	"testing"

	. "touchline/cmd/touchline/internal/decisions/decisionstest"
	"touchline/cmd/touchline/internal/decisions/why"
)

// told is a row that tells what happened.
func told(tick int, event string, sequence int, team, score string) string {
	more := fmt.Sprintf(`"op":"event","score":%q,"release":%d,`, score, 4500*tick+540_000) + Cause(event, sequence, 0)
	if team != "" {
		more += fmt.Sprintf(`,"team":%q`, team)
	}
	return Row("wager", tick, more)
}

// market is a row that changes the market of the result. More are further fields.
func market(tick int, op, status, causes, more string) string {
	if causes != "" {
		causes = `"` + strings.ReplaceAll(causes, " ", `","`) + `"`
	}
	return Row("wager", tick, fmt.Sprintf(`"op":%q,"market":"result","status":%q,"causes":[%s],"score":"1-0",`, op, status, causes)+more)
}

const nothing = `"sequence":9` // for a row that goes back to no input

// story is what can become of a market.
var story = []string{
	told(0, "kickoff", 1, "home", "0-0"),
	market(0, "activate", "active", "", Cause("kickoff", 1, 0)),
	market(100, "suspend", "suspended", "possible_goal penalty", Cause("penalty_awarded", 2, 0)),
	told(100, "penalty_awarded", 2, "home", "0-0"),
	told(400, "goal", 3, "home", "1-0"),
	market(500, "suspend", "suspended", "possible_goal penalty var", Cause("var_start", 4, 0)),
	told(500, "var_start", 4, "home", "1-0"),
	market(700, "suspend", "suspended", "possible_goal penalty", Cause("var_end", 5, 0)),
	market(1000, "settle", "suspended", "possible_goal penalty", `"outcome":1,"next_goal":true,"release":5040000,`+Cause("goal", 3, 0)),
	market(1000, "resume", "active", "", Cause("kickoff", 6, 0)),
	told(1500, "save", 7, "away", "1-0"),
	market(2000, "suspend", "suspended", "feed_stale", nothing),
	told(2010, "corner", 11, "away", "1-0"),
	market(2100, "resume", "active", "", nothing),
	market(2200, "suspend", "suspended", "possible_goal", `"occurred":9810000,"received":9900000,`+Cause("shot", 8, 1)),
	market(3400, "resume", "active", "", nothing),
	Row("alert", 3500, `"alert":"spike","raised":true,"risk":100,"value":900`),
	Row("alert", 3500, `"alert":"threshold","raised":true,"risk":100,"value":900`),
	market(3501, "suspend", "suspended", "integrity", nothing),
	Row("alert", 3600, `"alert":"spike","raised":false,"risk":90,"value":50`),
	Row("alert", 3700, `"alert":"threshold","raised":false,"risk":80,"value":50`),
	market(3701, "resume", "active", "", nothing),
	market(4000, "settle", "settled", "", `"outcome":1,"next_goal":false,`+Cause("period_end", 9, 0)),
	market(4200, "rollback", "active", "", `"outcome":1,"next_goal":false,`+Cause("goal", 3, 1)),
	market(4300, "cancel", "cancelled", "", Cause("match_end", 10, 0)),
	told(5000, "match_end", 10, "", "1-0"),
}

func TestMarket(t *testing.T) {
	const (
		opened    = "1@00:00 1 Opened by a kick-off by home."
		penalty   = "1@00:05 2 Suspended by a penalty awarded to home: possible goal, penalty."
		goal      = "1@00:20 3 A goal for home, 1-0. It may be shown 6.0 s later."
		review    = "1@00:25 4 Still suspended, also for review by the start of a review concerning home. What stands: possible goal, penalty, review."
		reviewed  = "1@00:35 5 Still suspended; review lifted by the end of a review. What stands: possible goal, penalty."
		next      = "1@00:50 3 Settled: next goal home; it goes back to a goal for home. It takes no bets: possible goal, penalty. It may be shown 6.0 s later."
		reopened  = "1@00:50 6 Reopened by a kick-off. It was shut for 45.0 s."
		silent    = "1@01:40 - Suspended: feed silent."
		corner    = "1@01:40 11 A corner for away, 1-0. It may be shown 6.0 s later."
		heard     = "1@01:45 - Reopened, as the feed is heard again. It was shut for 5.0 s."
		shot      = "1@01:50 8 Suspended by a shot, as corrected: possible goal. This was heard of 1.0 s late."
		over      = "1@02:50 - Reopened, as nothing more was heard of it (possible goal). It was shut for 1 min 0 s."
		raised    = "1@02:55 - Alert threshold raised: the frame scored 900, the average is 100."
		suspected = "1@02:55 - Suspended by the threshold alert of tick 3500: picture under suspicion."
		cleared   = "1@03:05 - Alert threshold cleared: the frame scored 50, the average is 80."
		trusted   = "1@03:05 - Reopened by the end of the threshold alert in tick 3700. It was shut for 10.0 s."
		settled   = "1@03:20 9 Settled: home; it goes back to the end of the period."
		rollback  = "1@03:30 3 Settlement taken back (it was home) by a goal, as corrected."
		cancelled = "1@03:35 10 Cancelled by the end of the match: stakes are returned."
	)
	for _, tt := range []struct {
		at, state, text string
		why, later      []string
	}{
		{"00:01", "open", "Market result is open since 1@00:00, for 1 s. It is suspended at 1@00:05.", []string{opened}, []string{penalty}},
		{
			"00:05", "suspended", "Market result is suspended: possible goal, penalty. It has taken no bets since 1@00:05. It is reopened at 1@00:50.",
			[]string{penalty}, []string{goal, review, reviewed, next, reopened},
		},
		{
			"00:30", "suspended", "Market result is suspended: possible goal, penalty, review. It has taken no bets since 1@00:05, for 25 s. It is reopened at 1@00:50.",
			[]string{penalty, goal, review}, []string{reviewed, next, reopened},
		},
		{
			"01:30", "open", "Market result is open since 1@00:50, for 40 s. It is suspended at 1@01:40.",
			[]string{penalty, goal, review, reviewed, next, reopened}, []string{silent},
		},
		{"01:41", "suspended", "Market result is suspended: feed silent. It has taken no bets since 1@01:40, for 1 s. It is reopened at 1@01:45.", []string{silent, corner}, []string{heard}},
		{"02:00", "suspended", "Market result is suspended: possible goal. It has taken no bets since 1@01:50, for 10 s. It is reopened at 1@02:50.", []string{shot}, []string{over}},
		{"02:52", "open", "Market result is open since 1@02:50, for 2 s. It is suspended at 1@02:55.", []string{shot, over}, []string{raised, suspected}},
		{"02:56", "suspended", "Market result is suspended: picture under suspicion. It has taken no bets since 1@02:55. It is reopened at 1@03:05.", []string{raised, suspected}, []string{cleared, trusted}},
		{"03:06", "open", "Market result is open since 1@03:05. It is settled at 1@03:20.", []string{raised, suspected, cleared, trusted}, []string{settled}},
		{"03:21", "settled", "Market result is settled since 1@03:20, for 1 s. It is reopened at 1@03:30.", []string{settled}, []string{rollback}},
		{"03:30", "open", "Market result is open since 1@03:30. It is cancelled at 1@03:35.", []string{rollback}, []string{cancelled}},
		{"04:00", "cancelled", "Market result is cancelled since 1@03:35, for 25 s. It stays so to the end of the run.", []string{cancelled}, nil},
	} {
		t.Run(tt.at, func(t *testing.T) {
			p := ask(t, why.Question{At: at(t, tt.at), Market: "result"}, story...).Parts[0]
			if p.State != tt.state || p.Text != tt.text {
				t.Errorf("%s: %s\nwant %s: %s", p.State, p.Text, tt.state, tt.text)
			}
			same(t, "why", p.Why, tt.why)
			same(t, "later", p.Later, tt.later)
		})
	}
}

// same compares statements with what is wanted: clock, sequence of the cause, text.
func same(t *testing.T, name string, got []why.Statement, want []string) {
	t.Helper()
	var lines []string
	for _, s := range got {
		cause := "-"
		if s.Row.Cause != nil {
			cause = fmt.Sprint(s.Row.Cause.Sequence)
		}
		lines = append(lines, fmt.Sprint(s.Row.Clock, " ", cause, " ", s.Text))
	}
	if got, want := strings.Join(lines, "\n"), strings.Join(want, "\n"); got != want {
		t.Errorf("%s:\n%s\nwant:\n%s", name, got, want)
	}
}

// TestNoMarket: a market without records is not said to be open.
func TestNoMarket(t *testing.T) {
	late := append([]string{match[0]}, market(1000, "activate", "suspended", "feed_stale", Cause("match_start", 1, 0)))
	for _, tt := range []struct {
		name, market string
		lines        []string
		text         string
		later        []string
	}{
		{"no wagering", "result", match[:1], "Market result has no records: the run has none of wagering.", nil},
		{"not offered", "half", story, "Market half has no records in this run: it was not offered.", nil},
		{"not yet", "result", late, "Market result is not open yet: its first record is of 1@00:50.", []string{"1@00:50 1 Opened by the start of the match. It takes no bets: feed silent."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := ask(t, why.Question{At: at(t, "0:00"), Market: tt.market}, tt.lines...).Parts[0]
			if p.State != "not offered" || p.Text != tt.text || p.Why != nil {
				t.Errorf("%s: %q, %d statements, want %q", p.State, p.Text, len(p.Why), tt.text)
			}
			same(t, "later", p.Later, tt.later)
		})
	}
}

// TestOutcome: what a market is settled with is said in its own unit.
func TestOutcome(t *testing.T) {
	for _, tt := range []struct{ market, fields, want string }{
		{"result", `"outcome":0,"next_goal":true`, "next goal nobody"},
		{"result", `"outcome":2,"next_goal":true`, "next goal away"},
		{"result", `"outcome":0,"next_goal":false`, "draw"},
		{"half", `"outcome":1`, "home"},
		{"half", `"outcome":7`, "7"},
		{"totals", `"outcome":4`, "4 goals"},
		{"corners", `"outcome":11`, "11 corners"},
		{"cards", `"outcome":0`, "0 cards"},
	} {
		row := Row("wager", 0, fmt.Sprintf(`"op":"settle","market":%q,"status":"settled","causes":[],"score":"1-0",%s`, tt.market, tt.fields))
		for d, err := range Rows(t, row) {
			if err != nil {
				t.Fatal(err)
			}
			if got, want := why.Say(d), "Market "+tt.market+": settled: "+tt.want+"; it goes back to no event."; got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	}
}
