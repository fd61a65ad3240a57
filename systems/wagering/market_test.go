package wagering_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs/ecstest"
	"touchline/systems/wagering"
)

// strict is a configuration in which only play lifts a threat.
var strict = wagering.Config{Markets: wagering.AllMarkets}

const (
	active      = components.Active
	suspended   = components.Suspended
	settled     = components.Settled
	cancelled   = components.Cancelled
	deactivated = components.Deactivated
)

func (r *rig) statuses() (all [components.Groups]components.Status) {
	for g := range components.Groups {
		all[g], _, _ = r.market(0, g)
	}
	return all
}

func (r *rig) outcomes() (all [components.Groups]int) {
	for g := range components.Groups {
		_, _, o := r.market(0, g)
		all[g] = int(o) - 1
	}
	return all
}

// TestLife follows the statuses and outcomes of all markets through matches that
// end in different ways. An outcome of −1 is none.
func TestLife(t *testing.T) {
	type statuses = [components.Groups]components.Status
	type outcomes = [components.Groups]int
	none := outcomes{-1, -1, -1, -1, -1}
	play := func(kind components.EventKind, seq uint32, team components.Team, period components.Period) message {
		return message{kind: kind, seq: seq, team: team, period: period}
	}
	first := []message{
		play(components.Goal, 4, components.Home, 1), play(components.KickOff, 5, components.Away, 1),
		play(components.Corner, 6, components.Away, 1), play(components.YellowCard, 7, components.Home, 1),
		play(components.PeriodEnd, 8, 0, 1),
	}
	second := append(first[:len(first):len(first)],
		play(components.PeriodStart, 9, 0, 2), play(components.KickOff, 10, components.Away, 2),
		play(components.Goal, 11, components.Away, 2), play(components.KickOff, 12, components.Home, 2),
		play(components.PeriodEnd, 13, 0, 2))
	extra := append(second[:len(second):len(second)],
		play(components.PeriodStart, 14, 0, 3), play(components.KickOff, 15, components.Home, 3),
		play(components.Goal, 16, components.Away, 3), play(components.Corner, 17, components.Away, 3),
		play(components.RedCard, 18, components.Away, 3), play(components.PeriodEnd, 19, 0, 4))
	over := outcomes{0, 2, 1, 1, 1}
	tests := []struct {
		name     string
		said     []message
		statuses statuses
		outcomes outcomes
	}{
		{"begun", nil, statuses{active, active, active, active, active}, none},
		{"half-time", first, statuses{active, active, active, active, settled}, outcomes{-1, -1, -1, -1, 1}},
		{"full time", second, statuses{active, settled, settled, settled, settled}, over},
		{"after extra time", extra, statuses{active, settled, settled, settled, settled}, over},
		{"shoot-out", append(extra[:len(extra):len(extra)], play(components.PeriodStart, 20, 0, 5)),
			statuses{settled, settled, settled, settled, settled}, over},
		{"match end", append(second[:len(second):len(second)], play(components.MatchEnd, 20, 0, 2)),
			statuses{settled, settled, settled, settled, settled}, over},
		{"match end alone", []message{play(components.Goal, 4, components.Away, 1), play(components.MatchEnd, 20, 0, 2)},
			statuses{settled, settled, settled, settled, settled}, outcomes{2, 1, 0, 0, 2}},
		{"lost half-time", append(first[:4:4], play(components.PeriodStart, 9, 0, 2)),
			statuses{active, active, active, active, settled}, outcomes{-1, -1, -1, -1, 1}},
		{"abandoned in the second half", append(second[:9:9], play(components.Abandoned, 20, 0, 2), play(components.PeriodEnd, 21, 0, 2)),
			statuses{cancelled, cancelled, cancelled, cancelled, settled}, outcomes{-1, -1, -1, -1, 1}},
		{"abandoned in extra time", append(extra[:9:9], play(components.Abandoned, 20, 0, 3)),
			statuses{active, settled, settled, settled, settled}, over},
		{"review over the whistle", append(second[:9:9], play(components.ReviewStart, 13, 0, 2), play(components.PeriodEnd, 14, 0, 2)),
			statuses{suspended, suspended, suspended, suspended, settled}, outcomes{-1, -1, -1, -1, 1}},
		{"review after the whistle", append(second[:len(second):len(second)], play(components.ReviewStart, 14, 0, 2)),
			statuses{suspended, settled, settled, settled, settled}, over},
		{"start of the match taken back", []message{
			{kind: components.MatchStart, seq: 1, rev: 1, flags: components.Voided},
			{kind: components.PeriodStart, seq: 2, rev: 1, flags: components.Voided},
			{kind: components.KickOff, seq: 3, rev: 1, flags: components.Voided},
		}, statuses{}, none},
	}
	tests[9].said = append(extra[:len(second)+2:len(second)+2], play(components.Abandoned, 20, 0, 3))
	tests[9].statuses[0] = cancelled
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := begun(t)
			for _, m := range tt.said {
				r.say(m)
			}
			if got := r.statuses(); got != tt.statuses {
				t.Errorf("statuses are %v, want %v", got, tt.statuses)
			}
			if got := r.outcomes(); got != tt.outcomes {
				t.Errorf("outcomes are %v, want %v", got, tt.outcomes)
			}
		})
	}
}

// TestResettle checks that a correction after the whistle costs one rollback and
// one settlement for each market that it changes.
func TestResettle(t *testing.T) {
	r := begun(t)
	r.say(message{kind: components.Goal, seq: 4, team: components.Home, period: 1})
	r.say(message{kind: components.PeriodEnd, seq: 5, period: 1})
	r.say(message{kind: components.Goal, seq: 4, rev: 1, team: components.Away, period: 1})
	r.expect("the goal was the other side's", `
		event < goal 4
		rollback result: active next=2 < goal 4
		settle result: active next=3 < goal 4
		rollback half: settled outcome=1 < period_end 5
		settle half: settled outcome=2 < period_end 5`)
	r.say(message{kind: components.PeriodEnd, seq: 5, rev: 1, period: 1, flags: components.Voided})
	r.expect("the half is not over", `
		suspend result: suspended possible_goal < period_end 5
		suspend totals: suspended possible_goal < period_end 5
		cancel < period_end 5
		rollback result: suspended possible_goal next=3 < goal 4
		rollback half: suspended possible_goal outcome=2`)
}

// TestNobody checks the last settlement of the next goal: no one scores any more.
func TestNobody(t *testing.T) {
	r := begun(t)
	r.say(message{kind: components.PeriodEnd, seq: 8, period: 2})
	r.say(message{kind: components.MatchEnd, seq: 9, period: 2})
	r.expect("match end", `
		event < match_end 9
		settle result: settled next=1 < match_end 9`)
	r.say(message{kind: components.MatchEnd, seq: 9, rev: 1, period: 2, flags: components.Voided})
	r.expect("match end taken back", `
		cancel < match_end 9
		rollback result: active next=1 < match_end 9`)
}

// TestStale checks that markets close in the tick in which the feed has missed two
// heartbeats, and open in the tick of the next one.
func TestStale(t *testing.T) {
	r := begun(t)
	const every = 9000 // two ticks
	r.next(func() {
		components.FixtureBeatEvery.Of(r)[0], components.FixtureBeatLast.Of(r)[0] = every, r.Now.PTS
		*components.ShardStaleDue.At(r, 0) = 0
	})
	for age := 1; age <= 4; age++ {
		r.next(nil)
		r.expect("heartbeats may be missed", ``)
	}
	r.next(nil)
	r.expect("two were missed", `
		suspend result: suspended feed_stale
		suspend totals: suspended feed_stale
		suspend corners: suspended feed_stale
		suspend cards: suspended feed_stale
		suspend half: suspended feed_stale`)
	r.next(func() { r.hear(0, message{kind: components.Heartbeat}) })
	r.expect("a heartbeat", `
		resume result: active
		resume totals: active
		resume corners: active
		resume cards: active
		resume half: active`)
}

// TestOperator checks that an operator's newest word holds, and is named.
func TestOperator(t *testing.T) {
	r := begun(t)
	r.say(message{kind: components.OperatorSuspend, seq: 5})
	for _, g := range []components.Group{components.ResultGroup, components.HalfGroup} {
		if status, causes, _ := r.market(0, g); status != suspended || causes != components.ByOperator {
			t.Errorf("%s is %s, %#x", g, status, causes)
		}
	}
	if got := r.record(0); got.op != components.Suspend || got.cause.Kind != components.OperatorSuspend || got.cause.Seq != 5 {
		t.Errorf("the record goes back to %+v", got.cause)
	}
	r.say(message{kind: components.OperatorResume, seq: 4})
	r.expect("an older word", ``)
	r.say(message{kind: components.OperatorResume, seq: 6})
	if got := r.record(0); got.op != components.Resume || got.cause.Seq != 6 {
		t.Errorf("record %+v", got)
	}
}

// TestIntegrity checks which alerts on a picture close the markets of its match, and
// that no other match is touched.
func TestIntegrity(t *testing.T) {
	tests := []struct {
		name   string
		alerts components.AlertSet
		closed bool
	}{
		{"none", 0, false},
		{"threshold", 1 << components.Threshold, true},
		{"spike", 1 << components.Spike, false},
		{"sustained", 1 << components.Sustained, true},
		{"all", 1<<components.AlertKinds - 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, strict, 2, 8)
			r.next(func() {
				r.hear(0, message{kind: components.MatchStart, seq: 1})
				r.hear(1, message{kind: components.MatchStart, seq: 1})
			})
			components.StreamAlerts.Of(r)[1] = tt.alerts // stream 1 is of fixture 1
			r.next(nil)
			if status, causes, _ := r.market(1, components.CornersGroup); (status == suspended) != tt.closed || (causes == components.IntegrityAlert) != tt.closed {
				t.Errorf("corners are %s, %#x", status, causes)
			}
			if status, _, _ := r.market(0, components.CornersGroup); status != active {
				t.Errorf("corners of another match are %s", status)
			}
			components.StreamAlerts.Of(r)[1] = 0
			r.next(nil)
			if status, _, _ := r.market(1, components.CornersGroup); status != active {
				t.Errorf("corners are %s when the alert is over", status)
			}
		})
	}
}

// TestQuiet checks when a threat ends that nothing follows, to the tick.
func TestQuiet(t *testing.T) {
	r := newRig(t, wagering.Config{Markets: wagering.AllMarkets, Quiet: 3 * 4500}, 1, 8)
	r.say(opening()...)
	shot := components.PTS(r.tick) * 4500
	r.say(message{kind: components.Shot, seq: 4, period: 1, flags: components.OnTarget, occurred: shot},
		message{kind: components.Injury, seq: 5, period: 1, occurred: shot + 1})
	for _, want := range []struct{ result, totals components.Status }{
		{suspended, suspended}, {suspended, suspended}, {suspended, active}, {active, active},
	} {
		r.next(nil)
		if got := r.statuses(); got[0] != want.result || got[1] != want.totals {
			t.Errorf("%d after the shot: result %s and totals %s, want %s and %s", r.Now.PTS-shot, got[0], got[1], want.result, want.totals)
		}
	}
}

// TestFull checks that markets close for good when no incident can be remembered
// any more: the next might be a goal.
func TestFull(t *testing.T) {
	r := begun(t)
	room := r.Schema().Fan(components.Incident) - len(opening())
	for _, m := range restarts(10, room-1) {
		r.say(m)
	}
	if got := r.statuses(); got != [...]components.Status{active, active, active, active, active} {
		t.Errorf("with room for one more: %v", got)
	}
	r.say(restarts(100, 1)...)
	if status, causes, _ := r.market(0, components.CornersGroup); status != suspended || causes != components.FeedStale {
		t.Errorf("with room for no more: %s, %#x", status, causes)
	}
}

// TestManyGoals checks that a kick-off that confirms more goals than a tick may
// settle settles them all in the next ticks, in order.
func TestManyGoals(t *testing.T) {
	const goals = 20
	r := begun(t)
	for i := range uint32(goals) {
		r.say(message{kind: components.Goal, seq: 10 + i, team: components.Home, period: 1})
	}
	r.say(message{kind: components.KickOff, seq: 50, period: 1})
	next := uint32(10)
	for ticks := 0; next < 10+goals; ticks++ {
		if n, most := r.Len(components.Wager), wagering.MaxRecords(1); n > most || ticks > goals {
			t.Fatalf("tick %d: %d records, %d goals settled", ticks, n, next-10)
		}
		for i := range components.Row(r.Len(components.Wager)) {
			if rec := r.record(i); rec.next {
				if rec.op != components.Settle || rec.cause.Seq != next {
					t.Fatalf("record %+v, want the settlement of goal %d", rec, next)
				}
				next++
			}
		}
		r.next(nil)
	}
	r.next(nil)
	r.expect("all is settled", ``)
}

// TestCorrections checks what is rare among random messages: an event that is
// something else in each revision.
func TestCorrections(t *testing.T) {
	r := begun(t)
	r.say(message{kind: components.Pass, seq: 5, period: 1})
	r.say(message{kind: components.Goal, seq: 5, rev: 1, team: components.Home, period: 1})
	r.expect("a pass was a goal", `
		suspend result: suspended possible_goal < goal 5
		suspend totals: suspended possible_goal < goal 5
		suspend half: suspended possible_goal < goal 5
		event < goal 5`)
	r.say(message{kind: components.Goal, seq: 5, rev: 2, period: 1, flags: components.Voided})
	r.expect("it was none, but the pass is not play after it", `cancel < goal 5`)
	r.say(message{kind: components.Foul, seq: 5, rev: 3, period: 1})
	r.expect("it was a foul", `
		event < foul 5
		resume result: active < foul 5
		resume totals: active < foul 5
		resume half: active < foul 5`)
	r.say(message{kind: components.PenaltyKick, seq: 6, period: components.Shootout, flags: components.Scored})
	r.expect("a kick of the shoot-out", `event < penalty_kick 6`)
}

// TestReason checks which of the events of a tick a suspension names.
func TestReason(t *testing.T) {
	r := begun(t)
	r.say(message{kind: components.Save, seq: 4, period: 1},
		message{kind: components.RedCard, seq: 5, team: components.Home, period: 1},
		message{kind: components.Injury, seq: 6, period: 1},
		message{kind: components.OperatorSuspend, seq: 1},
		message{kind: components.Foul, seq: 7, period: 1})
	named := map[components.Group]components.EventKind{}
	for i := range components.Row(components.Groups) {
		rec := r.record(i)
		named[rec.group] = rec.cause.Kind
	}
	if named[components.ResultGroup] != components.OperatorSuspend || named[components.CardsGroup] != components.OperatorSuspend {
		t.Errorf("suspensions go back to %v", named)
	}
	r.say(message{kind: components.OperatorResume, seq: 2}, message{kind: components.Foul, seq: 8, period: 1})
	if rec := r.record(1); rec.op != components.Resume && rec.op != components.Suspend || rec.cause.Kind != components.OperatorResume {
		t.Errorf("record %+v does not go back to the operator's word", rec)
	}
}

// TestOffered checks that a market that is not offered is never heard of.
func TestOffered(t *testing.T) {
	cfg := wagering.Config{Markets: wagering.SetOf(components.TotalsGroup, components.HalfGroup)}
	r := newRig(t, cfg, 1, 8)
	for _, m := range append(opening(), message{kind: components.Goal, seq: 4, team: components.Home, period: 1},
		message{kind: components.PeriodEnd, seq: 5, period: 2}, message{kind: components.MatchEnd, seq: 6, period: 2}) {
		r.say(m)
		for i := range components.Row(r.Len(components.Wager)) {
			if g := r.record(i).group; g != components.NoGroup && !cfg.Markets.Has(g) {
				t.Errorf("record of %s", g)
			}
		}
	}
	if got, want := r.statuses(), ([...]components.Status{deactivated, settled, deactivated, deactivated, settled}); got != want {
		t.Errorf("statuses are %v, want %v", got, want)
	}
}

// TestRelease checks the times on records: a suspension is for now, what viewers
// have not seen yet is for when they have.
func TestRelease(t *testing.T) {
	r := begun(t)
	const latency = 6 * components.PTSPerSecond
	components.FixtureLatency.Of(r)[0] = latency
	occurred := components.PTS(r.tick)*4500 - 2*4500
	r.say(message{kind: components.Goal, seq: 4, team: components.Home, period: 1, occurred: occurred},
		message{kind: components.KickOff, seq: 5, period: 1, occurred: occurred + 4500})
	for i := range components.Row(r.Len(components.Wager)) {
		rec := r.record(i)
		want := rec.occurred + latency
		if rec.op == components.Settle {
			want = occurred + 4500 + latency // the kick-off, which confirms the goal, is seen later than it
		}
		if rec.release != want || rec.received > r.Now.PTS {
			t.Errorf("%s of %s is released at %d, want %d", rec.op, rec.cause.Kind, rec.release, want)
		}
	}
	r.say(message{kind: components.Shot, seq: 6, period: 1, flags: components.OnTarget, occurred: r.Now.PTS})
	if rec := r.record(0); rec.op != components.Suspend || rec.release != r.Now.PTS {
		t.Errorf("%s is released at %d, now is %d", rec.op, rec.release, r.Now.PTS)
	}
}

// TestSynthetic checks that made-up play touches no market and is not told.
func TestSynthetic(t *testing.T) {
	r := begun(t)
	r.say(message{kind: components.Shot, seq: 4, period: 1, flags: components.OnTarget})
	for i, kind := range []components.EventKind{components.Pass, components.Shot, components.Goal, components.KickOff} {
		r.say(message{kind: kind, seq: 1<<24 + uint32(i), team: components.Home, period: 1, flags: components.Synthetic | components.OnTarget})
		r.expect(kind.String(), ``)
	}
}

func TestAccess(t *testing.T) {
	r := begun(t)
	ecstest.SetNow(r.Run, r.tick)
	r.Clear()
	r.hear(0, message{kind: components.Goal, seq: 4, team: components.Home, period: 1})
	r.hear(0, message{kind: components.PeriodEnd, seq: 5, period: 2})
	components.StreamAlerts.Of(r)[0] = 1 << components.Threshold
	r.Do(r.match)
	ecstest.CheckAccess(t, r.Run, r.wagering)
}

// TestRunAllocatesNothing runs the goal of TestGoal and its correction, again and
// again with higher numbers.
func TestRunAllocatesNothing(t *testing.T) {
	r := begun(t)
	before := snapshot(r)
	script := []message{
		{kind: components.Shot, seq: 4, team: components.Home, period: 1, flags: components.OnTarget},
		{kind: components.Goal, seq: 5, team: components.Home, period: 1},
		{kind: components.KickOff, seq: 6, period: 1},
		{kind: components.Goal, seq: 5, rev: 1, team: components.Away, period: 1},
		{kind: components.PeriodEnd, seq: 7, period: 2},
		{kind: components.Shot, seq: 8, period: 2},
	}
	if n := testing.AllocsPerRun(100, func() {
		before.restore(r)
		for i := range script {
			ecstest.SetNow(r.Run, r.tick)
			r.tick++
			r.Clear()
			r.hear(0, script[i])
			r.Do(r.match)
			r.Do(r.wagering)
		}
	}); n != 0 {
		t.Errorf("a goal allocates %v times, want 0", n)
	}
}
