package wagering_test

import (
	"fmt"
	"strings"
	"testing"

	"touchline/components"
)

// transcript returns the tick's records as text, a line each: what is told, of which
// market, its status and causes, outcome and event.
func (r *rig) transcript() string {
	var b strings.Builder
	for i := range components.Row(r.Len(components.Wager)) {
		rec := r.record(i)
		fmt.Fprint(&b, rec.op)
		if rec.group != components.NoGroup {
			fmt.Fprintf(&b, " %s: %s", rec.group, rec.status)
		}
		if names := rec.causes.AppendNames(nil); names != nil {
			fmt.Fprintf(&b, " %s", strings.Join(names, "+"))
		}
		if rec.next {
			fmt.Fprintf(&b, " next=%d", rec.outcome)
		} else if rec.outcome != 0 {
			fmt.Fprintf(&b, " outcome=%d", rec.outcome-1)
		}
		if rec.cause.Seq != 0 {
			fmt.Fprintf(&b, " < %s %d", rec.cause.Kind, rec.cause.Seq)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// expect fails the test if the tick's records are not as in want, a line each;
// lines may be indented.
func (r *rig) expect(name, want string) {
	r.t.Helper()
	lines := strings.Split(strings.TrimSpace(want), "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	if got := strings.TrimSpace(r.transcript()); got != strings.Join(lines, "\n") {
		r.t.Errorf("%s: records are\n%s\nwant\n%s", name, got, strings.Join(lines, "\n"))
	}
}

// begun returns a rig in whose only match the ball is rolling.
func begun(t testing.TB) *rig {
	r := newRig(t, strict, 1, 8)
	r.say(opening()...)
	return r
}

// TestGoal follows a goal from the shot to the restart: what is suspended, when it
// opens, and when the next goal is settled.
func TestGoal(t *testing.T) {
	r := newRig(t, strict, 1, 8)
	r.say(opening()...)
	r.expect("opening", `
		event < match_start 1
		event < period_start 2
		event < kickoff 3
		activate result: active < kickoff 3
		activate totals: active < kickoff 3
		activate corners: active < kickoff 3
		activate cards: active < kickoff 3
		activate half: active < kickoff 3`)
	r.say(message{kind: components.Shot, seq: 4, team: components.Home, period: 1, flags: components.OnTarget})
	r.expect("shot on target", `
		suspend result: suspended possible_goal < shot 4
		suspend totals: suspended possible_goal < shot 4
		suspend half: suspended possible_goal < shot 4
		event < shot 4`)
	r.say(message{kind: components.Goal, seq: 5, team: components.Home, period: 1})
	r.expect("goal", `event < goal 5`)
	r.say(message{kind: components.Pass, seq: 6, period: 1})
	r.expect("a pass does not confirm a goal", ``)
	r.say(message{kind: components.KickOff, seq: 7, period: 1})
	r.expect("kick-off", `
		event < kickoff 7
		settle result: suspended possible_goal next=2 < goal 5
		resume result: active < kickoff 7
		resume totals: active < kickoff 7
		resume half: active < kickoff 7`)
}

// TestDisallowed follows a goal that a review overturns, heard of before and after
// play went on.
func TestDisallowed(t *testing.T) {
	goal := message{kind: components.Goal, seq: 5, team: components.Away, period: 1}
	start := message{kind: components.ReviewStart, seq: 6, ref: 5, period: 1}
	end := message{kind: components.ReviewEnd, seq: 7, ref: 5, period: 1, flags: components.Overturned}
	t.Run("in time", func(t *testing.T) {
		r := begun(t)
		r.say(goal)
		r.say(start)
		r.expect("review", `
			suspend result: suspended possible_goal+var < var_start 6
			suspend totals: suspended possible_goal+var < var_start 6
			suspend corners: suspended var < var_start 6
			suspend cards: suspended var < var_start 6
			suspend half: suspended possible_goal+var < var_start 6
			event < var_start 6`)
		r.say(end)
		r.expect("overturned, but the ball is dead", `
			suspend result: suspended possible_goal < var_end 7
			suspend totals: suspended possible_goal < var_end 7
			suspend half: suspended possible_goal < var_end 7
			event < var_end 7
			resume corners: active < var_end 7
			resume cards: active < var_end 7`)
		r.say(message{kind: components.FreeKick, seq: 8, period: 1})
		r.expect("play goes on", `
			resume result: active < free_kick 8
			resume totals: active < free_kick 8
			resume half: active < free_kick 8`)
	})
	t.Run("late", func(t *testing.T) {
		r := begun(t)
		r.say(goal, message{kind: components.KickOff, seq: 9, period: 1})
		r.expect("goal and kick-off", `
			event < goal 5
			event < kickoff 9
			settle result: active next=3 < goal 5`)
		r.say(start, end)
		r.expect("overturned", `
			event < var_start 6
			event < var_end 7
			rollback result: active next=3 < goal 5`)
		r.say(end, start, goal)
		r.expect("repeats", ``)
	})
}

// TestPenalty follows penalties: scored, saved, and called off.
func TestPenalty(t *testing.T) {
	award := message{kind: components.PenaltyAwarded, seq: 4, team: components.Home, period: 1}
	pass := message{kind: components.Pass, seq: 9, period: 1}
	tests := []struct {
		name string
		said []message
		open bool // after them, and a pass
	}{
		{"not taken", nil, false},
		{"shot wide", []message{{kind: components.Shot, seq: 6, flags: components.FromPenalty}}, true},
		{"kicked", []message{{kind: components.PenaltyKick, seq: 6}}, true},
		{"not given after all", []message{{kind: components.PenaltyNotAwarded, seq: 6, ref: 4}}, true},
		{"another not given", []message{{kind: components.PenaltyNotAwarded, seq: 6, ref: 3}}, false},
		{"overturned", []message{{kind: components.ReviewEnd, seq: 6, ref: 4, flags: components.Overturned}}, true},
		{"to be kicked again", []message{
			{kind: components.PenaltyKick, seq: 6},
			{kind: components.ReviewEnd, seq: 7, ref: 6, flags: components.Overturned},
		}, false},
		{"scored", []message{{kind: components.Goal, seq: 6, team: components.Home, flags: components.FromPenalty}}, false},
		{"scored, and kicked off", []message{
			{kind: components.Goal, seq: 6, team: components.Home, flags: components.FromPenalty},
			{kind: components.KickOff, seq: 8},
		}, true},
		{"half-time", []message{{kind: components.PeriodEnd, seq: 6, period: 3}}, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := begun(t)
			r.say(award)
			if _, causes, _ := r.market(0, components.TotalsGroup); causes != components.PossibleGoal|components.PossiblePenalty {
				t.Errorf("causes are %#x after the award", causes)
			}
			for _, m := range tt.said {
				m.period = max(m.period, 1)
				r.say(m)
				if status, _, _ := r.market(0, components.ResultGroup); m.seq < 8 && m.kind != components.PeriodEnd && status != components.Suspended {
					t.Errorf("%s after %s %d, before play went on", status, m.kind, m.seq)
				}
			}
			r.say(pass)
			if status, causes, _ := r.market(0, components.ResultGroup); (status == components.Active) != tt.open {
				t.Errorf("result is %s, %#x", status, causes)
			}
		})
	}
}
