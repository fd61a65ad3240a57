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
// It reads a byte for each stream, and looks no further while no alert stands or stood.
func inspect(r *ecs.Run, c *columns) (changed []bool) {
	if c.trusted() {
		return nil
	}
	alerts, trusted := c.alerts, c.of.trusted
	*trusted = true
	was := c.of.integrity
	is := ecs.Take[bool](r, len(was))
	for i, f := range c.fixture {
		if alerts[i]&suspicious != 0 {
			is[f], *trusted = true, false
		}
	}
	for f := range was {
		is[f], was[f] = is[f] != was[f], is[f]
	}
	return is
}

// trusted reports whether no suspicious alert stands, or stood when that was looked at last.
func (c *columns) trusted() bool { return *c.of.trusted && !suspects(c.alerts) }

// suspects reports whether any of the alerts of streams are suspicious.
func suspects(alerts []components.AlertSet) bool {
	var eight uint64
	for ; len(alerts) >= 8; alerts = alerts[8:] {
		eight |= ecs.Eight(alerts)
	}
	var one components.AlertSet
	for _, a := range alerts {
		one |= a
	}
	return eight&(uint64(suspicious)*0x0101_0101_0101_0101) != 0 || one&suspicious != 0
}
