package drm

import (
	"touchline/components"
	"touchline/ecs"
)

// columns are those that requests go through.
type columns struct {
	requests requestColumns
	grants   grantColumns
	keys     keyColumns
	viewers  viewerColumns
	licenses licenseColumns

	only       []components.Symbol // by stream, the one territory where it may be seen
	happened   []components.EventKinds64
	rightsDue  []components.PTS
	licenseDue []components.PTS
}

type requestColumns struct {
	viewer   []components.Row
	op       []components.RequestOp
	received []components.PTS
}

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

// keyColumns are the keys of all streams, by tier, and what they are made of.
type keyColumns struct {
	fan     int
	stream  []components.Number
	current []uint32 // key period of the newest segment, by stream
	ready   []bool   // by stream
	id      [][16]uint8
	period  []uint32
	wrapped [][wrappedSize]uint8
	middle  []state
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

type licenseColumns struct {
	from   []components.PTS
	until  []components.PTS
	period []uint32
	tier   []components.Tier
}

var view = ecs.NewView(func(c *columns, w *ecs.World) {
	c.requests = requestColumns{
		viewer:   ecs.Whole(w, components.RequestViewer),
		op:       ecs.Whole(w, components.RequestOpOf),
		received: ecs.Whole(w, components.RequestReceived),
	}
	c.grants = grantColumns{
		stream:    ecs.Whole(w, components.GrantStream),
		viewer:    ecs.Whole(w, components.GrantViewer),
		result:    ecs.Whole(w, components.GrantResultOf),
		tier:      ecs.Whole(w, components.GrantTier),
		period:    ecs.Whole(w, components.GrantPeriod),
		from:      ecs.Whole(w, components.GrantFrom),
		until:     ecs.Whole(w, components.GrantUntil),
		received:  ecs.Whole(w, components.GrantReceived),
		signature: ecs.Whole(w, components.GrantSignature),
	}
	c.keys = keyColumns{
		fan:     w.Schema().Fan(components.Key),
		stream:  components.StreamNumber.Of(w),
		current: components.StreamKeyPeriod.Of(w),
		ready:   components.StreamKeysReady.Of(w),
		id:      components.KeyID.Of(w),
		period:  components.KeyPeriod.Of(w),
		wrapped: components.KeyWrapped.Of(w),
		middle:  components.KeyMidstate.Of(w),
	}
	c.viewers = viewerColumns{
		number:    components.ViewerNumber.Of(w),
		stream:    components.ViewerStream.Of(w),
		account:   components.ViewerAccount.Of(w),
		from:      components.ViewerFrom.Of(w),
		until:     components.ViewerUntil.Of(w),
		territory: components.ViewerTerritory.Of(w),
		tier:      components.ViewerTier.Of(w),
		license:   components.ViewerLicense.Of(w),
	}
	c.licenses = licenseColumns{
		from:   components.LicenseFrom.Of(w),
		until:  components.LicenseUntil.Of(w),
		period: components.LicensePeriod.Of(w),
		tier:   components.LicenseTier.Of(w),
	}
	c.only, c.happened = components.StreamTerritory.Of(w), components.FixtureNow.Of(w)
	c.rightsDue, c.licenseDue = components.ShardRightsDue.Of(w), components.ShardLicenseDue.Of(w)
})
