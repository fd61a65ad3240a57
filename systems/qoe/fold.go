package qoe

import "touchline/components"

// fold books the beacons of a tick, in their order. One that cannot be is counted as
// refused by its stream, and changes nothing else.
//
// A beacon is 30 bytes. Of its viewer, stream and audience it reads 17 bytes more, of
// its viewer it changes 24, of its cell up to 48 and of its route three or four counters.
func (b *books) fold(viewers []components.Row, received []components.PTS, cdns, renditions []uint8, says []components.Quality) {
	received, cdns, renditions, says = received[:len(viewers)], cdns[:len(viewers)], renditions[:len(viewers)], says[:len(viewers)]
	for i, viewer := range viewers {
		q, at := &says[i], received[i]
		stream := b.stream[viewer]
		audience := b.audience[stream]
		cdn, region, rendition := int(cdns[i]), int(b.region[viewer]), int(renditions[i])
		if audience == components.NoRow || !possible(q) || at >= b.next ||
			cdn >= b.cfg.CDNs || region >= b.cfg.Regions || rendition >= b.renditions {
			b.refused[stream]++
			continue
		}
		p, last := &b.playback[viewer], b.at[viewer]
		if p.Beacons > 0 && at <= last {
			b.refused[stream]++
			continue
		}
		if b.window[audience] != b.now {
			b.restart(audience)
		}
		elapsed := uint32(0)
		if p.Beacons > 0 && q.Startup == 0 && at-last <= b.cfg.Length {
			elapsed = max(uint32((at-last)/ptsPerMS), 1)
		}
		b.at[viewer] = at
		ratio := take(p, q, elapsed)
		route := int(audience)*b.routes + cdn*b.cfg.Regions + region
		b.count(route, q, elapsed, ratio)
		b.sum(route*b.renditions+rendition, q, elapsed)
	}
}

const ptsPerMS = components.PTSPerSecond / 1000

// count counts a beacon in the histograms of a route. Those of what it does not tell
// stay as they are.
func (b *books) count(route int, q *components.Quality, elapsed uint32, ratio components.Permille) {
	s := &b.spread[route]
	s[components.BitrateMeasure][bucket(q.Bitrate/bitrateUnit)]++
	s[components.BufferMeasure][bucket(q.Buffer/bufferUnit)]++
	if elapsed > 0 {
		s[components.RebufferMeasure][bucket(uint32(ratio))]++
	}
	if q.Startup > 0 {
		s[components.StartupMeasure][bucket(q.Startup/startupUnit)]++
	}
}

// sum adds a beacon to a cell.
func (b *books) sum(cell int, q *components.Quality, elapsed uint32) {
	levels, counts := &b.levels[cell], &b.counts[cell]
	levels.Bitrate += uint64(q.Bitrate)
	levels.Buffer += uint64(q.Buffer)
	counts.Beacons++
	if elapsed > 0 {
		t := &b.time[cell]
		t.Elapsed += uint64(elapsed)
		t.Rebuffered += uint64(min(q.Rebuffered, elapsed))
	}
	if q.Startup > 0 {
		counts.Startup += uint64(q.Startup)
		counts.Startups++
	}
}
