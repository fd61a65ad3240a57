package drm

import (
	"touchline/components"
	"touchline/ecs"
)

// Release gives back the session of a viewer that is to be removed, with its license.
// It is for whoever removes viewers between ticks, when accounts are nobody's: within
// a tick sessions are claimed and given back by rows of [components.Claim].
func Release(r *ecs.Run, viewer components.Row) {
	license, account := *components.ViewerLicense.At(r, viewer), *components.ViewerAccount.At(r, viewer)
	if license != components.NoRow && account != components.NoRow {
		*components.AccountSessions.At(r.Common, account)--
	}
}
