package match_test

import (
	"testing"

	"touchline/components"
)

func goal(seq uint32, team components.Team) message {
	return message{kind: components.Goal, seq: seq, team: team, period: 1}
}

func TestScore(t *testing.T) {
	const home, away = components.Home, components.Away
	void := func(m message) message {
		m.rev++
		m.flags |= components.Voided
		return m
	}
	disallowed := message{kind: components.GoalDisallowed, seq: 6, ref: 5}
	ended := func(seq, ref uint32, flags components.EventFlags) message {
		return message{kind: components.ReviewEnd, seq: seq, ref: ref, flags: flags}
	}
	review := message{kind: components.ReviewStart, seq: 8, ref: 5}
	kick := func(seq uint32, team components.Team, period components.Period, flags components.EventFlags) message {
		return message{kind: components.PenaltyKick, seq: seq, team: team, period: period, flags: flags}
	}
	corrected := goal(5, away)
	corrected.rev = 1
	late := goal(9, home)
	late.period = components.Shootout
	const overturned = components.Overturned
	tests := []struct {
		name string
		said []message
		want components.Tally
	}{
		{"goals", []message{goal(5, home), goal(7, away), goal(9, home)}, components.Tally{Home: 2, Away: 1}},
		{"own goal counts for the team it gives", []message{{kind: components.OwnGoal, seq: 5, team: away}}, components.Tally{Away: 1}},
		{"nobody's goal", []message{goal(5, components.NoTeam)}, components.Tally{}},
		{"told twice", []message{goal(5, home), goal(5, home)}, components.Tally{Home: 1}},
		{"corrected", []message{goal(5, home), corrected}, components.Tally{Away: 1}},
		{"corrected before it came", []message{corrected, goal(5, home)}, components.Tally{Away: 1}},
		{"taken back", []message{goal(5, home), void(goal(5, home))}, components.Tally{}},
		{"taken back, and told again", []message{goal(5, home), void(goal(5, home)), goal(5, home)}, components.Tally{}},
		{"no goal after all", []message{goal(5, home), {kind: components.Pass, seq: 5, rev: 1}}, components.Tally{}},
		{"no goal before it came", []message{{kind: components.Pass, seq: 5, rev: 1}, goal(5, home)}, components.Tally{}},
		{"a goal after all", []message{{kind: components.Shot, seq: 5, team: home}, {kind: components.Goal, seq: 5, rev: 1, team: home}}, components.Tally{Home: 1}},
		{"disallowed", []message{goal(5, home), disallowed}, components.Tally{}},
		{"disallowed before it came", []message{disallowed, goal(5, home)}, components.Tally{}},
		{"another disallowed", []message{goal(7, home), disallowed}, components.Tally{Home: 1}},
		{"one that never counted", []message{goal(5, home), {kind: components.GoalDisallowed, seq: 6}}, components.Tally{Home: 1}},
		{"not disallowed after all", []message{goal(5, home), disallowed, void(disallowed)}, components.Tally{Home: 1}},
		{"disallowing overturned", []message{goal(5, home), disallowed, ended(9, 6, overturned)}, components.Tally{Home: 1}},
		{"overturned", []message{goal(5, home), ended(9, 5, overturned)}, components.Tally{}},
		{"upheld", []message{goal(5, home), ended(9, 5, 0)}, components.Tally{Home: 1}},
		{"overturned by the review's number", []message{goal(5, home), review, ended(9, 8, overturned)}, components.Tally{}},
		{"overturned without a number", []message{goal(5, home), review, ended(9, 0, overturned)}, components.Tally{}},
		{"overturned without any number", []message{goal(5, home), {kind: components.ReviewStart, seq: 8}, ended(9, 0, overturned)}, components.Tally{Home: 1}},
		{"the nearest review", []message{goal(5, home), review, ended(9, 5, 0), {kind: components.ReviewStart, seq: 10}, ended(11, 0, overturned)}, components.Tally{Home: 1}},
		{"shoot-out", []message{kick(5, home, 5, components.Scored), kick(6, away, 5, 0), kick(7, away, 5, components.Scored), late}, components.Tally{ShootHome: 1, ShootAway: 1}},
		{"kick to be taken again", []message{kick(5, home, 5, components.Scored), ended(9, 5, overturned)}, components.Tally{}},
		{"penalty in play", []message{kick(5, home, 2, components.Scored)}, components.Tally{}},
		{"made up", []message{{kind: components.Goal, seq: 1<<24 + 1, team: home, flags: components.Synthetic}}, components.Tally{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, 2)
			for _, m := range tt.said {
				r.say(1, m)
			}
			if got := components.FixtureScore.Of(r)[1]; got != tt.want {
				t.Errorf("score is %+v, want %+v", got, tt.want)
			}
			all := newRig(t, 2)
			all.say(1, tt.said...)
			if got := components.FixtureScore.Of(all)[1]; got != tt.want {
				t.Errorf("score is %+v if it is all heard at once, want %+v", got, tt.want)
			}
			if got := components.FixtureScore.Of(all)[0]; got != (components.Tally{}) {
				t.Errorf("score of another match is %+v", got)
			}
		})
	}
}

func TestCardsAndCorners(t *testing.T) {
	r := newRig(t, 1)
	r.say(0,
		message{kind: components.YellowCard, seq: 1, team: components.Home},
		message{kind: components.YellowCard, seq: 2, team: components.Away},
		message{kind: components.SecondYellow, seq: 3, team: components.Away},
		message{kind: components.YellowCard, seq: 4, team: components.Home},
		message{kind: components.RedCard, seq: 4, rev: 1, team: components.Home},
		message{kind: components.YellowCard, seq: 5, team: components.Away, flags: components.SecondCard},
		message{kind: components.RedCard, seq: 6, team: components.Home},
		message{kind: components.ReviewEnd, seq: 7, ref: 6, flags: components.Overturned},
		message{kind: components.Corner, seq: 8, team: components.Home},
		message{kind: components.Corner, seq: 9, team: components.Away},
		message{kind: components.Corner, seq: 10, team: components.Away},
		message{kind: components.Corner, seq: 10, rev: 1, team: components.Away, flags: components.Voided},
	)
	if got, want := components.FixtureCards.Of(r)[0], (components.Cards{HomeYellow: 1, AwayYellow: 1, HomeRed: 1, AwayRed: 2}); got != want {
		t.Errorf("cards are %+v, want %+v", got, want)
	}
	if got, want := components.FixtureCorners.Of(r)[0], (components.Tally{Home: 1, Away: 1}); got != want {
		t.Errorf("corners are %+v, want %+v", got, want)
	}
}

// TestFull checks that an incident for which there is no room is refused and
// counted, and that those that are known may still be corrected.
func TestFull(t *testing.T) {
	r := newRig(t, 1)
	room := uint32(r.Schema().Fan(components.Incident))
	for seq := uint32(2); seq < 2+room; seq++ {
		if news := r.say(0, goal(seq, components.Home)); !news[0] {
			t.Fatalf("goal %d is no news", seq)
		}
	}
	for _, seq := range []uint32{1, 2 + room} { // before and after the others
		if news := r.say(0, goal(seq, components.Home)); news[0] {
			t.Errorf("goal %d is news, and there is no room for it", seq)
		}
	}
	if got := components.FixtureRefused.Of(r)[0]; got != 2 {
		t.Errorf("%d refused, want 2", got)
	}
	if news := r.say(0, message{kind: components.Goal, seq: 2, rev: 1, team: components.Away}); !news[0] {
		t.Error("a correction is no news")
	}
	if got, want := components.FixtureScore.Of(r)[0], (components.Tally{Home: uint16(room) - 1, Away: 1}); got != want {
		t.Errorf("score is %+v, want %+v", got, want)
	}
}

// TestClockOfMatch follows period and clock through a match.
func TestClockOfMatch(t *testing.T) {
	const minute = 60 * components.PTSPerSecond
	start := func(seq uint32, p components.Period, at components.PTS) message {
		return message{kind: components.PeriodStart, seq: seq, period: p, occurred: at}
	}
	end := func(seq uint32, p components.Period, at, clock components.PTS) message {
		return message{kind: components.PeriodEnd, seq: seq, period: p, occurred: at, clock: clock}
	}
	first := []message{start(2, 1, 10*minute), end(3, 1, 57*minute, 47*minute)}
	tests := []struct {
		name   string
		said   []message
		now    components.PTS
		period components.Period
		clock  components.PTS
	}{
		{"before", nil, 5 * minute, 0, 0},
		{"first half", first[:1], 22 * minute, 1, 12 * minute},
		{"added time", first[:1], 56 * minute, 1, 46 * minute},
		{"half-time", first, 60 * minute, 1, 47 * minute},
		{"half-time, in disorder", []message{first[1], first[0]}, 60 * minute, 1, 47 * minute},
		{"half-time taken back", append(first[:2:2], message{kind: components.PeriodEnd, seq: 3, rev: 1, flags: components.Voided}), 60 * minute, 1, 50 * minute},
		{"second half", append(first[:2:2], start(4, 2, 72*minute)), 73 * minute, 2, 46 * minute},
		{"heard of a minute late", []message{{kind: components.PeriodStart, seq: 2, period: 1, occurred: 11 * minute, clock: minute}}, 22 * minute, 1, 12 * minute},
		{"its start was lost", append(first[:2:2], message{kind: components.KickOff, seq: 5, period: 2, occurred: 72 * minute}), 73 * minute, 2, 46 * minute},
		{"a kick-off after a goal", []message{first[0], {kind: components.KickOff, seq: 5, period: 1, occurred: 20 * minute}}, 22 * minute, 1, 12 * minute},
		{"extra time", []message{start(2, 3, 100*minute)}, 101 * minute, 3, 91 * minute},
		{"abandoned", []message{first[0], {kind: components.Abandoned, seq: 9, period: 1, occurred: 20 * minute, clock: 10 * minute}}, 22 * minute, 1, 10 * minute},
		{"match end after the period's", append(first[:2:2], message{kind: components.MatchEnd, seq: 9, period: 1, clock: 50 * minute}), 60 * minute, 1, 47 * minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, 1)
			for _, m := range tt.said {
				r.say(0, m)
			}
			period := components.FixturePeriod.Of(r)[0]
			clock := clockOf(r, tt.now)
			if period != tt.period || clock != tt.clock {
				t.Errorf("period %d, clock %v; want %d, %v", period, clock.Duration(), tt.period, tt.clock.Duration())
			}
		})
	}
}
