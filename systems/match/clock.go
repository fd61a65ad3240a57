package match

import "touchline/components"

// Clock is what the match clock shows at now, from what a fixture's columns say:
// the sport, the period, when it began, and what the clock stands at outside a
// period.
//
// It is 0 before the match, and runs on beyond 45:00 and 90:00 in added time. At
// cricket it begins anew with each innings.
func Clock(sport components.Sport, period components.Period, kicked, stop, now components.PTS) components.PTS {
	switch {
	case period == 0:
		return 0
	case stop > 0:
		return stop
	default:
		return sport.ClockAt(period) + max(now-kicked, 0)
	}
}
