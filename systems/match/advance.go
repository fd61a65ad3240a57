package match

import "touchline/components"

// advance is what play is once the ball is at x: it becomes an attack, or an attack plain
// play, as the ball moves. Within margin of where attacks begin it stays what it is. At
// cricket nothing is attacked that has a place.
func advance(was components.Phase, holder components.Team, period components.Period, sport components.Sport, x int32) components.Phase {
	if sport == components.Cricket {
		return was
	}
	onward := x // from the halfway line, for the side that has the ball
	if (holder == components.Home) != (period%2 == 1) {
		onward = -onward
	}
	switch {
	case was == components.BuildUp && holder != components.NoTeam && onward > int32(lastThird):
		return components.Attack
	case was == components.Attack && (holder == components.NoTeam || onward+margin <= int32(lastThird)):
		return components.BuildUp
	}
	return was
}

const margin = 300 // cm

// zones are the parts of the pitch, from one goal to the other, in which it is the same
// wherever the ball is: a place in each.
var zones = [...]int32{-int32(lastThird) - 1, -int32(lastThird), 0, int32(lastThird), int32(lastThird) + 1}

// zone is the zone of x.
func zone(x components.Centimeter) int {
	switch {
	case x < -lastThird:
		return 0
	case x < margin-lastThird:
		return 1
	case x <= lastThird-margin:
		return 2
	case x <= lastThird:
		return 3
	}
	return 4
}

// ways are what play becomes with the ball in a zone, by [way].
type ways [1 << 7]components.Phase

// way is what else it depends on, as one number.
func way(was components.Phase, holder components.Team, period components.Period, sport components.Sport) uint8 {
	return uint8(was)&7 | uint8(holder)&3<<3 | uint8(period)&1<<5 | uint8(sport)&1<<6
}

// turns are the ways of each zone, worked out beforehand.
var turns = func() (all [len(zones)]ways) {
	for z, x := range zones {
		for was := range components.Phases {
			for holder := range components.Away + 1 {
				for period := range components.Period(2) {
					for sport := range components.Sport(len(forced)) {
						all[z][way(was, holder, period, sport)] = advance(was, holder, period, sport, x)
					}
				}
			}
		}
	}
	return all
}()
