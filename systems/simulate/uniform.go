package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// model masks the row of a stream to that of one whose frame rate, bitrates and cameras
// are the same: to the first, if those of all streams are, so that memory is not asked for
// each. A shard remembers whether they are.
func model(r *ecs.Run) components.Row {
	known := &components.ShardUniform.Of(r)[0]
	if *known == components.NotKnown {
		*known = components.Mixed
		if fan := r.Schema().Fan; repeats(components.StreamFrames.Of(r), 1) && repeats(components.RenditionAverage.Of(r), fan(components.Rendition)) &&
			repeats(components.CameraSetup.Of(r), fan(components.Camera)) {
			*known = components.Uniform
		}
	}
	if *known == components.Uniform {
		return 0
	}
	return components.NoRow
}

// repeats reports whether rows are the same again after so many.
func repeats[T comparable](rows []T, fan int) bool {
	for i := fan; i < len(rows); i++ {
		if rows[i] != rows[i-fan] {
			return false
		}
	}
	return true
}
