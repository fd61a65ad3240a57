package match_test

import (
	"testing"

	"touchline/components"
)

func at(x components.Centimeter) *components.Place { return &components.Place{X: x} }

func TestPhase(t *testing.T) {
	const home, away = components.Home, components.Away
	tests := []struct {
		name   string
		event  message
		phase  components.Phase
		holder components.Team
	}{
		{"pass", message{kind: components.Pass, team: home, period: 1, place: at(1750)}, components.BuildUp, home},
		{"pass in the last third", message{kind: components.Pass, team: home, period: 1, place: at(1751)}, components.Attack, home},
		{"pass in the first third", message{kind: components.Pass, team: home, period: 1, place: at(-1751)}, components.BuildUp, home},
		{"the other side's last third", message{kind: components.Carry, team: away, period: 1, place: at(-1751)}, components.Attack, away},
		{"ends are changed", message{kind: components.Carry, team: home, period: 2, place: at(-1751)}, components.Attack, home},
		{"ends are changed again", message{kind: components.Possession, team: away, period: 3, place: at(-1751)}, components.Attack, away},
		{"pass from somewhere", message{kind: components.Pass, team: away, period: 1}, components.BuildUp, away},
		{"pressure on the other side", message{kind: components.Pressure, team: away, period: 1, place: at(2000)}, components.Attack, home},
		{"shot", message{kind: components.Shot, team: away, period: 1}, components.Shooting, away},
		{"save", message{kind: components.Save, team: home, period: 1}, components.Shooting, home},
		{"corner", message{kind: components.Corner, team: home, period: 1}, components.SetPiece, home},
		{"penalty", message{kind: components.PenaltyAwarded, team: home, period: 1}, components.SetPiece, home},
		{"free kick", message{kind: components.FreeKick, team: home, period: 1, place: at(0)}, components.BuildUp, home},
		{"free kick near the goal", message{kind: components.FreeKick, team: home, period: 1, place: at(3000)}, components.SetPiece, home},
		{"foul", message{kind: components.Foul, team: home, period: 1, place: at(3000)}, components.Stopped, away},
		{"foul near the goal", message{kind: components.Foul, team: away, period: 1, place: at(3000)}, components.SetPiece, home},
		{"throw-in", message{kind: components.ThrowIn, team: away, period: 1, place: at(-4000)}, components.BuildUp, away},
		{"ball out", message{kind: components.BallOut, team: away, period: 1}, components.Stopped, home},
		{"offside", message{kind: components.Offside, team: away, period: 1}, components.Stopped, home},
		{"card", message{kind: components.YellowCard, team: away, period: 1}, components.Stopped, components.NoTeam},
		{"goal", message{kind: components.Goal, team: away, period: 1}, components.Celebrate, home},
		{"review", message{kind: components.ReviewStart, team: away, period: 1}, components.InReview, components.NoTeam},
		{"half-time", message{kind: components.PeriodEnd, period: 1}, components.NoPlay, components.NoTeam},
		{"substitution tells nothing", message{kind: components.Substitution, team: home, period: 1}, components.Stopped, components.NoTeam},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := newRig(t, 1)
			r.say(0, message{kind: components.PeriodStart, seq: 1, period: tt.event.period})
			tt.event.seq, tt.event.occurred = 2, 9000
			r.say(0, tt.event)
			if got := components.FixturePhase.Of(r)[0]; got != tt.phase {
				t.Errorf("phase is %s, want %s", got, tt.phase)
			}
			if got := components.FixtureHolder.Of(r)[0]; got != tt.holder {
				t.Errorf("%v has the ball, want %v", got, tt.holder)
			}
			want := components.Place{X: components.NoPlace, Y: components.NoPlace}
			if tt.event.place != nil {
				want = *tt.event.place
			}
			if got := components.FixtureBall.Of(r)[0]; got != want {
				t.Errorf("ball is at %v, want %v", got, want)
			}
		})
	}
}

// TestPhases follows phase and the time at which it began through a match with a
// goal that is reviewed and taken back.
func TestPhases(t *testing.T) {
	r := newRig(t, 1)
	steps := []struct {
		event message
		phase components.Phase
		since components.PTS
	}{
		{message{kind: components.MatchStart, seq: 1}, components.NoPlay, 0},
		{message{kind: components.PeriodStart, seq: 2, period: 1, occurred: 1000}, components.Stopped, 1000},
		{message{kind: components.KickOff, seq: 3, period: 1, occurred: 1000}, components.BuildUp, 1000},
		{message{kind: components.Pass, seq: 4, period: 1, occurred: 2000}, components.BuildUp, 1000},
		{message{kind: components.Shot, seq: 6, period: 1, occurred: 4000}, components.Shooting, 4000},
		{message{kind: components.Pass, seq: 5, period: 1, occurred: 3000}, components.Shooting, 4000}, // late: it moves nothing
		{message{kind: components.Goal, seq: 7, team: components.Home, period: 1, occurred: 5000}, components.Celebrate, 5000},
		{message{kind: components.Possession, seq: 1 << 24, period: 1, occurred: 5500, flags: components.Synthetic}, components.Celebrate, 5000},
		{message{kind: components.ReviewStart, seq: 8, ref: 7, period: 1, occurred: 6000}, components.InReview, 6000},
		{message{kind: components.ReviewEnd, seq: 9, ref: 7, period: 1, occurred: 7000, flags: components.Overturned}, components.Stopped, 7000},
		{message{kind: components.FreeKick, seq: 10, period: 1, occurred: 8000}, components.BuildUp, 8000},
		{message{kind: components.Carry, seq: 1<<24 + 1, team: components.Home, period: 1, occurred: 9000, flags: components.Synthetic, place: at(3000)}, components.Attack, 9000},
		{message{kind: components.Goal, seq: 11, team: components.Home, period: 1, occurred: 10000}, components.Celebrate, 10000},
		{message{kind: components.Goal, seq: 11, rev: 1, period: 1, occurred: 10000, flags: components.Voided}, components.Stopped, 10000},
		{message{kind: components.GoalKick, seq: 12, period: 1, occurred: 11000}, components.BuildUp, 11000},
		{message{kind: components.PeriodEnd, seq: 13, period: 1, occurred: 12000}, components.NoPlay, 12000},
		{message{kind: components.Pass, seq: 14, period: 1, occurred: 12500}, components.NoPlay, 12000},
	}
	for _, s := range steps {
		r.say(0, s.event)
		if phase, since := components.FixturePhase.Of(r)[0], components.FixtureSince.Of(r)[0]; phase != s.phase || since != s.since {
			t.Errorf("after %s %d: %s since %d, want %s since %d", s.event.kind, s.event.seq, phase, since, s.phase, s.since)
		}
	}
}
