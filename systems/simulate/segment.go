package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// segments lets each stream's segmenter deliver the segments that have ended. A
// segment is a whole number of frames: 2.002 s at 29.97 frames per second. After
// ticks that were skipped those of them follow at the pace at which they can be
// made.
func (s *System) segments(r *ecs.Run) {
	due := components.StreamSegmentDue.Of(r) // where the segment that is being made ends
	most := int(r.Now.Period/s.cfg.Segment) + 1
	for i := range due {
		for n := 0; n < most && due[i] <= r.Now.PTS; n++ {
			length := s.length(components.StreamFrames.Of(r)[i])
			s.push(r, components.Row(i), due[i]-length, length)
			due[i] += length
		}
	}
}

// length is the number of whole frames nearest to the segment length.
func (s *System) length(frames components.Rate) components.PTS {
	return frames.At(frames.Index(s.cfg.Segment + frames.At(1)/2))
}

func (s *System) push(r *ecs.Run, stream components.Row, start, length components.PTS) {
	fixture := components.StreamFixture.Of(r)[stream]
	i := r.Append(components.Push, 1)
	*components.PushStream.At(r, i) = stream
	*components.PushStart.At(r, i) = start + components.FixtureJump.Of(r)[fixture]
	*components.PushLength.At(r, i) = uint32(length)
	*components.PushFlags.At(r, i) = 0

	share := int64(1000)
	if d := &components.FixtureDrop.Of(r)[fixture]; r.Now.PTS < d.Until {
		share = int64(d.Value)
	}
	fan := r.Schema().Fan(components.Rendition)
	average := components.RenditionAverage.Of(r)[int(stream)*fan:][:fan]
	bytes := components.PushedBytes.Of(r)[int(i)*fan:][:fan]
	rng := r.Rand(components.StreamNumber.Of(r)[stream], forSegment)
	for k := range bytes {
		size := int64(average[k]) * int64(length) / int64(components.PTSPerSecond) / 8
		bytes[k] = uint32(size * (850 + rng.N(300)) / 1000 * share / 1000)
	}
}
