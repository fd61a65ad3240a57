package match

import (
	"touchline/components"
	"touchline/ecs"
)

// missed is how many heartbeats may fail to come before a feed is stale.
const missed = 2

// beat takes in heartbeat i of fixture f, unless a drill holds it back.
func beat(r *ecs.Run, i, f components.Row) bool {
	received := *components.EventReceived.At(r, i)
	if received < *components.FixtureOutage.At(r, f) {
		return false
	}
	last := components.FixtureBeatLast.At(r, f)
	*last = max(*last, received)
	return true
}

// watch finds the feeds that have gone stale, and those that are back.
//
// It reads 17 bytes for each fixture.
func watch(every, last []components.PTS, stale, changed []bool, now components.PTS) {
	last, stale, changed = last[:len(every)], stale[:len(every)], changed[:len(every)]
	for i := range every {
		if is := every[i] > 0 && now-last[i] > missed*every[i]; is != stale[i] {
			stale[i], changed[i] = is, true
		}
	}
}
