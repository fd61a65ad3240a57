package wagering_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/wagering"
)

// batting returns a rig in whose only match the first ball of an innings of the home
// side is to come.
func batting(t *testing.T, cfg wagering.Config) *rig {
	r := newRig(t, cfg, 1, 8)
	components.FixtureSport.Of(r)[0] = components.Cricket
	r.say(message{kind: components.MatchStart, seq: 1, period: 1}, message{kind: components.PeriodStart, seq: 2, period: 1, team: components.Home})
	return r
}

func ball(seq uint32, period components.Period, team components.Team, runs int32) message {
	return message{kind: components.Score, seq: seq, period: period, team: team, value: runs}
}

// TestOver follows the one market of cricket through an over: it closes for wickets
// and reviews, and for nothing else.
func TestOver(t *testing.T) {
	const home = components.Home
	r := newRig(t, strict, 1, 8)
	components.FixtureSport.Of(r)[0] = components.Cricket
	steps := []struct {
		name string
		said []message
		want string
	}{
		{"start", []message{{kind: components.MatchStart, seq: 1, period: 1}, {kind: components.PeriodStart, seq: 2, period: 1, team: home}}, `
			event < match_start 1
			event < period_start 2
			activate result: active < period_start 2`},
		{"ball", []message{ball(3, 1, home, 0)}, `event < score 3`},
		{"six", []message{ball(4, 1, home, 6)}, `event < score 4`},
		{"wicket", []message{ball(5, 1, home, 0), {kind: components.Wicket, seq: 6, period: 1, team: home}}, `
			suspend result: suspended wicket < wicket 6
			event < score 5
			event < wicket 6`},
		{"review of it", []message{{kind: components.ReviewStart, seq: 7, ref: 6, period: 1, team: home}}, `
			suspend result: suspended wicket+review < var_start 7
			event < var_start 7`},
		{"not out", []message{{kind: components.ReviewEnd, seq: 8, ref: 6, period: 1, flags: components.Overturned}}, `
			suspend result: suspended wicket < var_end 8
			event < var_end 8`},
		{"next ball", []message{ball(9, 1, home, 1)}, `
			event < score 9
			resume result: active < score 9`},
		{"hurt", []message{{kind: components.Injury, seq: 10, period: 1, team: home}}, `
			suspend result: suspended injury < injury 10
			event < injury 10`},
		{"end of the innings", []message{{kind: components.PeriodEnd, seq: 11, period: 1}}, `
			event < period_end 11
			resume result: active < period_end 11`},
		{"football", []message{{kind: components.Goal, seq: 12, period: 1, team: home}, {kind: components.RedCard, seq: 13, period: 1}}, `
			event < goal 12
			event < card_red 13`},
		{"end", []message{{kind: components.MatchEnd, seq: 14, period: 1, team: components.Away}}, `
			event < match_end 14
			settle result: settled outcome=2 < match_end 14`},
	}
	for _, s := range steps {
		r.say(s.said...)
		r.expect(s.name, s.want)
	}
}

// TestNewBatter checks that a market which closed for a wicket opens without a ball
// once the next batter has had time to come in.
func TestNewBatter(t *testing.T) {
	const quiet = 5 * 4500
	r := batting(t, wagering.Config{Markets: wagering.AllMarkets, Quiet: quiet})
	at := components.PTS(r.tick) * 4500
	r.say(ball(3, 1, components.Home, 0), message{kind: components.Wicket, seq: 4, period: 1, occurred: at})
	for {
		status, causes, _ := r.market(0, components.ResultGroup)
		if closed := r.Now.PTS < at+quiet; closed != (status == suspended && causes == components.WicketFell) || !closed && status != active {
			t.Fatalf("%d after the wicket: %s with %#x", r.Now.PTS-at, status, causes)
		}
		if r.Now.PTS > at+2*quiet {
			return
		}
		r.say()
	}
}

// TestCricketResult checks what the match is settled with. An outcome of −1 is none.
func TestCricketResult(t *testing.T) {
	const home, away, super = components.Home, components.Away, components.SuperOver
	end := func(team components.Team, flags components.EventFlags) message {
		return message{kind: components.MatchEnd, seq: 50, period: 2, team: team, flags: flags}
	}
	level := []message{ball(3, 1, home, 4), ball(4, 2, away, 4)}
	and := func(more ...message) []message { return append(level[:2:2], more...) }
	tests := []struct {
		name    string
		said    []message
		status  components.Status
		outcome int
	}{
		{"under way", and(message{kind: components.PeriodEnd, seq: 5, period: 2}), active, -1},
		{"home", and(ball(5, 1, home, 1), end(0, 0)), settled, 1},
		{"away", and(ball(5, 2, away, 1), end(0, 0)), settled, 2},
		{"against the runs", and(ball(5, 1, home, 1), end(away, 0)), settled, 2},
		{"tie", and(end(0, 0)), settled, 3},
		{"tie that was told", and(ball(5, 1, home, 1), end(0, components.Tied)), settled, 3},
		{"draw", and(ball(5, 1, home, 1), end(0, components.Drawn)), settled, 0},
		{"super over", and(ball(5, super, home, 9), ball(6, super+1, away, 12), end(0, 0)), settled, 2},
		{"second super over", and(ball(5, super, home, 9), ball(6, super+1, away, 9), ball(7, super+2, away, 3), ball(8, super+3, home, 4), end(0, 0)), settled, 1},
		{"level in the super over", and(ball(5, super, home, 9), ball(6, super+1, away, 9), end(0, 0)), settled, 3},
		{"decided by boundaries", and(ball(5, super, home, 9), ball(6, super+1, away, 9), end(home, components.Tied)), settled, 1},
		{"no result", and(message{kind: components.Abandoned, seq: 50, period: 2}), cancelled, -1},
		{"no result after all", and(message{kind: components.Abandoned, seq: 49, period: 2}, message{kind: components.Abandoned, seq: 49, rev: 1, flags: components.Voided}, end(home, 0)), settled, 1},
		{"a ball corrected after the end", and(end(0, 0), message{kind: components.Score, seq: 4, rev: 1, period: 2, team: away, value: 6}), settled, 2},
		{"review over the end", and(message{kind: components.ReviewStart, seq: 5, period: 2}, end(home, 0)), suspended, -1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := batting(t, strict)
			var book ledger
			book.markets[components.ResultGroup].status = active // by what the rig was told
			for _, m := range tt.said {
				r.say(m)
				for i := range components.Row(r.Len(components.Wager)) {
					rec := r.record(i)
					if rec.group == components.NoGroup {
						continue
					}
					if rec.group != components.ResultGroup || rec.next {
						t.Errorf("%s of %s, next goal %t", rec.op, rec.group, rec.next)
					}
					if err := book.change(rec, book.markets[rec.group].status, &book.markets[rec.group]); err != nil {
						t.Error(err)
					}
					book.markets[rec.group].status = rec.status
				}
			}
			status, _, outcome := r.market(0, components.ResultGroup)
			if status != tt.status || int(outcome)-1 != tt.outcome {
				t.Errorf("%s with %d, want %s with %d", status, int(outcome)-1, tt.status, tt.outcome)
			}
			for g := components.ResultGroup + 1; g < components.Groups; g++ {
				if status, _, outcome := r.market(0, g); status != deactivated || outcome != 0 {
					t.Errorf("%s is %s with %d", g, status, outcome)
				}
			}
		})
	}
}

// TestLostBalls checks that a match is not settled by a score that is not whole.
func TestLostBalls(t *testing.T) {
	for _, team := range []components.Team{components.NoTeam, components.Away} {
		r := batting(t, strict)
		room := uint32(r.Schema().Fan(components.Point))
		for seq := uint32(3); seq < 3+room; seq++ {
			if status, _, _ := r.market(0, components.ResultGroup); status != active && seq > 3 {
				t.Fatalf("before ball %d: %s", seq, status)
			}
			r.say(ball(seq, 1, components.Home, 1))
		}
		if status, causes, _ := r.market(0, components.ResultGroup); status != suspended || causes != components.FeedStale {
			t.Errorf("without room for another ball: %s with %#x", status, causes)
		}
		r.say(message{kind: components.MatchEnd, seq: 900, period: 1, team: team})
		want, status := components.Outcome(0), suspended
		if team != components.NoTeam {
			want, status = 1+components.Outcome(team), settled
		}
		if got, _, outcome := r.market(0, components.ResultGroup); got != status || outcome != want {
			t.Errorf("end with the word for %q: %s with %d, want %s with %d", team, got, outcome, status, want)
		}
	}
}
