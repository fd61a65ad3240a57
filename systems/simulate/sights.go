package simulate

import (
	"touchline/components"
	"touchline/ecs"
)

// sights are the columns of the frames that tracking writes.
type sights struct {
	fixture  []components.Row
	at       []components.PTS
	sighting []components.Sighting
	first    []components.Row
}

// of makes o the frames from row first on.
func (o *sights) of(r *ecs.Run, first components.Row) {
	o.fixture, o.at = components.FrameFixture.Of(r)[first:], components.FrameAt.Of(r)[first:]
	o.sighting, o.first = components.FrameSighting.Of(r)[first:], components.FrameFirst.Of(r)[first:]
}

// make makes frame i of how things stand, but for whose it is.
func (o *sights) make(r *ecs.Run, i int, now Stop, w weather) {
	o.sighting[i] = components.Sighting{Ball: now.Place, Players: players, Holder: now.Holder}
	o.first[i] = r.Append(components.Tracked, players)
	place((*[players]components.Seen)(components.TrackedSeen.Of(r)[o.first[i]:]), &now, &w)
}

// show shows fixtures, from row i on, what frame like shows, at a time: they share its
// players.
//
// It writes 28 bytes for each.
func (o *sights) show(i int, fixtures []components.Row, like int, at components.PTS) {
	n := len(fixtures)
	copy(o.fixture[i:], fixtures)
	sighting, first := o.sighting[like], o.first[like]
	ats, sightings, firsts := o.at[i:][:n], o.sighting[i:][:n], o.first[i:][:n]
	for k := range ats {
		ats[k], sightings[k], firsts[k] = at, sighting, first
	}
}
