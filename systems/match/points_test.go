package match_test

import (
	"math"
	"slices"
	"testing"

	"touchline/components"
)

// An inning is what an innings has come to.
type inning struct {
	period  components.Period
	team    components.Team
	runs    uint16
	wickets uint8
}

func inningsOf(r *rig, f components.Row) (all []inning) {
	fan := r.Schema().Fan(components.Innings)
	for i := range int(components.FixtureInnings.Of(r)[f]) {
		row := components.Row(int(f)*fan + i)
		all = append(all, inning{
			*components.InningsPeriod.At(r, row), *components.InningsTeam.At(r, row),
			*components.InningsRuns.At(r, row), *components.InningsWickets.At(r, row),
		})
	}
	return all
}

// TestPoints checks runs, innings and the score, whatever the order in which the
// messages come.
func TestPoints(t *testing.T) {
	const home, away, super = components.Home, components.Away, components.SuperOver
	start := func(seq uint32, p components.Period, team components.Team) message {
		return message{kind: components.PeriodStart, seq: seq, period: p, team: team}
	}
	ball := func(seq uint32, p components.Period, team components.Team, runs int32) message {
		return message{kind: components.Score, seq: seq, period: p, team: team, value: runs}
	}
	out := func(seq uint32, p components.Period, team components.Team) message {
		return message{kind: components.Wicket, seq: seq, period: p, team: team}
	}
	revised := func(m message, rev uint8) message {
		m.rev = rev
		return m
	}
	void := func(m message) message {
		m.flags |= components.Voided
		return m
	}
	first := []message{start(1, 1, away), ball(2, 1, away, 4), ball(3, 1, away, 0), out(4, 1, away), ball(5, 1, away, 6)}
	and := func(more ...message) []message { return append(slices.Clone(first), more...) }
	tests := []struct {
		name    string
		sport   components.Sport
		said    []message
		score   components.Tally
		innings []inning
	}{
		{"an innings", components.Cricket, first, components.Tally{Away: 10}, []inning{{1, away, 10, 1}}},
		{"told twice", components.Cricket, and(first...), components.Tally{Away: 10}, []inning{{1, away, 10, 1}}},
		{"two innings", components.Cricket, and(start(6, 2, home), ball(7, 2, home, 3)), components.Tally{Home: 3, Away: 10},
			[]inning{{1, away, 10, 1}, {2, home, 3, 0}}},
		{"one side twice", components.Cricket, and(start(6, 2, home), ball(7, 2, home, 3), start(8, 3, home), ball(9, 3, home, 2), start(10, 4, away)),
			components.Tally{Home: 5, Away: 10}, []inning{{1, away, 10, 1}, {2, home, 3, 0}, {3, home, 2, 0}, {4, away, 0, 0}}},
		{"beyond a byte", components.Cricket, and(ball(6, 1, away, 255), ball(7, 1, away, 255)), components.Tally{Away: 520}, []inning{{1, away, 520, 1}}},
		{"beyond what is counted", components.Cricket, and(ball(6, 1, away, math.MaxInt32), ball(7, 1, away, math.MaxInt32)),
			components.Tally{Away: math.MaxUint16}, []inning{{1, away, math.MaxUint16, 1}}},
		{"below nothing", components.Cricket, []message{start(1, 1, home), ball(2, 1, home, -3)}, components.Tally{}, []inning{{1, home, 0, 0}}},
		{"super overs apart", components.Cricket, and(start(6, super, home), ball(7, super, home, 15), start(8, super+1, away), ball(9, super+1, away, 13), out(10, super+1, away)),
			components.Tally{Away: 10, ShootHome: 15, ShootAway: 13}, []inning{{1, away, 10, 1}, {super, home, 15, 0}, {super + 1, away, 13, 1}}},
		{"the newest super over", components.Cricket, and(ball(7, super, home, 15), start(6, super, home), start(8, super+1, away), ball(9, super+1, away, 15),
			start(10, super+2, away), ball(11, super+2, away, 8)),
			components.Tally{Away: 10, ShootAway: 8}, []inning{{1, away, 10, 1}, {super, home, 15, 0}, {super + 1, away, 15, 0}, {super + 2, away, 8, 0}}},
		{"corrected", components.Cricket, and(revised(ball(2, 1, away, 1), 1)), components.Tally{Away: 7}, []inning{{1, away, 7, 1}}},
		{"corrected twice", components.Cricket, and(revised(ball(2, 1, away, 1), 1), revised(ball(2, 1, home, 2), 2)), components.Tally{Home: 2, Away: 6}, []inning{{1, away, 8, 1}}},
		{"taken back", components.Cricket, and(void(revised(ball(5, 1, away, 6), 1))), components.Tally{Away: 4}, []inning{{1, away, 4, 1}}},
		{"and given again", components.Cricket, and(void(revised(ball(5, 1, away, 6), 1)), revised(ball(5, 1, away, 5), 2)), components.Tally{Away: 9}, []inning{{1, away, 9, 1}}},
		{"of the other innings", components.Cricket, and(start(6, 2, home), revised(ball(5, 2, home, 6), 1)), components.Tally{Home: 6, Away: 4}, []inning{{1, away, 4, 1}, {2, home, 6, 0}}},
		{"no score after all", components.Cricket, and(revised(message{kind: components.Other, seq: 5, period: 1}, 1)), components.Tally{Away: 4}, []inning{{1, away, 4, 1}}},
		{"a score after all", components.Cricket, and(message{kind: components.Other, seq: 6, period: 1}, revised(ball(6, 1, away, 2), 1)), components.Tally{Away: 12}, []inning{{1, away, 12, 1}}},
		{"never told but taken back", components.Cricket, and(void(revised(ball(6, 1, away, 6), 1))), components.Tally{Away: 10}, []inning{{1, away, 10, 1}}},
		{"not out after a review", components.Cricket, and(message{kind: components.ReviewStart, seq: 6, ref: 4, period: 1}, message{kind: components.ReviewEnd, seq: 7, period: 1, flags: components.Overturned}),
			components.Tally{Away: 10}, []inning{{1, away, 10, 0}}},
		{"out after a review", components.Cricket, and(message{kind: components.ReviewStart, seq: 6, ref: 4, period: 1}, message{kind: components.ReviewEnd, seq: 7, period: 1}),
			components.Tally{Away: 10}, []inning{{1, away, 10, 1}}},
		{"wicket taken back", components.Cricket, and(void(revised(out(4, 1, away), 1))), components.Tally{Away: 10}, []inning{{1, away, 10, 0}}},
		{"nobody's", components.Cricket, and(ball(6, 1, components.NoTeam, 5)), components.Tally{Away: 10}, []inning{{1, away, 15, 1}}},
		{"before the match", components.Cricket, and(ball(6, 0, home, 5)), components.Tally{Home: 5, Away: 10}, []inning{{1, away, 10, 1}}},
		{"made up", components.Cricket, and(message{kind: components.Score, seq: 1<<24 + 1, period: 1, team: home, value: 6, flags: components.Synthetic}),
			components.Tally{Away: 10}, []inning{{1, away, 10, 1}}},
		{"points of another sport", components.Football, []message{ball(1, 1, home, 3), ball(2, super, home, 2), goal(3, home), out(4, 1, home)}, components.Tally{Home: 6}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			backwards := slices.Clone(tt.said)
			slices.Reverse(backwards)
			for _, order := range []struct {
				name string
				said []message
			}{{"in order", tt.said}, {"backwards", backwards}} {
				each, all := newRig(t, 2), newRig(t, 2)
				for _, r := range []*rig{each, all} {
					components.FixtureSport.Of(r)[1] = tt.sport
				}
				for _, m := range order.said {
					each.say(1, m)
				}
				all.say(1, order.said...)
				for _, r := range []*rig{each, all} {
					if got := components.FixtureScore.Of(r)[1]; got != tt.score {
						t.Errorf("%s: score is %+v, want %+v", order.name, got, tt.score)
					}
					if got := inningsOf(r, 1); !slices.Equal(got, tt.innings) {
						t.Errorf("%s: innings are %+v, want %+v", order.name, got, tt.innings)
					}
					if got := components.FixtureScore.Of(r)[0]; got != (components.Tally{}) || inningsOf(r, 0) != nil {
						t.Errorf("%s: score of another match is %+v", order.name, got)
					}
				}
			}
		})
	}
}

// TestPointsFull checks that a ball for which there is no room is refused and
// counted, and that those that are known may still be corrected.
func TestPointsFull(t *testing.T) {
	r := newRig(t, 2)
	components.FixtureSport.Of(r)[0], components.FixtureSport.Of(r)[1] = components.Cricket, components.Cricket
	room := uint32(r.Schema().Fan(components.Point))
	ball := func(seq uint32, rev uint8) message {
		return message{kind: components.Score, seq: seq, rev: rev, team: components.Home, period: 1, value: 1 + 9*int32(rev)}
	}
	for seq := uint32(2); seq < 2+room; seq++ {
		if news := r.say(0, ball(seq, 0)); !news[0] {
			t.Fatalf("ball %d is no news", seq)
		}
	}
	for _, seq := range []uint32{1, 2 + room} {
		if news := r.say(0, ball(seq, 0)); news[0] {
			t.Errorf("ball %d is news, and there is no room for it", seq)
		}
	}
	if news := r.say(0, ball(2, 1)); !news[0] {
		t.Error("a correction is no news")
	}
	if news := r.say(0, ball(3+room, 1)); !news[0] {
		t.Error("a correction that came first is no news")
	}
	if got := components.FixtureRefused.Of(r)[0]; got != 3 {
		t.Errorf("%d refused, want 3", got)
	}
	if got, want := components.FixtureScore.Of(r)[0], (components.Tally{Home: uint16(room) + 9}); got != want {
		t.Errorf("score is %+v, want %+v", got, want)
	}
	if components.FixturePoints.Of(r)[1] != 0 || components.PointSeq.Of(r)[room] != 0 {
		t.Error("the points of one match run over into the next")
	}
}

// TestScorecardFull checks that innings beyond the room are left out of the card,
// and counted in the score.
func TestScorecardFull(t *testing.T) {
	r := newRig(t, 2)
	components.FixtureSport.Of(r)[0] = components.Cricket
	room := r.Schema().Fan(components.Innings)
	for p := range components.Period(room + 2) {
		r.say(0, message{kind: components.Score, seq: uint32(p) + 1, period: p + 1, team: components.Home, value: 1})
	}
	if got := inningsOf(r, 0); len(got) != room || got[room-1] != (inning{period: components.Period(room), runs: 1}) {
		t.Errorf("innings are %+v, want %d of them", got, room)
	}
	if got := components.FixtureScore.Of(r)[0].Home; got != 8+2 {
		t.Errorf("%d runs, want those of all %d innings", got, room+2)
	}
}

// TestCricketPhases follows the phase through an over.
func TestCricketPhases(t *testing.T) {
	r := newRig(t, 1)
	components.FixtureSport.Of(r)[0] = components.Cricket
	const made = components.Synthetic
	steps := []struct {
		event message
		phase components.Phase
	}{
		{message{kind: components.MatchStart, seq: 1, period: 1}, components.NoPlay},
		{message{kind: components.PeriodStart, seq: 2, period: 1, team: components.Home, occurred: 100}, components.Stopped},
		{message{kind: components.Possession, seq: 1 << 24, flags: made, period: 1, occurred: 200}, components.BuildUp},
		{message{kind: components.Score, seq: 3, period: 1, occurred: 300, value: 3}, components.Attack},
		{message{kind: components.BallOut, seq: 1<<24 + 1, flags: made, period: 1, occurred: 400}, components.Stopped},
		{message{kind: components.Score, seq: 4, period: 1, occurred: 500, value: 4}, components.Celebrate},
		{message{kind: components.BallOut, seq: 1<<24 + 2, flags: made, period: 1, occurred: 600}, components.Stopped},
		{message{kind: components.Score, seq: 5, period: 1, occurred: 700}, components.Attack},
		{message{kind: components.Wicket, seq: 6, period: 1, occurred: 700}, components.Celebrate},
		{message{kind: components.ReviewStart, seq: 7, ref: 6, period: 1, occurred: 800}, components.InReview},
		{message{kind: components.BallOut, seq: 1<<24 + 3, flags: made, period: 1, occurred: 900}, components.InReview},
		{message{kind: components.ReviewEnd, seq: 8, ref: 6, period: 1, occurred: 1000}, components.Stopped},
		{message{kind: components.Score, seq: 9, period: 1, occurred: 1100, value: 6, flags: components.Voided}, components.Stopped},
		{message{kind: components.Score, seq: 10, period: 1, occurred: 1200}, components.Attack},
		{message{kind: components.PeriodEnd, seq: 11, period: 1, occurred: 1300}, components.NoPlay},
		{message{kind: components.PeriodStart, seq: 12, period: 2, occurred: 1400}, components.Stopped},
	}
	for _, s := range steps {
		r.say(0, s.event)
		if got := components.FixturePhase.Of(r)[0]; got != s.phase {
			t.Errorf("after %s %d: %s, want %s", s.event.kind, s.event.seq, got, s.phase)
		}
	}
	football := newRig(t, 1)
	for _, kind := range []components.EventKind{components.Score, components.Wicket} {
		football.say(0, message{kind: components.PeriodStart, seq: 1, period: 1})
		football.say(0, message{kind: kind, seq: 2 + uint32(kind), period: 1, occurred: 9000, value: 4})
		if got := components.FixturePhase.Of(football)[0]; got != components.Stopped {
			t.Errorf("%s at football: %s, want %s", kind, got, components.Stopped)
		}
	}
	if got := components.FixtureHeard.Of(football)[0].Play; got != 0 {
		t.Errorf("at football event %d is play, want none", got)
	}
	if got := components.FixtureHeard.Of(r)[0].Play; got != 10 {
		t.Errorf("last play is %d, want 10", got)
	}
}
