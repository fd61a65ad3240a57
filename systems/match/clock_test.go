package match_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/match"
)

func clockOf(r *rig, now components.PTS) components.PTS {
	return match.Clock(components.FixturePeriod.Of(r)[0], components.FixtureKicked.Of(r)[0], components.FixtureStop.Of(r)[0], now)
}

func TestClock(t *testing.T) {
	const minute = 60 * components.PTSPerSecond
	tests := []struct {
		name              string
		period            components.Period
		kicked, stop, now components.PTS
		want              components.PTS
	}{
		{"before the match", 0, 0, 0, minute, 0},
		{"kick-off", 1, minute, 0, minute, 0},
		{"first half", 1, minute, 0, 3*minute + 1, 2*minute + 1},
		{"before its period", 1, minute, 0, 0, 0},
		{"half-time", 1, minute, 46 * minute, 99 * minute, 46 * minute},
		{"second half", 2, minute, 0, 2 * minute, 46 * minute},
		{"extra time", 3, minute, 0, 2 * minute, 91 * minute},
		{"shoot-out", 5, minute, 0, minute, 120 * minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := match.Clock(tt.period, tt.kicked, tt.stop, tt.now); got != tt.want {
				t.Errorf("clock is %v, want %v", got.Duration(), tt.want.Duration())
			}
		})
	}
}
