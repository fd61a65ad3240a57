package qoe

import "touchline/components"

// turn takes in a beacon by all rules: one that begins a session or tells that the player
// waited, that is the first of a window, or that cannot be. Such a one is counted as
// refused by its stream, and changes nothing else.
func (b *books) turn(i int) {
	c := b.columns
	viewer, q := c.viewer[i], &c.report[i]
	v, stream, region := &c.viewing[viewer], c.stream[viewer], uint32(c.region[viewer])
	audience := c.audience[stream]
	if audience == components.NoRow || !possible(&q.Quality) || q.Received >= b.next || q.Received <= v.At && v.Beacons > 0 ||
		q.CDN >= b.cdns || region >= b.regions || q.Rendition >= b.renditions {
		b.refuse(stream)
		return
	}
	if c.window[audience] != b.now {
		b.restart(audience)
	}
	t := taken{bitrate: q.Bitrate, buffer: q.Buffer}
	t.route, t.cell = b.place(q, audience, region)
	s, sums := &c.spread[t.route], &c.cells[t.cell]
	if v.Beacons == 0 || q.Startup > 0 || q.Received-v.At > b.length {
		begin(&v.Playback, &q.Quality)
	} else {
		t.elapsed = max(uint32(q.Received-v.At)/ptsPerMS, 1)
		rebuffered := min(q.Rebuffered, t.elapsed)
		ratio := (rebuffered*1000 + t.elapsed/2) / t.elapsed
		if v.Beacons == 1 {
			v.Ratio = components.Permille(ratio)
		}
		play(&v.Playback, q.Bitrate, components.Permille(ratio))
		v.Rebuffered += rebuffered
		sums.Rebuffered += uint64(rebuffered)
		s[components.RebufferMeasure][bucket(ratio)]++
	}
	v.At = q.Received
	if q.Startup > 0 {
		sums.Startup += uint64(q.Startup)
		sums.Startups++
		s[components.StartupMeasure][bucket(q.Startup/startupUnit)]++
	}
	count(s, sums, &t)
}
