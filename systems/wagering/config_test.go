package wagering_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/wagering"
)

func TestConfig(t *testing.T) {
	if err := wagering.Default().Validate(); err != nil {
		t.Errorf("the default: %v", err)
	}
	_, err := wagering.New(wagering.Config{Markets: 0x61, Quiet: -90_000})
	const want = "wagering: markets 0x61: there are 0x1f\nquiet -1s: must be at least 0"
	if err == nil || err.Error() != want {
		t.Errorf("error %q, want %q", err, want)
	}
}

func TestSuspends(t *testing.T) {
	onGoals := wagering.SetOf(components.ResultGroup, components.TotalsGroup, components.HalfGroup)
	onReds := onGoals | wagering.SetOf(components.CardsGroup)
	tests := []struct {
		kind   components.EventKind
		flags  components.EventFlags
		causes components.Suspension
		groups wagering.GroupSet
	}{
		{components.Shot, 0, 0, 0},
		{components.Shot, components.OnTarget, components.PossibleGoal, onGoals},
		{components.Shot, components.OnTarget | components.Synthetic, 0, 0},
		{components.Shot, components.OnTarget | components.Voided, 0, 0},
		{components.Shot, components.FromPenalty, components.PossibleGoal | components.PossiblePenalty, onGoals},
		{components.Goal, 0, components.PossibleGoal, onGoals},
		{components.OwnGoal, 0, components.PossibleGoal, onGoals},
		{components.GoalDisallowed, 0, 0, 0},
		{components.PenaltyAwarded, 0, components.PossibleGoal | components.PossiblePenalty, onGoals},
		{components.PenaltyNotAwarded, 0, 0, 0},
		{components.ReviewStart, 0, components.UnderReview | components.PossibleGoal, wagering.AllMarkets},
		{components.ReviewEnd, 0, 0, 0},
		{components.YellowCard, 0, 0, 0},
		{components.YellowCard, components.SecondCard, components.RedCardShown, onReds},
		{components.SecondYellow, 0, components.RedCardShown, onReds},
		{components.RedCard, 0, components.RedCardShown, onReds},
		{components.Injury, 0, components.PlayerInjured, wagering.SetOf(components.ResultGroup)},
		{components.OperatorSuspend, 0, components.ByOperator, wagering.AllMarkets},
		{components.OperatorResume, 0, 0, 0},
		{components.Corner, 0, 0, 0},
		{components.Pass, 0, 0, 0},
	}
	for _, tt := range tests {
		causes, groups := wagering.Suspends(components.Football, tt.kind, tt.flags)
		if causes != tt.causes || groups != tt.groups {
			t.Errorf("%s with flags %#x raises %#x on groups %#x, want %#x on %#x", tt.kind, tt.flags, causes, groups, tt.causes, tt.groups)
		}
	}
}

// TestSuspendsCricket checks what closes the one market of cricket, and that what
// is football's does not.
func TestSuspendsCricket(t *testing.T) {
	raised := map[components.EventKind]components.Suspension{
		components.Wicket: components.WicketFell, components.ReviewStart: components.DecisionReview,
		components.Injury: components.PlayerInjured, components.OperatorSuspend: components.ByOperator,
	}
	for kind := range components.EventKinds {
		want, groups := raised[kind], wagering.GroupSet(0)
		if want != 0 {
			groups = wagering.SetOf(components.ResultGroup)
		}
		causes, got := wagering.Suspends(components.Cricket, kind, 0)
		if causes != want || got != groups {
			t.Errorf("%s raises %#x on groups %#x, want %#x on %#x", kind, causes, got, want, groups)
		}
		if causes, _ := wagering.Suspends(components.Cricket, kind, components.Voided); causes != 0 {
			t.Errorf("%s that is taken back raises %#x", kind, causes)
		}
	}
}

// TestSuspendsAtOnce checks that what an edge would do on arrival is what the tick
// does, for every kind of event.
func TestSuspendsAtOnce(t *testing.T) {
	for n := range 2 * components.EventKinds {
		sport, kind := components.Sport(n%2), n/2
		for _, flags := range []components.EventFlags{0, components.OnTarget, components.FromPenalty, components.SecondCard} {
			r := newRig(t, strict, 1, 8)
			components.FixtureSport.Of(r)[0] = sport
			r.say(opening()...)
			m := message{kind: kind, seq: 4, team: components.Home, period: 1, flags: flags}
			r.say(m)
			causes, groups := wagering.Suspends(sport, kind, flags)
			for g := range components.Groups {
				status, stands, _ := r.market(0, g)
				if groups.Has(g) != (status == suspended) || stands != wagering.Concerns(g, causes) {
					if status != active && status != suspended {
						continue // the event has ended it
					}
					t.Errorf("%s: %s with flags %#x: %s is %s with %#x, want %#x", sport, kind, flags, g, status, stands, causes)
				}
			}
		}
	}
}

func TestAccepts(t *testing.T) {
	for status := deactivated; status <= cancelled; status++ {
		for _, causes := range []components.Suspension{0, components.FeedStale} {
			if got, want := wagering.Accepts(status, causes), status == active && causes == 0; got != want {
				t.Errorf("a market that is %s with causes %#x takes bets: %t, want %t", status, causes, got, want)
			}
		}
	}
}
