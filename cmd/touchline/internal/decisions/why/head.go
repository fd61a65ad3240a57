package why

import (
	"fmt"

	"touchline/components"
)

// head says which moment it is.
func (h *history) head() *Answer {
	a := &Answer{Stream: h.first.Stream, Fixture: h.first.Fixture, Clock: h.found.clock}
	if n := len(h.within); n > 0 {
		a.UTC, a.First, a.Last = h.within[0].UTC, h.within[0].Tick, h.within[n-1].Tick
	}
	for i := range h.wagers {
		if h.wagers[i].at != after {
			a.Score = h.wagers[i].Score
		}
	}
	return a
}

// age says how long something has lasted at the moment, in whole seconds: the
// moment is no better known. It says nothing of less than one.
func (h *history) age(since components.PTS) string {
	switch s := int64((h.found.at - since) / components.PTSPerSecond); {
	case s < 1:
		return ""
	case s < 60:
		return fmt.Sprintf(", for %d s", s)
	default:
		return ", for " + lasted(h.found.at-since)
	}
}
