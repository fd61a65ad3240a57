package simulate

import (
	"math"

	"touchline/components"
	"touchline/ecs"
)

const never = components.PTS(math.MaxInt64)

// players lets each viewer ask for the license that it needs: when it joins, and
// in every key period. It passes over the ranks of viewers, 8 bytes each, only when
// one of them may have something to say.
func (s *System) players(r *ecs.Run) {
	s.faults(r)
	next := &components.ShardViewerDue.Of(r)[0]
	if r.Now.PTS < *next {
		return
	}
	due, ranks, each := components.ViewerDue.Of(r), components.RankDue.Of(r), rankSize(r)
	asked := ecs.Take[uint32](r, r.Len(components.Stream))
	first := never
	for k := 0; k*each < len(due); k++ {
		if ranks[k] <= r.Now.PTS {
			ranks[k] = s.rank(r, due[:min((k+1)*each, len(due))], k*each, asked)
		}
		first = min(first, ranks[k])
	}
	*next = first
}

// rankSize is how many viewers stand in a rank.
func rankSize(r *ecs.Run) int {
	fan := r.Schema().Fan(components.Rank)
	return (r.Room(components.Viewer) + fan - 1) / fan
}

// rank lets the viewers from row first to the end of due ask whose time has come, and
// returns when the next of them will.
//
// It reads 8 bytes for each.
func (s *System) rank(r *ecs.Run, due []components.PTS, first int, asked []uint32) components.PTS {
	next := never
	for i := first; i < len(due); i++ {
		if due[i] <= r.Now.PTS {
			due[i] = s.request(r, components.Row(i), asked)
		}
		next = min(next, due[i])
	}
	return next
}

// request lets a viewer ask, and returns when it will ask again.
func (s *System) request(r *ecs.Run, viewer components.Row, asked []uint32) components.PTS {
	stream := components.ViewerStream.Of(r)[viewer]
	before := asked[stream]
	asked[stream]++
	if ticks := before / uint32(s.cfg.Requests); ticks > 0 {
		return turnAway(r, stream, ticks)
	}
	want := &components.ViewerWant.Of(r)[viewer]
	s.ask(r, viewer, *want)

	rng := r.Rand(components.ViewerNumber.Of(r)[viewer], forPlayer)
	if *want == components.Leave { // it will be back
		*want = components.Join
		return r.Now.PTS + components.PTSPerSecond*components.PTS(30+rng.N(600))
	}
	*want = components.Renew
	if rng.N(100) < 2 {
		*want = components.Leave
	}
	// The keys of the next period are there with its first segment; players fetch them
	// over the minute that follows, not all at once.
	boundary := (r.Now.PTS/s.cfg.KeyEvery + 1) * s.cfg.KeyEvery
	return boundary + s.settled(r, stream) + components.PTS(rng.N(int64(max(min(s.cfg.Spread, s.cfg.KeyEvery/2), 1))))
}

// settled is how long after the turn of a key period its first segment is there: it
// begins within the length of one, and takes as long again to be made.
func (s *System) settled(r *ecs.Run, stream components.Row) components.PTS {
	return 2 * s.cadence(components.StreamFrames.Of(r)[stream]).Length()
}

func (s *System) ask(r *ecs.Run, viewer components.Row, op components.RequestOp) {
	i := r.Append(components.Request, 1)
	*components.RequestViewer.At(r, i) = viewer
	*components.RequestOpOf.At(r, i) = op
	*components.RequestReceived.At(r, i) = r.Now.PTS
}

// faults does to the viewers what a drill ordered in the last tick: a share of
// them joins again, a share loses its rights.
func (s *System) faults(r *ecs.Run) {
	for f, kinds := range components.FixtureNow.Of(r) {
		if kinds&ordered == 0 {
			continue
		}
		for v, stream := range components.ViewerStream.Of(r) {
			if int(components.StreamFixture.Of(r)[stream]) == f {
				s.fault(r, components.Row(f), components.Row(v), kinds)
			}
		}
	}
}

var ordered = components.KindSet(components.ViewerSpike, components.RightsExpire)

func (s *System) fault(r *ecs.Run, fixture, viewer components.Row, kinds components.EventKinds64) {
	number := components.ViewerNumber.Of(r)[viewer]
	spike, lapse := components.FixtureSpike.Of(r)[fixture], components.FixtureLapse.Of(r)[fixture]
	if rng := r.Rand(number, forSpike); components.ViewerSpike.In(kinds) && rng.N(1000) < int64(spike.Value) {
		at := r.Now.PTS + components.PTS(rng.N(max(int64(spike.Until-r.Now.PTS), 1)))
		components.ViewerDue.Of(r)[viewer] = at
		components.ViewerWant.Of(r)[viewer] = components.Join
		first, rank := &components.ShardViewerDue.Of(r)[0], &components.RankDue.Of(r)[int(viewer)/rankSize(r)]
		*first, *rank = min(*first, at), min(*rank, at)
	}
	if rng := r.Rand(number, forLapse); components.RightsExpire.In(kinds) && rng.N(1000) < int64(lapse.Value) {
		until := &components.ViewerUntil.Of(r)[viewer]
		*until = min(*until, r.Now.PTS)
	}
}
