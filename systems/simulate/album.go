package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// An album keeps the frames that a worker made last: what it made for one shard serves
// the others in which a match is at the same moment. A frame is a function of the seed,
// the match and its number, so that it does not matter what is in an album.
type album struct {
	of    *System
	seed  uint64
	visit uint64 // of a shard
	shots [2048]shot
}

// shot is a frame but for whose it is, and when.
type shot struct {
	moment int64  // the match and the number of the frame; 0 is none
	visit  uint64 // that it was last shown in
	row    components.Row
	components.Sighting
	seen [players]components.Seen
}

var albums = ecs.NewTool(func() *album { return new(album) })

// visit returns the worker's album for a visit to a shard.
func (s *System) visit(r *ecs.Run) *album {
	a := albums.Of(r.Scratch)
	if a.of != s || a.seed != r.Seed {
		*a = album{of: s, seed: r.Seed}
	}
	a.visit++
	return a
}

// shot returns frame k of a match. Its players are in the shard.
func (a *album) shot(r *ecs.Run, script uint32, k int64) *shot {
	moment := int64(script)<<40 | (k + 1)
	p := &a.shots[dice(0).of(uint64(moment))%uint64(len(a.shots))]
	if p.moment != moment {
		t := components.PTS(k) * framePeriod
		p.make(a.of.courses[script].at(t), newWeather(a.seed, script, t))
		p.moment, p.visit = moment, 0
	}
	if p.visit != a.visit {
		p.visit, p.row = a.visit, r.Append(components.Tracked, players)
		*(*[players]components.Seen)(components.TrackedSeen.Of(r)[p.row:]) = p.seen
	}
	return p
}

// make makes p of how things stand.
func (p *shot) make(now Stop, w weather) {
	p.Sighting = components.Sighting{Ball: now.Place, Players: players, Holder: now.Holder}
	place(&p.seen, &now, &w)
}
