package drm

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that requests go through.
type columns struct {
	requests []components.Asked
	grants   grantColumns
	keys     keyColumns
	viewers  viewerColumns
	leases   []components.Lease // of licenses

	only       []components.Symbol // by stream, the one territory where it may be seen
	happened   []components.EventKind
	rightsDue  *components.PTS
	licenseDue *components.PTS
}

type grantColumns struct {
	stream    []components.Row
	terms     []components.GrantTerms
	signature [][32]uint8
}

// keyColumns are what the keys of all streams are made of, and what is made of them. The
// head of a tier is in row h × plane + stream, where the stream's heads say what h is.
type keyColumns struct {
	plane   int
	stream  []components.Number
	current []uint32           // key period of the newest segment, by stream
	heads   []components.Heads // by stream
	head    []state
}

// headRow returns where the head of a tier is.
func (k *keyColumns) headRow(stream components.Row, tier components.Tier) int {
	return k.heads[stream].Row(tier)*k.plane + int(stream)
}

type viewerColumns struct {
	number    []components.Number
	stream    []components.Row
	account   []components.Row
	rights    []components.Rights
	territory []components.Symbol
	tier      []components.Tier
	license   []components.Row
	session   []components.Session
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	c.requests = ecs.Whole(w, components.RequestAsked)
	c.grants = grantColumns{
		stream:    ecs.Whole(w, components.GrantStream),
		terms:     ecs.Whole(w, components.GrantTermsOf),
		signature: ecs.Whole(w, components.GrantSignature),
	}
	c.keys = keyColumns{
		plane:   w.Plane(components.Head),
		stream:  components.StreamNumber.Of(w),
		current: components.StreamKeyPeriod.Of(w),
		heads:   components.StreamHeads.Of(w),
		head:    components.HeadState.Of(w),
	}
	c.viewers = viewerColumns{
		number:    components.ViewerNumber.Of(w),
		stream:    components.ViewerStream.Of(w),
		account:   components.ViewerAccount.Of(w),
		rights:    components.ViewerRights.Of(w),
		territory: components.ViewerTerritory.Of(w),
		tier:      components.ViewerTier.Of(w),
		license:   components.ViewerLicense.Of(w),
		session:   components.ViewerSession.Of(w),
	}
	c.leases = components.LicenseLease.Of(w)
	c.only, c.happened = components.StreamTerritory.Of(w), ecs.Whole(w, components.EventKindOf)
	c.rightsDue, c.licenseDue = components.ShardRightsDue.At(w, 0), components.ShardLicenseDue.At(w, 0)
})
