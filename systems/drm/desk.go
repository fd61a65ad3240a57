package drm

import (
	"touchline/components"
	"touchline/ecs"
)

// desk is a shard in a tick that has something for it to do.
type desk struct {
	*System
	*columns
	r     *ecs.Run
	ended []over // the licenses that end in this tick
	moved bool   // some session began or ended in it
}

// became notes what became of a viewer's session.
func (d *desk) became(viewer components.Row, s components.Session) {
	d.viewers.session[viewer], d.moved = s, true
}

// holds reports whether a viewer has a session, after what was answered so far.
func (d *desk) holds(viewer components.Row) bool {
	switch d.viewers.session[viewer] {
	case components.Begun:
		return true
	case components.Ended:
		return false
	}
	return d.viewers.license[viewer] != components.NoRow
}

// others returns how many sessions a viewer's account had after the last tick, one
// of the viewer's own apart, and how many it may have. Who has no account may have
// none.
func (d *desk) others(viewer components.Row) (sessions int32, limit uint16) {
	account := d.viewers.account[viewer]
	if account == components.NoRow {
		return 0, 0
	}
	sessions = *components.AccountSessions.At(d.r.Common, account)
	if d.viewers.license[viewer] != components.NoRow {
		sessions--
	}
	return sessions, *components.AccountLimit.At(d.r.Common, account)
}

// lease returns what a viewer is granted now.
func (d *desk) lease(viewer components.Row) components.Lease {
	now, period := d.r.Now.PTS, d.keys.current[d.viewers.stream[viewer]]
	return components.Lease{
		From: now, Until: d.until(&d.viewers.rights[viewer], period, now),
		Period: period, Tier: min(d.viewers.tier[viewer], components.Tiers-1),
	}
}

// until returns when a license ends that is granted now: some time after the key period of
// the stream's newest segment, but never after the viewer's rights. A stream that has had
// no segment for long does not make that the past.
func (s *System) until(rights *components.Rights, period uint32, now components.PTS) components.PTS {
	return min(rights.Until, max((components.PTS(period)+1)*s.keyEvery, now)+s.grace)
}
