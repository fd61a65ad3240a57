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

// show shows so many fixtures, from row f on, in a frame, in rows from i on. They share
// its players.
//
// It writes 28 bytes for each. It is a call so that all that it works with stays at hand.
//
//go:noinline
func (o *sights) show(i int, f components.Row, n int32, in *shot, at components.PTS) {
	fixtures := o.fixture[i:][:n]
	ats, sightings, firsts := o.at[i:][:len(fixtures)], o.sighting[i:][:len(fixtures)], o.first[i:][:len(fixtures)]
	sighting, first := in.Sighting, in.row
	for k := range fixtures {
		fixtures[k], ats[k], sightings[k], firsts[k] = f, at, sighting, first
		f++
	}
}
