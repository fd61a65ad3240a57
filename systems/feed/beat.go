package feed

import "touchline/components"

// beat keeps the heartbeat of the recorded sources, which do not have one: it
// beats at its interval, except in an outage. It returns when the next one does.
//
// It reads 33 bytes for each fixture.
func (c *columns) beat(now components.PTS) (next components.PTS) {
	every := c.every
	next = Never
	last, outage, live := c.last[:len(every)], c.outage[:len(every)], c.live[:len(every)]
	for i := range every {
		if every[i] <= 0 || live[i] {
			continue
		}
		due := max(last[i]+every[i], outage[i])
		if now >= due {
			last[i], due = now, now+every[i]
		}
		next = min(next, due)
	}
	return next
}
