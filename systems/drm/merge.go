package drm

import (
	"math"

	"touchline/components"
	"touchline/ecs"
)

// Merge implements [ecs.Merger]: it books the claims of all shards on the accounts.
// It adds, and takes the lowest viewer of the tick, so the order of shards and
// claims does not matter.
func (s *System) Merge(common *ecs.World, shards []*ecs.World) {
	for _, w := range shards {
		if w.Len(components.Claim) > 0 {
			add(common, w)
		}
	}
	for _, w := range shards {
		if contested(common, w) {
			components.ShardLicenseDue.Of(w)[0] = atOnce
		}
	}
}

const atOnce = components.PTS(math.MinInt64)

// contested reports whether a session was claimed in the shard by an account that
// now has more than it may: the next tick must put somebody out.
func contested(common, shard *ecs.World) bool {
	sessions, limit := components.AccountSessions.Of(common), components.AccountLimit.Of(common)
	deltas := components.ClaimDelta.Of(shard)
	for i, a := range components.ClaimAccount.Of(shard) {
		if deltas[i] > 0 && sessions[a] > int32(limit[a]) {
			return true
		}
	}
	return false
}

func add(common, shard *ecs.World) {
	sessions := components.AccountSessions.Of(common)
	claimed, first := components.AccountClaimed.Of(common), components.AccountFirst.Of(common)
	deltas := components.ClaimDelta.Of(shard)
	viewers, ticks := components.ClaimViewer.Of(shard), components.ClaimTick.Of(shard)
	for i, a := range components.ClaimAccount.Of(shard) {
		sessions[a] += int32(deltas[i])
		switch {
		case deltas[i] < 0:
		case claimed[a] < ticks[i]:
			claimed[a], first[a] = ticks[i], viewers[i]
		default:
			first[a] = min(first[a], viewers[i])
		}
	}
}
