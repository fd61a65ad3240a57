package drm

import (
	"touchline/components"
	"touchline/ecs"
)

// answer answers the requests of the tick, in their order, with one grant row each.
func (d *desk) answer() {
	viewers := components.RequestViewer.Of(d.r)
	ops := components.RequestOpOf.Of(d.r)
	received := components.RequestReceived.Of(d.r)
	territories := components.StreamTerritory.Of(d.r)
	out := appendGrants(d.r, len(viewers))
	for i, viewer := range viewers {
		stream := d.viewers.stream[viewer]
		t := Terms{Viewer: d.viewers.number[viewer], Period: d.keys.current[stream], Received: received[i]}
		if ops[i] == components.Leave {
			d.leave(&t, viewer)
		} else {
			d.join(&t, viewer, stream, territories[stream])
		}
		out.put(i, stream, &t)
		if grants(t.Result) {
			d.sign(&out.signature[i], stream, &t)
		}
	}
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
	t.Result = Decide(q)
	switch t.Result {
	case components.Granted:
		d.sessions[viewer] = begun
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
	dueAt(d.r, t.Until)
	return l.from[license]
}

// shorten makes a license end with its viewer's rights, which have turned out to
// have been cut.
func (d *desk) shorten(viewer components.Row) {
	if license := d.viewers.license[viewer]; license != components.NoRow {
		l := &d.licenses
		l.until[license] = min(l.until[license], d.viewers.until[viewer], d.r.Now.PTS)
		dueAt(d.r, l.until[license])
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
	d.sessions[viewer] = ended
}

// sign signs the grant with terms t: two runs of SHA-256's compression function
// from the state that all grants of its stream and tier have in common.
func (d *desk) sign(signature *[32]uint8, stream components.Row, t *Terms) {
	d.derive(stream)
	tail := t.tail()
	middle := &d.keys.middle[int(stream)*d.keys.fan+int(t.Tier)]
	copy(signature[:], d.hash.mac(middle, block+fixedSize, tail[:], &d.secrets.sign.outer))
}

// grantColumns are grant rows that were just appended.
type grantColumns struct {
	stream    []components.Row
	viewer    []components.Number
	result    []components.GrantResult
	tier      []components.Tier
	period    []uint32
	from      []components.PTS
	until     []components.PTS
	received  []components.PTS
	signature [][32]uint8
}

func appendGrants(r *ecs.Run, n int) grantColumns {
	first := r.Append(components.Grant, n)
	return grantColumns{
		stream:    components.GrantStream.Of(r)[first:],
		viewer:    components.GrantViewer.Of(r)[first:],
		result:    components.GrantResultOf.Of(r)[first:],
		tier:      components.GrantTier.Of(r)[first:],
		period:    components.GrantPeriod.Of(r)[first:],
		from:      components.GrantFrom.Of(r)[first:],
		until:     components.GrantUntil.Of(r)[first:],
		received:  components.GrantReceived.Of(r)[first:],
		signature: components.GrantSignature.Of(r)[first:],
	}
}

// put sets all columns of row i. Its signature is zero: an answer that grants
// nothing has none.
func (g *grantColumns) put(i int, stream components.Row, t *Terms) {
	g.stream[i], g.viewer[i], g.result[i] = stream, t.Viewer, t.Result
	g.tier[i], g.period[i] = t.Tier, t.Period
	g.from[i], g.until[i], g.received[i] = t.From, t.Until, t.Received
	g.signature[i] = [32]uint8{}
}
