package match

import (
	"math"

	"touchline/components"
	"touchline/ecs"
)

// missed is how many heartbeats may fail to come before a feed is stale.
const missed = 2

// beat takes in heartbeat i of fixture f, unless a drill holds it back.
func beat(r *ecs.Run, i, f components.Row) bool {
	received := components.EventReport.At(r, i).Received
	if received < *components.FixtureOutage.At(r, f) {
		return false
	}
	last := components.FixtureBeatLast.At(r, f)
	*last = max(*last, received)
	return true
}

// watch finds the feeds that have gone stale, and those that are back. It returns when to
// look again: at once while one is stale, which may come back at any time.
//
// It reads 17 bytes for each fixture.
func (c *columns) watch(now components.PTS) (next components.PTS) {
	every := c.every
	next = math.MaxInt64
	last, stale := c.last[:len(every)], c.stale[:len(every)]
	for i := range every {
		goes := components.PTS(math.MaxInt64) // stale
		if every[i] > 0 {
			goes = last[i] + missed*every[i] + 1
		}
		is := now >= goes
		if is {
			goes = 0
		}
		if is != stale[i] {
			stale[i] = is
			c.change(components.Row(i))
		}
		next = min(next, goes)
	}
	return next
}
