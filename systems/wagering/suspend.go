package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// suspend closes the markets of a verdict that must take no bets, before anything
// else is said.
func suspend(r *ecs.Run, docket docket, v *verdict) {
	d := newDesk(r, docket, v)
	for g := range components.Groups {
		status, causes := d.status(g), d.causes(g)
		t := &v.targets[g]
		open := *status == components.Active || *status == components.Suspended
		if t.status != components.Suspended || !open || *causes == t.causes {
			continue
		}
		changed := *causes ^ t.causes
		if raised := t.causes &^ *causes; raised != 0 {
			changed = raised
		}
		*status, *causes = components.Suspended, t.causes
		d.put(components.Suspend, g, 0, d.why(changed))
	}
}
