package qoe

import "touchline/components"

// taken is a beacon that is taken: what it adds to what.
//
// 20 bytes.
type taken struct {
	beacon  uint32 // its row
	route   uint32
	cell    uint32
	elapsed uint32 // ms since the viewer's last beacon; 0 if a session begins
	ratio   uint32 // thousandths of that in which it waited
}

const ptsPerMS = uint32(components.PTSPerSecond / 1000)

// take takes beacons into what is kept of their viewers, in their order from number
// first on, as many as list has room for, and returns what is to be added. One that cannot
// be is counted as refused by its stream, and changes nothing else.
//
// It reads 30 bytes of a beacon and 41 of its viewer, stream and audience, and of its
// viewer it changes 24.
func (b *books) take(list []taken, first int) []taken {
	c, n := b.columns, 0
	viewers, says := c.viewer[first:][:len(list)], c.says[first:][:len(list)]
	received, cdns, renditions := c.received[first:][:len(list)], c.cdn[first:][:len(list)], c.rendition[first:][:len(list)]
	playback := c.playback
	times, streams, regions := c.at[:len(playback)], c.stream[:len(playback)], c.region[:len(playback)]
	for k, viewer := range viewers {
		q, at := &says[k], received[k]
		p, last := &playback[viewer], times[viewer]
		stream := streams[viewer]
		audience := c.audience[stream]
		cdn, region, rendition := uint32(cdns[k]), uint32(regions[viewer]), uint32(renditions[k])
		if audience == components.NoRow || !possible(q) || at >= b.next || at <= last && p.Beacons > 0 ||
			cdn >= b.cdns || region >= b.regions || rendition >= b.renditions {
			b.lost[stream]++
			continue
		}
		if c.window[audience] != b.now {
			b.restart(audience)
		}
		elapsed, ratio := uint32(0), uint32(0)
		if p.Beacons == 0 || q.Startup > 0 || at-last > b.length {
			begin(p, q)
		} else {
			elapsed = max(uint32(at-last)/ptsPerMS, 1)
			ratio = play(p, q.Bitrate, elapsed, min(q.Rebuffered, elapsed))
		}
		times[viewer] = at
		t := &list[n]
		route := uint32(audience)*b.routes + cdn*b.regions + region
		t.beacon, t.route, t.cell, t.elapsed, t.ratio = uint32(first+k), route, route*b.renditions+rendition, elapsed, ratio
		n++
	}
	return list[:n]
}

// add adds beacons to their cells and counts them in the histograms of their routes: each
// in those of the measures that it tells of. That is a pass of its own, and short, so that
// the counters of several beacons are fetched at once.
//
// It reads 36 bytes of a beacon, and changes 20 to 48 of its cell and 8 to 16 of its route.
func (c *columns) add(list []taken) {
	time, says, spread := c.time, c.says, c.spread
	levels, counts := c.levels[:len(time)], c.counts[:len(time)]
	for i := range list {
		t := &list[i]
		q, elapsed := &says[t.beacon], t.elapsed
		l, n, spent := &levels[t.cell], &counts[t.cell], &time[t.cell]
		bitrate, buffer := q.Bitrate, q.Buffer
		l.Bitrate += uint64(bitrate)
		l.Buffer += uint64(buffer)
		n.Beacons++
		s := &spread[t.route]
		s[components.BitrateMeasure][bucket(bitrate/bitrateUnit)]++
		s[components.BufferMeasure][bucket(buffer/bufferUnit)]++
		if q.Startup > 0 {
			n.Startup += uint64(q.Startup)
			n.Startups++
			s[components.StartupMeasure][bucket(q.Startup/startupUnit)]++
		}
		if elapsed > 0 {
			spent.Elapsed += uint64(elapsed)
			spent.Rebuffered += uint64(min(q.Rebuffered, elapsed))
			s[components.RebufferMeasure][bucket(t.ratio)]++
		}
	}
}
