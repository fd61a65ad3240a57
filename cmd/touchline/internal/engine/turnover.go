package engine

import (
	"math"

	"touchline/components"
	"touchline/ecs"
	"touchline/systems/drm"
	"touchline/systems/feed"
)

// Turnover lets matches come and go. When one has been over for a while its fixture
// leaves, with its streams, their viewers and these viewers' licenses, and another
// takes its place, at the beginning of the same match. Numbers are not used twice: they
// are higher by as many as the run began with.
//
// When a match is over follows from its fixture's columns, and what begins from its
// number. So it is the same in any sharding, and after a snapshot.
type Turnover struct {
	Begun   uint64 // matches
	Refused uint64 // inputs that fixtures and streams which left had refused

	fill  *populator
	after components.PTS   // from the end of a match to when it leaves
	due   []components.PTS // by shard: nothing leaves before
	run   ecs.Run
	gone  []components.Number
}

// Turnover returns the turnover of a run, where a match leaves so long after its end.
func (e *Engine) Turnover(after components.PTS) *Turnover {
	t := &Turnover{fill: e.fill, after: after, due: make([]components.PTS, len(e.Shards.Worlds))}
	t.run = ecs.Run{Common: e.Shards.Common, Seed: e.Shards.Seed, Scratch: ecs.NewScratch()}
	most := 0
	for _, w := range e.Shards.Worlds {
		most = max(most, w.Room(components.Fixture))
	}
	t.gone = make([]components.Number, 0, most)
	return t
}

// Turn is called before a tick, when no world is in use.
func (t *Turnover) Turn(now ecs.Now) error {
	for i, w := range t.fill.shards.Worlds {
		if now.PTS >= t.due[i] {
			t.turn(w, now)
			t.due[i] = t.next(w)
		}
	}
	return nil
}

// leaves is when fixture f leaves: never while its match goes on.
func (t *Turnover) leaves(w *ecs.World, f components.Row) components.PTS {
	if *components.FixtureLive.At(w, f) {
		return math.MaxInt64
	}
	m := t.fill.Matches[*components.FixtureScript.At(w, f)]
	return *components.FixtureStart.At(w, f) + m.End + t.after
}

// next is when the first fixture of a shard leaves.
func (t *Turnover) next(w *ecs.World) components.PTS {
	first := components.PTS(math.MaxInt64)
	for f := range w.Len(components.Fixture) {
		first = min(first, t.leaves(w, components.Row(f)))
	}
	return first
}

func (t *Turnover) turn(w *ecs.World, now ecs.Now) {
	t.run.World, t.run.Now, t.gone = w, now, t.gone[:0]
	t.run.Do(t)
	if len(t.gone) == 0 {
		return
	}
	begin := t.fill.begin
	t.fill.begin, t.fill.joining = now.PTS, joinSpread
	total := components.Number(t.fill.fixtures() * len(t.fill.Matches))
	streams := 0
	for _, n := range t.gone {
		streams += t.fill.streamsOf(int(n-1) % int(total))
	}
	rows := t.fill.blanks(w, len(t.gone), streams)
	for _, n := range t.gone {
		script := int(n-1) % int(total) / t.fill.fixtures()
		t.fill.addFixture(rows, n+total, moment{script: script, start: now.PTS})
	}
	t.fill.begin = begin
	t.Begun += uint64(len(t.gone))
	// What the shard remembers to save itself work does not know of what came.
	clear(components.FixtureAlike.Of(w))
	clear(components.RankDue.Of(w))
	clear(components.RankBeaconDue.Of(w))
	*components.ShardViewerDue.At(w, 0), *components.ShardBeaconDue.At(w, 0) = 0, 0
	*components.ShardSpliceDue.At(w, 0), *components.ShardLookDue.At(w, 0), *components.ShardTrusted.At(w, 0) = 0, 0, false
	*components.ShardBeatDue.At(w, 0), *components.ShardStaleDue.At(w, 0), *components.ShardStill.At(w, 0) = 0, 0, false
	*components.ShardUniform.At(w, 0) = components.NotKnown
}

// Name implements [ecs.System], of which it is none: it borrows from it the removal of
// many rows at once.
func (t *Turnover) Name() string { return "turnover" }

// Access implements [ecs.System].
func (t *Turnover) Access() ecs.Access { return ecs.Access{} }

// Run implements [ecs.System]: it takes leave of the fixtures whose time has come.
func (t *Turnover) Run(r *ecs.Run) {
	over := ecs.Take[bool](r, r.Len(components.Fixture))
	for f, n := range components.FixtureNumber.Of(r) {
		row := components.Row(f)
		over[f] = t.leaves(r.World, row) <= r.Now.PTS && *components.FixtureDue.At(r, row) == feed.Never
		if over[f] {
			t.gone = append(t.gone, n)
			t.Refused += uint64(*components.FixtureRefused.At(r, row))
			r.Commands().Remove(components.Fixture, row)
		}
	}
	if len(t.gone) == 0 {
		return
	}
	fixture, refused := components.StreamFixture.Of(r), components.StreamRefused.Of(r)
	for s, f := range fixture {
		if over[f] {
			t.Refused += uint64(refused[s])
		}
	}
	for v, s := range components.ViewerStream.Of(r) {
		if over[fixture[s]] {
			drm.Release(r, components.Row(v))
		}
	}
}
