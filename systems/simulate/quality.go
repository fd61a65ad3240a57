package simulate

import "touchline/components"

// incident is how long a CDN is in trouble at a time: each in one of sixteen such times.
const incident = 150 * components.PTSPerSecond

// troubled reports whether players have trouble to get media: their CDN fails, or a
// drill has ordered that there is no contribution, or little of it.
func (b *beaconers) troubled(stream components.Row, cdn uint64) bool {
	fixture := components.StreamFixture.Of(b)[stream]
	if now := b.Now.PTS; !calm(b.Run) && (now < components.FixtureDark.Of(b)[fixture] || now < components.FixtureDrop.Of(b)[fixture].Until) {
		return true
	}
	return b.fate.of(cdn)%16 == 0
}

// watched is the rendition that a viewer watches, from 0: the best that it has paid for,
// or in one of four beacons the one below, in trouble another one.
func (b *beaconers) watched(viewer, stream components.Row, bad bool, word uint64) int {
	fan := b.Schema().Fan(components.Rendition)
	tiers := components.RenditionTier.Of(b)[int(stream)*fan:][:fan]
	paid, k := components.ViewerTier.Of(b)[viewer], 0
	for k < fan-1 && tiers[k] > paid {
		k++
	}
	if cut(word, 4) == 0 {
		k++
	}
	if bad {
		k++
	}
	return min(k, fan-1)
}

// quality is how a viewer plays, but for the bitrate. In trouble one in three had to
// wait since its last beacon, else one in 32; nobody waits all the time.
func (b *beaconers) quality(bad, first bool, word uint64) (q components.Quality) {
	often, longest, buffer, most := uint64(32), uint64(1500), uint64(80), uint64(220)
	if bad {
		often, longest, buffer, most = 3, 4000, 5, 60
	}
	q.Buffer = 100 * uint32(buffer+cut(word, most))
	switch long := uint32(cut(word>>16, longest)); {
	case first:
		q.Startup = 400 + long
	case cut(word>>32, often) == 0:
		q.Rebuffered = min(200+long, uint32(b.cfg.Beacon/90/2))
	}
	return q
}
