package wagering

import (
	"touchline/components"
	"touchline/ecs"
)

// settle brings the markets of a verdict to where they should be: it offers those
// that are new, takes back and makes settlements, and opens again or withdraws
// what is left.
func settle(r *ecs.Run, docket docket, v *verdict, offered GroupSet) {
	d := newDesk(r, docket, v)
	for g := range components.Groups {
		t := &v.targets[g]
		d.offer(g, t)
		d.pay(g, t)
		if g == components.ResultGroup {
			d.payNext(offered)
		}
		d.finish(g, t)
	}
}

// open reports whether bets are taken or may be again.
func (t *target) open() bool {
	return t.status == components.Active || t.status == components.Suspended
}

// offer opens a market that was not offered. If something speaks against bets it
// begins suspended: there is no moment at which it takes one.
func (d *desk) offer(g components.Group, t *target) {
	status := d.status(g)
	if !t.open() || *status != components.Deactivated && *status != components.Cancelled {
		return
	}
	*status, *d.causes(g) = t.status, t.causes
	d.put(components.Activate, g, 0, d.why(fromMatch|components.ByOperator))
}

// pay takes back the settlement of a market that is not right, and makes the one
// that is. The result of football stays open after it, for the next goal.
func (d *desk) pay(g components.Group, t *target) {
	outcome, status := d.outcome(g), d.status(g)
	if *outcome == t.outcome {
		return
	}
	paid := *outcome
	*outcome = t.outcome
	if paid != 0 {
		*components.MarketRevision.At(d.Run, d.market+components.Row(g))++
		if t.outcome == 0 && !d.lasts(g) {
			d.reopen(g, t)
		}
		d.put(components.Rollback, g, paid, d.incident(int(t.row)))
	}
	if t.outcome != 0 {
		if !d.lasts(g) {
			*status, *d.causes(g) = components.Settled, 0
		}
		d.put(components.Settle, g, t.outcome, d.incident(int(t.row)))
	}
}

// reopen makes a settled market what it is without its settlement.
func (d *desk) reopen(g components.Group, t *target) {
	*d.status(g), *d.causes(g) = components.Deactivated, 0
	if t.open() {
		*d.status(g), *d.causes(g) = t.status, t.causes
	}
}

// finish does what is left to do about the status of a market.
func (d *desk) finish(g components.Group, t *target) {
	status := d.status(g)
	if *status == t.status {
		return
	}
	op := components.Deactivate
	lifted := fromMatch
	switch t.status {
	case components.Active:
		op, lifted = components.Resume, *d.causes(g)
	case components.Cancelled:
		op = components.Cancel
	}
	*status, *d.causes(g) = t.status, t.causes
	d.put(op, g, 0, d.why(lifted))
}
