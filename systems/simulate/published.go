package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// published gives every stream one event of its match, one segment, one detector
// score and one license request in this tick. The segments follow each other a
// segment length apart, as those of a real stream would.
func (s *System) published(r *ecs.Run) {
	n := uint64(r.Now.Tick)
	for f := range r.Len(components.Fixture) {
		s.event(r, components.Row(f), uint32(n+1))
	}
	streams := ecs.Unset[components.Row](r, r.Len(components.Stream))
	segments, first := ecs.Unset[made](r, len(streams)), r.Append(components.Detection, len(streams))
	for i, frames := range components.StreamFrames.Of(r) {
		length := s.cadence(frames).Length()
		at := components.PTS(n) * length
		streams[i], segments[i] = components.Row(i), whole(components.Row(i), at, length)
		*components.DetectionAt.At(r, first+components.Row(i)) = r.Now.PTS
	}
	s.push(r, segments)
	s.judge(r, streams, first)
	each := uint64(max(s.cfg.Viewers, 1))
	for v, number := range components.ViewerNumber.Of(r) {
		if uint64(number)%each == n%each {
			s.ask(r, components.Row(v), components.Renew)
		}
	}
}

// event is a shot off target: something for sportsbooks to know that suspends
// nothing.
func (s *System) event(r *ecs.Run, fixture components.Row, seq uint32) {
	i := r.Append(components.EventRow, 1)
	*components.EventFixture.At(r, i) = fixture
	*components.EventKindOf.At(r, i) = components.Shot
	*components.EventReport.At(r, i) = components.Report{
		Occurred: r.Now.PTS, Received: r.Now.PTS,
		Cause: components.Cause{Seq: seq, Kind: components.Shot, Source: components.FromMatch},
		Place: components.Place{X: components.NoPlace, Y: components.NoPlace},
		Team:  components.Team(1 + seq&1), Period: components.FirstHalf,
	}
	*components.EventRef.At(r, i) = 0
	*components.EventClock.At(r, i) = r.Now.PTS
	*components.EventValue.At(r, i) = 0
	*components.EventLength.At(r, i) = 0
	*components.EventPlayer.At(r, i) = 0
	*components.EventNews.At(r, i) = false
}
