package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// queue is those that ask in a tick, of each stream or of a cohort of it.
type queue struct {
	stream []components.Row // of viewers
	asked  []uint32         // by stream
	most   uint32           // that a tick takes
}

// join lets a viewer ask of its stream. It returns 0 if its request is taken, or in how
// many ticks it would be.
func (q *queue) join(viewer int) (stream components.Row, ticks uint32) {
	stream = q.stream[viewer]
	asked := &q.asked[stream]
	before := *asked
	*asked++
	if before < q.most {
		return stream, 0
	}
	return stream, before / q.most
}

// again is when one asks again whose request would be taken so many ticks later: those
// who were refused before it come first. So of a crowd that asks at once each is
// refused once, and then let in.
func again(now ecs.Now, ticks uint32) components.PTS {
	return now.PTS + components.PTS(ticks-1)*now.Period + 1
}

// refuse counts n inputs that a stream was refused. What its cohorts refuse is added up later.
func refuse(r *ecs.Run, stream components.Row, n uint32) {
	count := components.StreamRefused
	if r.Spread() {
		count = components.StreamTurned
	}
	count.Of(r)[stream] += n
}

// Merge implements [ecs.Merger]: it adds up what the cohorts of a stream have refused.
// The stream and its copies have the sum from the next tick on.
func (s *System) Merge(_ *ecs.World, shards []*ecs.World) {
	for _, w := range shards {
		if cohorts := w.Followers(); len(cohorts) > 0 {
			addTurned(w, cohorts)
		}
	}
}

func addTurned(w *ecs.World, cohorts []*ecs.World) {
	refused, turned := components.StreamRefused.Of(w), components.StreamTurned.Of(w)
	for i := range turned {
		n := turned[i]
		turned[i] = 0
		for _, c := range cohorts {
			own := &components.StreamTurned.Of(c)[i]
			n += *own
			*own = 0
		}
		if n == 0 {
			continue
		}
		refused[i] += n
		for _, c := range cohorts {
			components.StreamRefused.Of(c)[i] = refused[i]
		}
	}
}
