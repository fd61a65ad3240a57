package filler_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/feed/filler"
)

// TestStops checks when the ball is in play again. A half is stopped at 2:00, and
// what comes after is at 4:00 and 6:00.
func TestStops(t *testing.T) {
	const home, away = components.Home, components.Away
	shot := event(components.Shot, 240, home)
	tests := []struct {
		name   string
		events []components.Event
		dead   bool // from 2:40 to 4:00
		after  bool // dead from 4:40 to 6:00
	}{
		{"nothing", nil, false, false},
		{"goal", []components.Event{event(components.Goal, 120, home)}, true, true},
		{"goal and kick-off", []components.Event{event(components.Goal, 120, home), event(components.KickOff, 240, away)}, true, false},
		{"own goal", []components.Event{event(components.OwnGoal, 120, home), event(components.KickOff, 240, home)}, true, false},
		{"goal taken back by its source", []components.Event{event(components.Goal, 120, home), flagged(event(components.Goal, 240, home), components.Voided)}, true, false},
		{"goal disallowed", []components.Event{event(components.Goal, 120, home), event(components.GoalDisallowed, 240, home)}, true, false},
		{"penalty", []components.Event{event(components.PenaltyAwarded, 120, home), shot}, true, true},
		{"penalty missed", []components.Event{event(components.PenaltyAwarded, 120, home), flagged(shot, components.FromPenalty)}, true, false},
		{"penalty kick", []components.Event{event(components.PenaltyAwarded, 120, home), event(components.PenaltyKick, 240, home)}, true, false},
		{"penalty not given", []components.Event{event(components.PenaltyAwarded, 120, home), event(components.PenaltyNotAwarded, 240, home)}, true, false},
		{"review", []components.Event{event(components.ReviewStart, 120, home), event(components.ReviewEnd, 240, home)}, true, false},
		{"review without an end", []components.Event{event(components.ReviewStart, 120, home)}, true, true},
		{"goal confirmed", []components.Event{event(components.Goal, 120, home), event(components.ReviewStart, 130, home), event(components.ReviewEnd, 240, home)}, true, true},
		{"goal overturned", []components.Event{event(components.Goal, 120, home), event(components.ReviewStart, 130, home), flagged(event(components.ReviewEnd, 240, home), components.Overturned)}, true, false},
		{"end of the period", []components.Event{event(components.PeriodEnd, 120, 0)}, true, true},
		{"abandoned", []components.Event{event(components.Abandoned, 120, 0)}, true, true},
		{"card", []components.Event{event(components.RedCard, 120, home)}, false, false},
		{"substitution", []components.Event{event(components.Substitution, 240, home)}, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(seeds) {
				m := half(append(tt.events, event(components.Substitution, 360, home))...)
				filler.Fill(m, seed)
				if got := !plays(m.Events, 160, 240); got != tt.dead {
					t.Errorf("seed %d: dead until 4:00: %v, want %v", seed, got, tt.dead)
				}
				if got := !plays(m.Events, 280, 360); got != tt.after {
					t.Errorf("seed %d: dead until 6:00: %v, want %v", seed, got, tt.after)
				}
			}
		})
	}
}

// plays reports whether an event was added between two seconds of the period.
func plays(events []components.Event, from, to components.PTS) bool {
	for _, e := range events {
		if synthetic(e) && e.Clock > from*second && e.Clock < to*second {
			return true
		}
	}
	return false
}

// TestPause checks how long play rests for an event whose restart is not given,
// and that the restart ends the rest where it is.
func TestPause(t *testing.T) {
	const home = components.Home
	for _, tt := range []struct {
		name     string
		events   []components.Event
		from, to components.PTS // dead between these
	}{
		{"foul", []components.Event{event(components.Foul, 120, home)}, 120, 145},
		{"foul and free kick", []components.Event{event(components.Foul, 120, home), event(components.FreeKick, 130, home)}, 120, 130},
		{"injury and drop ball", []components.Event{event(components.Injury, 120, home), event(components.DropBall, 200, home)}, 120, 145},
		{"shot", []components.Event{event(components.Shot, 120, home)}, 120, 132},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(seeds) {
				m := half(tt.events...)
				filler.Fill(m, seed)
				if plays(m.Events, tt.from, tt.to) {
					t.Errorf("seed %d: play between %d s and %d s", seed, tt.from, tt.to)
				}
				if !plays(m.Events, tt.to, tt.to+8) {
					t.Errorf("seed %d: no play in 8 s after %d s", seed, tt.to)
				}
			}
		})
	}
}

// TestNoPlayInStops walks through the built-in match with rules of its own.
func TestNoPlayInStops(t *testing.T) {
	for seed := range uint64(seeds) {
		m := final(t)
		filler.Fill(m, seed)
		waits := components.PeriodStart // for this kind; Other: the ball is in play
		for i, e := range m.Events {
			switch {
			case synthetic(e) && (waits != components.Other || e.Period == components.Shootout):
				t.Fatalf("seed %d: event %d, a %v at %v of period %d, while play waits for a %v",
					seed, i, e.Kind, e.Clock.Duration(), e.Period, waits)
			case e.Kind == waits:
				waits = components.Other
			}
			switch e.Kind {
			case components.Goal:
				waits = components.KickOff
			case components.PenaltyAwarded:
				waits = components.Shot
			case components.PeriodEnd:
				waits = components.PeriodStart
			}
		}
	}
}
