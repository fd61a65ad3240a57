package match_test

import (
	"testing"

	"touchline/components"
	"touchline/systems/match"
)

func clockOf(r *rig, now components.PTS) components.PTS {
	return match.Clock(components.FixtureSport.Of(r)[0], components.FixturePeriod.Of(r)[0], components.FixtureKicked.Of(r)[0], components.FixtureStop.Of(r)[0], now)
}

func TestClock(t *testing.T) {
	const minute = 60 * components.PTSPerSecond
	tests := []struct {
		name              string
		sport             components.Sport
		period            components.Period
		kicked, stop, now components.PTS
		want              components.PTS
	}{
		{"before the match", 0, 0, 0, 0, minute, 0},
		{"kick-off", 0, 1, minute, 0, minute, 0},
		{"first half", 0, 1, minute, 0, 3*minute + 1, 2*minute + 1},
		{"before its period", 0, 1, minute, 0, 0, 0},
		{"half-time", 0, 1, minute, 46 * minute, 99 * minute, 46 * minute},
		{"second half", 0, 2, minute, 0, 2 * minute, 46 * minute},
		{"extra time", 0, 3, minute, 0, 2 * minute, 91 * minute},
		{"first innings", components.Cricket, 1, minute, 0, 3*minute + 1, 2*minute + 1},
		{"between innings", components.Cricket, 1, minute, 216 * minute, 999 * minute, 216 * minute},
		{"second innings", components.Cricket, 2, minute, 0, 2 * minute, minute},
		{"super over", components.Cricket, 12, minute, 0, 2 * minute, minute},
		{"shoot-out", 0, 5, minute, 0, minute, 120 * minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := match.Clock(tt.sport, tt.period, tt.kicked, tt.stop, tt.now); got != tt.want {
				t.Errorf("clock is %v, want %v", got.Duration(), tt.want.Duration())
			}
		})
	}
}
