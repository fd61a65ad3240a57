package drm

import "touchline/components"

// request answers a request with the grant in a row.
func (d *desk) request(sign *signer, asked *components.Asked, row components.Row) {
	viewer := asked.Viewer
	stream := d.viewers.stream[viewer]
	t := components.GrantTerms{Viewer: d.viewers.number[viewer], Period: d.keys.current[stream], Received: asked.Received}
	if asked.Op == components.Leave {
		d.leave(&t, viewer)
	} else {
		d.join(&t, viewer, stream)
	}
	d.grants.put(row, stream, &t)
	if grants(t.Result) {
		d.derive(stream, t.Tier)
		sign.add(uint32(row), &t, d.keys.head, d.keys.headRow(stream, t.Tier))
	}
}

// join answers a viewer who wants a license, or a further key period for the one
// that it has. A player need not know which: it asks, and is told.
func (d *desk) join(t *components.GrantTerms, viewer, stream components.Row) {
	rights := d.viewers.rights[viewer]
	q := Question{
		Now: d.r.Now.PTS, From: rights.From, Until: rights.Until,
		Place: d.viewers.territory[viewer], Only: d.only[stream],
		Holds: d.holds(viewer),
	}
	if !q.Holds {
		q.Sessions, q.Limit = d.others(viewer)
	}
	t.Result = Decide(&q)
	switch t.Result {
	case components.Granted:
		d.became(viewer, components.Begun)
	case components.Renewed:
	case components.RefusedWindow:
		d.shorten(viewer)
		return
	default:
		return
	}
	lease := d.lease(viewer)
	if d.viewers.session[viewer] == components.Untouched {
		held := &d.leases[d.viewers.license[viewer]]
		lease.From = held.From
		*held = lease
		d.dueAt(lease.Until)
	}
	t.From, t.Until, t.Tier = lease.From, lease.Until, lease.Tier
}

// shorten makes a license end with its viewer's rights, which have turned out to
// have been cut.
func (d *desk) shorten(viewer components.Row) {
	if license := d.viewers.license[viewer]; license != components.NoRow {
		lease := &d.leases[license]
		lease.Until = min(lease.Until, d.viewers.rights[viewer].Until, d.r.Now.PTS)
		d.dueAt(lease.Until)
	}
}

// leave ends the session of a viewer. It does no harm if there is none.
func (d *desk) leave(t *components.GrantTerms, viewer components.Row) {
	t.Result = components.Left
	if !d.holds(viewer) {
		return
	}
	t.From, t.Until = d.r.Now.PTS, d.r.Now.PTS
	if d.viewers.session[viewer] == components.Untouched {
		t.From = d.leases[d.viewers.license[viewer]].From
	}
	d.became(viewer, components.Ended)
}

// put sets all columns of row i. Its signature is zero: an answer that grants
// nothing has none, and that of a grant is made later.
func (g *grantColumns) put(i, stream components.Row, t *components.GrantTerms) {
	g.stream[i], g.terms[i], g.signature[i] = stream, *t, [32]uint8{}
}
