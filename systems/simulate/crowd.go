package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// turnAway refuses a request that is beyond what a stream takes in a tick, and returns
// when to ask again: so many ticks later, as those who were refused before it come
// first. So of a crowd that asks at once each is refused once, and then let in.
func turnAway(r *ecs.Run, stream components.Row, ticks uint32) components.PTS {
	refuse(r, stream)
	return r.Now.PTS + components.PTS(ticks-1)*r.Now.Period + 1
}

// refuse counts what a stream was refused. What its cohorts refuse is added up later.
func refuse(r *ecs.Run, stream components.Row) {
	count := components.StreamRefused
	if r.Spread() {
		count = components.StreamTurned
	}
	count.Of(r)[stream]++
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
