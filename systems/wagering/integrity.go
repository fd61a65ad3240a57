package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// suspicious are the alerts that put a picture under suspicion. A single spike
// does not.
const suspicious components.AlertSet = 1<<components.Threshold | 1<<components.Sustained

// inspect finds the fixtures with a picture under suspicion, as of the last tick,
// and returns by fixture whether that has changed, or nothing if nowhere.
//
// It reads a byte for each stream and each fixture, and looks no further while no
// alert stands.
func inspect(r *ecs.Run, c *columns) (changed []bool) {
	was, alerts := c.of.integrity, c.alerts
	var any components.AlertSet
	for _, a := range alerts {
		any |= a
	}
	set := any&suspicious != 0
	for _, w := range was {
		set = set || w
	}
	if !set {
		return nil
	}
	is := ecs.Take[bool](r, len(was))
	for i, f := range c.fixture {
		if alerts[i]&suspicious != 0 {
			is[f] = true
		}
	}
	for f := range was {
		is[f], was[f] = is[f] != was[f], is[f]
	}
	return is
}
