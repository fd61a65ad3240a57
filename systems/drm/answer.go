package drm

import "touchline/components"

// answer answers the requests of the tick, n of them, in their order, with the grants
// from row first on. What is more than a renewal is answered one by one.
func (d *desk) answer(n, first int) {
	sign := signers.Of(d.r.Scratch)
	sign.n = 0
	for i := 0; i < n; {
		next := d.renew(sign, i, min(n, i+sign.room()), first+i)
		if next == i {
			d.request(sign, i, components.Row(first+i))
			next++
		}
		if i = next; i == n || sign.room() == 0 {
			sign.sign(&d.grants, d.keys.head, d.secrets.outer)
		}
	}
}

// request answers request i with the grant in a row.
func (d *desk) request(sign *signer, i int, row components.Row) {
	viewer := d.requests.viewer[i]
	stream := d.viewers.stream[viewer]
	t := Terms{Viewer: d.viewers.number[viewer], Period: d.keys.current[stream], Received: d.requests.received[i]}
	if d.requests.op[i] == components.Leave {
		d.leave(&t, viewer)
	} else {
		d.join(&t, viewer, stream)
	}
	d.grants.put(row, stream, &t)
	if grants(t.Result) {
		d.derive(stream, t.Tier)
		sign.add(row, d.keys.headRow(stream, t.Tier))
	}
}

// join answers a viewer who wants a license, or a further key period for the one
// that it has. A player need not know which: it asks, and is told.
func (d *desk) join(t *Terms, viewer, stream components.Row) {
	q := Question{
		Now: d.r.Now.PTS, From: d.viewers.from[viewer], Until: d.viewers.until[viewer],
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
	t.From, t.Until, t.Tier = d.r.Now.PTS, d.until(viewer, stream), d.tier(viewer)
	if d.viewers.session[viewer] == components.Untouched {
		t.From = d.extend(d.viewers.license[viewer], t)
	}
}

// extend writes the terms of a renewal into a license. It returns since when the
// viewer holds it.
func (d *desk) extend(license components.Row, t *Terms) components.PTS {
	l := &d.licenses
	l.until[license] = t.Until
	l.period[license], l.tier[license] = t.Period, t.Tier
	d.dueAt(t.Until)
	return l.from[license]
}

// shorten makes a license end with its viewer's rights, which have turned out to
// have been cut.
func (d *desk) shorten(viewer components.Row) {
	if license := d.viewers.license[viewer]; license != components.NoRow {
		l := &d.licenses
		l.until[license] = min(l.until[license], d.viewers.until[viewer], d.r.Now.PTS)
		d.dueAt(l.until[license])
	}
}

// leave ends the session of a viewer. It does no harm if there is none.
func (d *desk) leave(t *Terms, viewer components.Row) {
	t.Result = components.Left
	if !d.holds(viewer) {
		return
	}
	t.From, t.Until = d.r.Now.PTS, d.r.Now.PTS
	if d.viewers.session[viewer] == components.Untouched {
		t.From = d.licenses.from[d.viewers.license[viewer]]
	}
	d.became(viewer, components.Ended)
}

// put sets all columns of row i. Its signature is zero: an answer that grants
// nothing has none, and that of a grant is made later.
func (g *grantColumns) put(i, stream components.Row, t *Terms) {
	g.stream[i], g.terms[i], g.result[i] = stream, t.signed(), t.Result
	g.tier[i], g.period[i] = t.Tier, t.Period
	g.signature[i] = [32]uint8{}
}
