package drm

import "touchline/components"

// answer answers the requests of the tick in their order, with the grants after those
// of what ended.
//
// Most are renewals, and are answered here: what is checked are the rules of [Decide],
// for who has a license. All else is answered by all rules: a viewer who leaves, who has
// no license or whose session began or ended in this tick, who is refused, a stream whose
// keys are not there.
//
// Few columns are cut to a length first: not many requests come at once in most ticks,
// and to cut a column costs as much as to check an index three times.
//
// A request reads 16 bytes, 37 of its viewer and 48 of its stream, reads 8 of the license
// and writes 13, and writes 76 of the grant, of which 32 are its signature.
func (d *desk) answer(asked int) {
	c, now, sign, row := d.columns, d.r.Now.PTS, signers.Of(d.r.Scratch), len(d.ended)
	sign.n = 0
	requests, licenses := c.requests[:asked], c.viewers.license
	streams, paid := c.viewers.stream[:len(licenses)], c.viewers.rights[:len(licenses)]
	for i := range requests {
		ask := &requests[i]
		viewer := ask.Viewer
		license, stream, rights := licenses[viewer], streams[viewer], &paid[viewer]
		place, period, heads := c.only[stream], c.keys.current[stream], &c.keys.heads[stream]
		if license == components.NoRow || ask.Op == components.Leave || now < rights.From || now >= rights.Until ||
			place != 0 && place != c.viewers.territory[viewer] || heads.Period != period || heads.Lead == 0 ||
			d.moved && c.viewers.session[viewer] != components.Untouched {
			d.request(sign, ask, components.Row(row))
		} else {
			lease, t := &c.leases[license], &c.grants.terms[row]
			until := d.until(rights, period, now)
			tier := min(c.viewers.tier[viewer], components.Tiers-1)
			lease.Until, lease.Period, lease.Tier = until, period, tier
			c.dueAt(until)
			t.Viewer, t.From, t.Until, t.Received = c.viewers.number[viewer], lease.From, until, ask.Received
			t.Period, t.Tier, t.Result = period, tier, components.Renewed
			c.grants.stream[row] = stream
			sign.add(uint32(row), t, c.keys.head, heads.Row(tier)*c.keys.plane+int(stream))
		}
		if row++; sign.n == batch {
			sign.sign(c.grants.signature, d.secrets.outer)
		}
	}
	sign.sign(c.grants.signature, d.secrets.outer)
}
