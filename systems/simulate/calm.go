package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// look finds out whether a drill has done anything to the sources of the shard, unless it
// is known that none has: then what drills have done is not looked up for each row. It
// reports whether a drill may have ordered something in the last tick.
func look(r *ecs.Run) (ordered bool) {
	calm := &components.ShardCalm.Of(r)[0]
	if *calm {
		return false
	}
	*calm = !drilled(r)
	return true
}

func calm(r *ecs.Run) bool { return components.ShardCalm.Of(r)[0] }

// drilled reports whether a drill has done anything to the sources of some fixture.
//
// It reads 56 bytes for each.
func drilled(r *ecs.Run) bool {
	dips, drops := components.FixtureDip.Of(r), components.FixtureDrop.Of(r)
	jumps, darks, backs := components.FixtureJump.Of(r), components.FixtureDark.Of(r), components.FixtureBack.Of(r)
	for f := range dips {
		if dips[f].Until|drops[f].Until|jumps[f]|darks[f]|backs[f] != 0 {
			return true
		}
	}
	return false
}
