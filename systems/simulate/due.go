package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// sources are the streams whose segmenter, and whose detectors, have something to say in
// this tick, in the order of rows.
type sources struct {
	segments []components.Row
	scores   []components.Row
}

// due finds those whose time has come.
func due(r *ecs.Run) (s sources) {
	all := components.StreamDue.Of(r)
	s.segments, s.scores = ecs.Unset[components.Row](r, len(all)), ecs.Unset[components.Row](r, len(all))
	segments, scores := expired(all, uint32(r.Now.PTS+1), s.segments, s.scores)
	s.segments, s.scores = s.segments[:segments], s.scores[:scores]
	return s
}

// expired writes to segments and scores which times lie before one, and returns how many
// they are.
//
// It reads 8 bytes for each, and writes 8.
func expired(due []components.Due, end uint32, segments, scores []components.Row) (n, m int) {
	segments, scores = segments[:len(due)], scores[:len(due)]
	for i, at := range due {
		segments[n], scores[m] = components.Row(i), components.Row(i)
		n += int((at.Segment - end) >> 31) // whether it has come is not foreseen
		m += int((at.Score - end) >> 31)
	}
	return n, m
}

// near returns a time of which the lower half is known, near now.
func near(now components.PTS, half uint32) components.PTS {
	return now + components.PTS(int32(half-uint32(now)))
}
