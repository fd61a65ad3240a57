// Package drm answers the license requests of viewers, and ends their licenses.
//
// What it grants is an entitlement of its own: the keys of a stream that a viewer
// may have, wrapped, with until when and how it may use them, signed. It is not a
// Widevine, PlayReady or FairPlay license, and cannot be one: those are made by
// license servers under contract with their owners. It is what such a server would
// ask before it makes one, and what a packager takes keys and key IDs from.
//
// A viewer holds one license at a time, and with it one session of its account.
// The sessions of an account are counted over all streams and shards: a shard sees
// the count of the last tick, and tells the accounts what it added only after the
// tick ([System.Merge]). Where several viewers claim the last session in one tick,
// all are let in, and all but the one with the lowest number are put out in the
// next. So an account is never above its limit for longer than a tick, and how the
// streams are split over shards changes nothing.
package drm

import (
	"crypto/sha256"
	"fmt"

	"touchline/components"
	"touchline/ecs"
)

// System makes keys and grants licenses. The fan of [components.Head] must be
// [components.Tiers], and a shard must have room for a license for each viewer.
type System struct {
	keyEvery components.PTS
	grace    components.PTS
	secrets  *secrets
}

// New returns a system that derives all its keys from the master secret of cfg.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("drm: %w", err)
	}
	secrets, err := newSecrets(cfg.Master, sha256.New)
	if err != nil {
		return nil, fmt.Errorf("drm: %w", err)
	}
	return &System{cfg.KeyEvery, cfg.Grace, secrets}, nil
}

// MaxGrants is how many grant rows, and how many claims, a tick can make of so
// many requests in a shard of so many viewers: all licenses may end at once.
func MaxGrants(requests, viewers int) int { return requests + viewers }

// Name implements [ecs.System].
func (s *System) Name() string { return "drm" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.EntryStream, components.EventKindOf,
			components.RequestAsked,
			components.StreamNumber, components.StreamTerritory, components.StreamKeyPeriod,
			components.ViewerNumber, components.ViewerStream, components.ViewerAccount, components.ViewerRights,
			components.ViewerTerritory, components.ViewerTier,
		},
		Writes: []components.AnyColumn{
			components.StreamHeads,
			components.HeadState,
			components.LicenseNumber, components.LicenseViewer, components.LicenseLease, components.LicenseClaimed,
			components.ViewerLicense, components.ViewerSession, components.ShardLicenseDue, components.ShardRightsDue,
		},
		Common: []components.AnyColumn{
			components.AccountLimit, components.AccountSessions, components.AccountClaimed, components.AccountFirst,
		},
		Makes: []*components.Kind{components.Grant, components.Claim, components.License},
	}
}

// Run implements [ecs.System]. An idle tick costs a test for each event.
func (s *System) Run(r *ecs.Run) {
	asked := r.Len(components.Request)
	if asked > 0 {
		r.Append(components.Grant, asked) // first, for it may move columns
	}
	d := desk{System: s, columns: view.Of(r.World), r: r}
	if r.Now.PTS >= *d.rightsDue || r.Len(components.EventRow) > 0 {
		d.noteRights(r)
	}
	if r.Now.PTS >= *d.licenseDue {
		d.end()
	}
	if r.Spread() {
		d.rotate()
	}
	if asked > 0 {
		d.answer(asked)
	}
	if d.moved {
		d.settle()
	}
}
