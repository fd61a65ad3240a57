package drm

import (
	"cmp"
	"math"
	"slices"

	"touchline/components"
	"touchline/ecs"
)

const never = components.PTS(math.MaxInt64)

// over is a license that ends in this tick.
type over struct {
	number  components.Number // of its viewer
	viewer  components.Row
	license components.Row
	result  components.GrantResult
}

// dueAt sees to it that the licenses are looked at when t has come.
func (c *columns) dueAt(t components.PTS) {
	*c.licenseDue = min(*c.licenseDue, t)
}

// look returns the licenses that end in this tick, by the number of their viewers:
// the order of rows is another in every sharding. It passes over the licenses, 32
// bytes each, and is called only when one of them may end.
//
// A license ends when its time is over, or, in the tick after its session was
// claimed, because its account then knows who else claimed one.
func (c *columns) look(r *ecs.Run) []over {
	next := c.licenseDue
	claimed := components.LicenseClaimed.Of(r)
	newest, n := components.Tick(0), 0
	for i := range c.leases {
		newest = max(newest, claimed[i])
		if c.leases[i].Until <= r.Now.PTS {
			n++
		}
	}
	for _, t := range claimed {
		if t == newest {
			n++
		}
	}
	list := ecs.Unset[over](r, n)[:0]
	*next = never
	for i := range c.leases {
		until := c.leases[i].Until
		if until <= r.Now.PTS || claimed[i] == newest {
			license := components.Row(i)
			if result, ends := verdict(r, license); ends {
				viewer := components.LicenseViewer.Of(r)[license]
				list = append(list, over{components.ViewerNumber.Of(r)[viewer], viewer, license, result})
				continue
			}
		}
		*next = min(*next, until)
	}
	slices.SortFunc(list, func(a, b over) int { return cmp.Compare(a.number, b.number) })
	return list
}

// verdict says whether a license ends, and why. It is revoked if its account has
// more sessions than it may, and it is one of the last that were claimed, but not
// the first of them.
func verdict(r *ecs.Run, license components.Row) (result components.GrantResult, ends bool) {
	if components.LicenseLease.Of(r)[license].Until <= r.Now.PTS {
		return components.Expired, true
	}
	viewer := components.LicenseViewer.Of(r)[license]
	account := components.ViewerAccount.Of(r)[viewer]
	sessions := *components.AccountSessions.At(r.Common, account)
	if sessions <= int32(*components.AccountLimit.At(r.Common, account)) ||
		components.LicenseClaimed.Of(r)[license] != *components.AccountClaimed.At(r.Common, account) {
		return 0, false
	}
	first := *components.AccountFirst.At(r.Common, account)
	return components.Revoked, first != components.ViewerNumber.Of(r)[viewer]
}

// end takes the sessions away that go with the licenses that end, and says so in the
// first grants of the tick.
func (d *desk) end() {
	d.ended = d.look(d.r)
	d.r.Append(components.Grant, len(d.ended))
	d.columns = view.Of(d.r.World)
	for i := range d.ended {
		o := &d.ended[i]
		lease := &d.leases[o.license]
		d.grants.put(components.Row(i), d.viewers.stream[o.viewer], &components.GrantTerms{
			Viewer: o.number, Result: o.result, Received: d.r.Now.PTS, Period: lease.Period,
			From:  lease.From,
			Until: min(lease.Until, d.r.Now.PTS),
		})
		d.became(o.viewer, components.Ended)
	}
}

// noteRights shortens licenses to their viewers' rights when those may have been
// cut: in the tick in which a drill orders it, and in the next, in which the
// simulated viewers obey. Whoever cuts rights otherwise sets ShardRightsDue to 0.
func (c *columns) noteRights(r *ecs.Run) {
	due := c.rightsDue
	ordered := slices.Contains(c.happened[:r.Len(components.EventRow)], components.RightsExpire)
	if r.Now.PTS < *due && !ordered {
		return
	}
	*due = never
	if ordered {
		*due = r.Now.PTS + 1
	}
	for i, viewer := range components.LicenseViewer.Of(r) {
		lease, rights := &c.leases[i], &c.viewers.rights[viewer]
		if rights.Until < lease.Until {
			lease.Until = rights.Until
			c.dueAt(lease.Until)
		}
	}
}
