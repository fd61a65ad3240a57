package drm

import "touchline/components"

// renew answers requests from request i on and up to request end, with the grants from
// row on, until it comes to one that is more than to renew a license: a viewer who
// leaves, who has no license or whose session began or ended in this tick, who is
// refused, a stream whose keys are not there. It returns which that is, or end.
//
// What it checks are the rules of [Decide], for who has a license. The columns of
// grants are not cut to a length first: few requests come at once in most ticks, and to
// cut a column costs as much as to check an index three times.
//
// A request reads 13 bytes, 37 of its viewer and 16 of its stream, reads 8 of the license
// and writes 13, and writes 42 of the grant.
func (d *desk) renew(sign *signer, i, end, row int) int {
	v := &d.viewers
	viewers := len(v.number)
	numbers, streams, licenses, tiers := v.number, v.stream[:viewers], v.license[:viewers], v.tier[:viewers]
	begins, ends, places := v.from[:viewers], v.until[:viewers], v.territory[:viewers]
	only := d.only
	current, heads := d.keys.current[:len(only)], d.keys.heads[:len(only)]
	l := &d.licenses
	since, untils := l.from, l.until[:len(l.from)]
	covered, held := l.period[:len(since)], l.tier[:len(since)]
	who := d.requests.viewer[:end]
	ops, received := d.requests.op[:end], d.requests.received[:end]
	g := &d.grants
	now, every, grace, moved := d.r.Now.PTS, d.keyEvery, d.grace, d.moved
	due, plane := never, d.keys.plane
	for ; uint(i) < uint(len(who)); i++ {
		viewer := who[i]
		license, stream, rights := licenses[viewer], streams[viewer], ends[viewer]
		if license == components.NoRow || ops[i] == components.Leave || now < begins[viewer] || now >= rights {
			break
		}
		place, period := only[stream], current[stream]
		if place != 0 && place != places[viewer] || heads[stream].Period != period || heads[stream].Lead == 0 ||
			moved && v.session[viewer] != components.Untouched {
			break
		}
		until := min(rights, max((components.PTS(period)+1)*every, now)+grace)
		tier := min(tiers[viewer], components.Tiers-1)
		due = min(due, until)
		g.terms[row] = components.GrantTerms{Viewer: numbers[viewer], From: since[license], Until: until, Received: received[i]}
		g.stream[row], g.period[row], g.tier[row], g.result[row] = stream, period, tier, components.Renewed
		untils[license], covered[license], held[license] = until, period, tier
		sign.list[uint(sign.n)%batch] = signature{uint32(row), uint32(heads[stream].Row(tier)*plane + int(stream))}
		sign.n++
		row++
	}
	d.dueAt(due)
	return i
}
