package filler_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/feed/filler"
)

func runs(e components.Event, n int32) components.Event {
	e.Value = n
	return e
}

// TestCricket checks what is added around balls, wickets and reviews: where it was,
// and when.
func TestCricket(t *testing.T) {
	const home, away = components.Home, components.Away
	m := half()
	m.Sport = "cricket"
	m.Events = []components.Event{
		event(components.PeriodStart, 0, home),
		runs(event(components.Score, 0, home), 5), // a penalty
		event(components.Score, 38, home),
		runs(event(components.Score, 76, home), 4),
		event(components.Score, 80, home), // too soon for a run-up
		event(components.Score, 130, home), event(components.Wicket, 130, home),
		event(components.Score, 288, home), event(components.ReviewStart, 303, away), event(components.ReviewEnd, 438, away), event(components.Wicket, 438, home),
		event(components.Score, 596, home), flagged(event(components.Score, 597, home), components.Voided),
		event(components.Score, 640, home), event(components.Wicket, 640, home), event(components.ReviewStart, 650, home),
		runs(event(components.Score, 700, home), 5), event(components.ReviewEnd, 760, home),
		event(components.Score, 800, home), event(components.Score, 812, home), // the next run-up begins before the ball is dead
		flagged(event(components.Score, 820, home), components.Voided), event(components.PeriodEnd, 900, 0),
	}
	next := event(components.PeriodStart, 0, away)
	next.Period = 2
	ball := event(components.Score, 38, away)
	ball.Period = 2
	m.Events = append(m.Events, next, ball)
	for i := range m.Events {
		m.Events[i].Seq = uint32(i + 1)
	}
	given := slices.Clone(m.Events)
	n := filler.Fill(m, 1)
	var got []string
	for i, e := range m.Events {
		if !synthetic(e) {
			continue
		}
		got = append(got, fmt.Sprintf("%d@%d %v %v", e.Period, e.Clock/second, e.Kind, e.Team))
		if e.Seq != filler.FirstSeq+uint32(len(got)-1) || e.X != components.NoPlace || e.Source != components.FromMatch {
			t.Errorf("%+v", e)
		}
		if i > 0 && m.Events[i-1].Period == e.Period && m.Events[i-1].Clock > e.Clock {
			t.Errorf("%v comes after %v", e.Clock, m.Events[i-1].Clock)
		}
	}
	const want = `1@12 ball_out home
		1@30 possession away
		1@44 ball_out home
		1@68 possession away
		1@86 ball_out home
		1@122 possession away
		1@160 ball_out home
		1@280 possession away
		1@294 ball_out home
		1@468 ball_out home
		1@588 possession away
		1@602 ball_out home
		1@632 possession away
		1@792 possession away
		1@804 possession away
		1@818 ball_out home
		2@30 possession home`
	if text := strings.Join(got, "\n\t\t"); text != want || n != len(got) {
		t.Errorf("%d are added:\n\t\t%s\nwant\n\t\t%s", n, text, want)
	}
	if left := slices.DeleteFunc(m.Events, synthetic); !slices.Equal(left, given) {
		t.Error("the match is not left as it was")
	}
}
