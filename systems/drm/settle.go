package drm

import (
	"touchline/components"
	"touchline/ecs"
)

// settle brings licenses and claims into line with what became of the sessions. It
// looks at each viewer once, however often it asked: who left and came back in one
// tick keeps its session, and who came and left never had one. Where licenses are
// only renewed there is nothing to settle, and it is not called.
func (d *desk) settle() {
	for i := range d.ended {
		d.book(d.ended[i].viewer)
	}
	for _, asked := range components.RequestAsked.Of(d.r) {
		d.book(asked.Viewer)
	}
}

func (d *desk) book(viewer components.Row) {
	became, license := d.viewers.session[viewer], d.viewers.license[viewer]
	d.viewers.session[viewer] = components.Untouched
	switch had := license != components.NoRow; {
	case became == components.Begun && had:
		d.restart(viewer, license)
	case became == components.Begun:
		d.create(viewer)
		d.claim(viewer, +1)
	case became == components.Ended && had:
		d.r.Commands().Remove(components.License, license)
		d.claim(viewer, -1)
	}
}

// restart writes a license anew whose viewer left and came back.
func (d *desk) restart(viewer, license components.Row) {
	lease := &d.leases[license]
	*lease = d.lease(viewer)
	d.dueAt(lease.Until)
}

// create makes the license of a viewer who has none.
func (d *desk) create(viewer components.Row) {
	lease := d.lease(viewer)
	d.dueAt(lease.Until)

	c := d.r.Commands()
	p := c.Create(components.License)
	ecs.Set(c, p, components.LicenseNumber, d.viewers.number[viewer])
	ecs.Set(c, p, components.LicenseLease, lease)
	ecs.Set(c, p, components.LicenseClaimed, claimTick(d.r))
	ecs.SetRow(c, p, components.LicenseViewer, components.Viewer, viewer)
	ecs.Point(c, components.Viewer, viewer, components.ViewerLicense, p)
}

// claim tells the viewer's account that a session began or ended.
func (d *desk) claim(viewer components.Row, delta int8) {
	i := d.r.Append(components.Claim, 1)
	*components.ClaimAccount.At(d.r, i) = d.viewers.account[viewer]
	*components.ClaimViewer.At(d.r, i) = d.viewers.number[viewer]
	*components.ClaimDelta.At(d.r, i) = delta
	*components.ClaimTick.At(d.r, i) = claimTick(d.r)
}

// claimTick counts ticks from 1, so that an account's 0 means that no session was
// ever claimed.
func claimTick(r *ecs.Run) components.Tick { return r.Now.Tick + 1 }
