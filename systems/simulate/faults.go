package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// faults does to the viewers what a drill ordered in the last tick: a share of
// them joins again, a share loses its rights.
func (s *System) faults(r *ecs.Run) {
	for f, kinds := range components.FixtureNow.Of(r) {
		if kinds&ordered == 0 {
			continue
		}
		w := watchers{
			fixture: components.Row(f), of: components.StreamFixture.Of(r), seeded: ecs.NewSeeded(r.Seed), now: r.Now,
			stream: components.ViewerStream.Of(r), number: components.ViewerNumber.Of(r),
		}
		if components.ViewerSpike.In(kinds) {
			first := &components.ShardViewerDue.Of(r)[0]
			*first = min(*first, w.spike(components.FixtureSpike.Of(r)[f], components.ViewerDue.Of(r),
				components.ViewerWant.Of(r), components.RankDue.Of(r), rankSize(r)))
		}
		if components.RightsExpire.In(kinds) {
			w.lapse(components.FixtureLapse.Of(r)[f], components.ViewerRights.Of(r))
		}
	}
}

var ordered = components.KindSet(components.ViewerSpike, components.RightsExpire)

// watchers are the viewers of a fixture: those of a shard whose stream is one of its.
type watchers struct {
	fixture components.Row
	of      []components.Row // fixture of each stream
	seeded  ecs.Seeded
	now     ecs.Now

	// Of viewers.
	stream []components.Row
	number []components.Number
}

// drawn reports whether viewer v is one of the share that a fault concerns, in
// thousandths, and returns what else is drawn for it.
func (w *watchers) drawn(v int, share int32, purpose uint64) (rng ecs.Rand, ok bool) {
	rng = w.seeded.Rand(uint64(w.number[v]), uint64(w.now.Tick), purpose)
	return rng, rng.N(1000) < int64(share) && w.of[w.stream[v]] == w.fixture
}

// spike lets a share of the viewers join again before a time, and returns when the first
// of them does. Each of them stands in a rank of so many.
//
// It reads 12 bytes for each viewer, and writes 9 for one that joins again.
func (w *watchers) spike(f components.Fault, due []components.PTS, want []components.RequestOp, ranks []components.PTS, each int) components.PTS {
	first, within := never, max(int64(f.Until-w.now.PTS), 1)
	due, want = due[:len(w.stream)], want[:len(w.stream)]
	for k := 0; k*each < len(due); k++ {
		for v := k * each; v < min((k+1)*each, len(due)); v++ {
			rng, ok := w.drawn(v, f.Value, forSpike)
			if !ok {
				continue
			}
			due[v] = w.now.PTS + components.PTS(rng.N(within))
			want[v] = components.Join
			ranks[k] = min(ranks[k], due[v])
		}
		first = min(first, ranks[k])
	}
	return first
}

// lapse ends the rights of a share of the viewers.
//
// It reads 12 bytes for each viewer, and writes 8 for one whose rights end.
func (w *watchers) lapse(f components.Fault, rights []components.Rights) {
	for v := range rights {
		if _, ok := w.drawn(v, f.Value, forLapse); ok {
			rights[v].Until = min(rights[v].Until, w.now.PTS)
		}
	}
}
