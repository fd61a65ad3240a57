package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// model masks the row of a stream to that of one whose frame rate and bitrates are the
// same: to the first, if those of all streams are, so that memory is not asked for each.
// A shard remembers whether they are.
func model(r *ecs.Run) components.Row {
	known := &components.ShardUniform.Of(r)[0]
	if *known == components.NotKnown {
		*known = components.Mixed
		if uniform(components.StreamFrames.Of(r)) && repeats(components.RenditionAverage.Of(r), r.Schema().Fan(components.Rendition)) {
			*known = components.Uniform
		}
	}
	if *known == components.Uniform {
		return 0
	}
	return components.NoRow
}

func uniform(frames []components.Rate) bool {
	for _, f := range frames {
		if f != frames[0] {
			return false
		}
	}
	return true
}

// repeats reports whether rows are the same again after so many.
func repeats(averages []components.Bitrate, fan int) bool {
	for i := fan; i < len(averages); i++ {
		if averages[i] != averages[i-fan] {
			return false
		}
	}
	return true
}
