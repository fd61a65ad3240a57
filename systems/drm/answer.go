package drm

import "touchline/components"

// answer answers the requests of the tick, in their order, with one grant row each.
func (d *desk) answer() {
	n := d.r.Len(components.Request)
	if n == 0 {
		return
	}
	row := d.append(n)
	viewers, ops, received := d.requests.viewer[:n], d.requests.op[:n], d.requests.received[:n]
	sign := signers.Of(d.r.Scratch)
	sign.n = 0
	for i, viewer := range viewers {
		stream := d.viewers.stream[viewer]
		t := Terms{Viewer: d.viewers.number[viewer], Period: d.keys.current[stream], Received: received[i]}
		if ops[i] == components.Leave {
			d.leave(&t, viewer)
		} else {
			d.join(&t, viewer, stream, d.only[stream])
		}
		d.grants.put(row, stream, &t)
		if grants(t.Result) {
			d.derive(stream)
			if sign.add(row, uint32(stream)*uint32(d.keys.fan)+uint32(t.Tier)) {
				sign.sign(&d.grants, d.keys.middle, d.secrets.outer)
			}
		}
		row++
	}
	sign.sign(&d.grants, d.keys.middle, d.secrets.outer)
}

// append appends n grants, and returns the first of them.
func (d *desk) append(n int) components.Row {
	first := d.r.Append(components.Grant, n)
	d.columns = view.Of(d.r.World) // the grants may have moved
	return first
}

// join answers a viewer who wants a license, or a further key period for the one
// that it has. A player need not know which: it asks, and is told.
func (d *desk) join(t *Terms, viewer, stream components.Row, only components.Symbol) {
	q := Question{
		Now: d.r.Now.PTS, From: d.viewers.from[viewer], Until: d.viewers.until[viewer],
		Place: d.viewers.territory[viewer], Only: only,
		Holds: d.holds(viewer),
	}
	if !q.Holds {
		q.Sessions, q.Limit = d.others(viewer)
	}
	t.Result = Decide(&q)
	switch t.Result {
	case components.Granted:
		d.sessions[viewer], d.moved = begun, true
	case components.Renewed:
	case components.RefusedWindow:
		d.shorten(viewer)
		return
	default:
		return
	}
	t.From, t.Until, t.Tier = d.r.Now.PTS, d.until(viewer, stream), d.tier(viewer)
	if d.sessions[viewer] == untouched {
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
	if d.sessions[viewer] == untouched {
		t.From = d.licenses.from[d.viewers.license[viewer]]
	}
	d.sessions[viewer], d.moved = ended, true
}

// put sets all columns of row i. Its signature is zero: an answer that grants
// nothing has none, and that of a grant is made later.
func (g *grantColumns) put(i components.Row, stream components.Row, t *Terms) {
	g.stream[i], g.viewer[i], g.result[i] = stream, t.Viewer, t.Result
	g.tier[i], g.period[i] = t.Tier, t.Period
	g.from[i], g.until[i], g.received[i] = t.From, t.Until, t.Received
	g.signature[i] = [32]uint8{}
}
