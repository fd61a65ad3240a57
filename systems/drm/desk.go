package drm

import (
	"touchline/components"
	"touchline/ecs"
)

// desk is a shard in a tick that has something for it to do, with the columns that
// every request needs.
type desk struct {
	*System
	r        *ecs.Run
	hash     hasher
	keys     keyColumns
	viewers  viewerColumns
	licenses licenseColumns
	sessions []session // by viewer
}

// session is what became of a viewer's session in this tick. Licenses are made and
// removed only when all requests are answered, so a viewer may well ask twice.
type session uint8

const (
	untouched session = iota // there is one if the viewer has a license
	begun
	ended
)

// newDesk returns the desk of r.
func (s *System) newDesk(r *ecs.Run) desk {
	hash, err := newHasher(r.Scratch.SHA256(), ecs.Take[uint8](r, hasherMemory))
	if err != nil {
		panic(err) // New has tried it
	}
	return desk{
		System:   s,
		r:        r,
		hash:     hash,
		keys:     keysOf(r),
		viewers:  viewersOf(r),
		licenses: licensesOf(r),
		sessions: ecs.Take[session](r, r.Len(components.Viewer)),
	}
}

type viewerColumns struct {
	number    []components.Number
	stream    []components.Row
	account   []components.Row
	from      []components.PTS
	until     []components.PTS
	territory []components.Symbol
	tier      []components.Tier
	license   []components.Row
}

func viewersOf(r *ecs.Run) viewerColumns {
	return viewerColumns{
		number:    components.ViewerNumber.Of(r),
		stream:    components.ViewerStream.Of(r),
		account:   components.ViewerAccount.Of(r),
		from:      components.ViewerFrom.Of(r),
		until:     components.ViewerUntil.Of(r),
		territory: components.ViewerTerritory.Of(r),
		tier:      components.ViewerTier.Of(r),
		license:   components.ViewerLicense.Of(r),
	}
}

type licenseColumns struct {
	from   []components.PTS
	until  []components.PTS
	period []uint32
	tier   []components.Tier
}

func licensesOf(r *ecs.Run) licenseColumns {
	return licenseColumns{
		from:   components.LicenseFrom.Of(r),
		until:  components.LicenseUntil.Of(r),
		period: components.LicensePeriod.Of(r),
		tier:   components.LicenseTier.Of(r),
	}
}

// holds reports whether a viewer has a session, after what was answered so far.
func (d *desk) holds(viewer components.Row) bool {
	switch d.sessions[viewer] {
	case begun:
		return true
	case ended:
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

// until returns when a license ends that is granted now: some time after the key
// period of the stream's newest segment, but never after the viewer's rights. A
// stream that has had no segment for long does not make that the past.
func (d *desk) until(viewer, stream components.Row) components.PTS {
	end := (components.PTS(d.keys.current[stream]) + 1) * d.keyEvery
	return min(d.viewers.until[viewer], max(end, d.r.Now.PTS)+d.grace)
}

// tier returns the highest tier that a viewer may have.
func (d *desk) tier(viewer components.Row) components.Tier {
	return min(d.viewers.tier[viewer], components.Tiers-1)
}
