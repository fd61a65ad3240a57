package program

import (
	"fmt"
	"strings"
	"testing"

	"touchline/components"
	"touchline/systems/manifest/index"
)

// TestGoals: what subtitles say of a match that nobody comments, and when.
func TestGoals(t *testing.T) {
	const second = components.PTSPerSecond
	type told struct {
		release    components.PTS // s; what is not released yet waits
		op         components.WagerOp
		kind       components.EventKind
		home, away uint16
	}
	record, cancel := components.EventRecord, components.Cancel
	for _, tt := range []struct {
		name   string
		spoken components.PTS // when somebody commented, in s; 0 for never
		told   []told
		want   string
	}{
		{"a goal of each", 0, []told{{10, record, components.Goal, 1, 0}, {20, record, components.OwnGoal, 1, 1}}, "10 Goal, A 1-0 B; 20 Goal, A 1-1 B"},
		{"what is no goal", 0, []told{{10, record, components.Corner, 0, 0}, {20, record, components.PenaltyKick, 0, 0}}, ""},
		{"told again", 0, []told{{10, record, components.Goal, 1, 0}, {20, record, components.Goal, 1, 0}}, "10 Goal, A 1-0 B"},
		{"taken back", 0, []told{{10, record, components.Goal, 1, 0}, {50, cancel, components.Goal, 0, 0}}, "10 Goal, A 1-0 B; 50 No goal, A 0-0 B"},
		{"disallowed", 0, []told{{10, record, components.Goal, 0, 1}, {50, record, components.GoalDisallowed, 0, 0}}, "10 Goal, A 0-1 B; 50 No goal, A 0-0 B"},
		{"disallowed before it counted", 0, []told{{10, record, components.GoalDisallowed, 0, 0}}, ""},
		{"taken back before viewers may know", 0, []told{{16, record, components.Goal, 1, 0}, {12, cancel, components.Goal, 0, 0}}, ""},
		{"in the commentary", 9, []told{{10, record, components.Goal, 1, 0}, {38, record, components.Goal, 2, 0}, {39, record, components.Goal, 3, 0}}, "39 Goal, A 3-0 B"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := &Program{Home: "A", Away: "B", Index: index.New(0, 2*second), cues: &cues{
				Words: &Words{Goal: "Goal, ", NoGoal: "No goal, ", Length: 6 * second},
			}}
			if tt.spoken > 0 {
				p.cues.silent = tt.spoken*second + silence
			}
			for _, e := range tt.told {
				score := components.Tally{Home: e.home, Away: e.away}
				p.wait(event{e.release * second, index.Event{Wager: &index.Wager{Op: e.op, Kind: e.kind, Score: score}}})
				if p.cues.newest = score; tt.name != "taken back before viewers may know" {
					p.release(e.release * second)
				}
			}
			p.release(100 * second)
			p.Index.Enter(index.Segment{Number: 1, Length: 1000 * second}, 0)
			var got []string
			p.Index.View().Cues(1, func(c *index.Cue) {
				got = append(got, fmt.Sprintf("%d %s", c.At/second, c.Text))
				if c.Length != 6*second {
					t.Errorf("shown for %d", c.Length)
				}
			})
			if strings.Join(got, "; ") != tt.want {
				t.Errorf("%q, want %q", strings.Join(got, "; "), tt.want)
			}
		})
	}
}
