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

const ptsPerMS = components.PTSPerSecond / 1000

// take takes the beacons of a tick, in their order, into what is kept of their viewers,
// and returns what is to be added: list has room for all. One that cannot be is counted as refused by its
// stream, and changes nothing else.
//
// It reads 30 bytes of a beacon and 17 of its viewer, stream and audience, and of its
// viewer it changes 24.
func (b *books) take(list []taken) []taken {
	m, n := len(list), 0
	viewers, received, says := b.viewer[:m], b.received[:m], b.says[:m]
	cdns, renditions := b.cdn[:m], b.rendition[:m]
	for i, viewer := range viewers {
		q, at := &says[i], received[i]
		stream := b.stream[viewer]
		audience := b.audience[stream]
		cdn, region, rendition := int(cdns[i]), int(b.region[viewer]), int(renditions[i])
		p, last := &b.playback[viewer], b.at[viewer]
		if audience == components.NoRow || !possible(q) || at >= b.next || p.Beacons > 0 && at <= last ||
			cdn >= b.cfg.CDNs || region >= b.cfg.Regions || rendition >= b.renditions {
			b.lost[stream]++
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
		route := int(audience)*b.routes + cdn*b.cfg.Regions + region
		list[n] = taken{uint32(i), uint32(route), uint32(route*b.renditions + rendition), elapsed, play(p, q, elapsed)}
		n++
	}
	return list[:n]
}

// count counts beacons in the histograms of their routes: each in those of the measures
// that it tells of. That is a pass of its own, and summing is another, so that the
// counters of several beacons are fetched at once.
//
// It reads 36 bytes of a beacon and changes 8 to 16 of its route.
func count(spread []components.Spread, list []taken, says []components.Quality) {
	for i := range list {
		t := &list[i]
		s, q := &spread[t.route], &says[t.beacon]
		s[components.BitrateMeasure][bucket(q.Bitrate/bitrateUnit)]++
		s[components.BufferMeasure][bucket(q.Buffer/bufferUnit)]++
		if t.elapsed > 0 {
			s[components.RebufferMeasure][bucket(t.ratio)]++
		}
		if q.Startup > 0 {
			s[components.StartupMeasure][bucket(q.Startup/startupUnit)]++
		}
	}
}

// sum adds beacons to their cells.
//
// It reads 36 bytes of a beacon and changes 20 to 48 of its cell.
func sum(time []components.PlayTime, levels []components.PlayLevels, counts []components.PlayCounts, list []taken, says []components.Quality) {
	levels, counts = levels[:len(time)], counts[:len(time)]
	for i := range list {
		t := &list[i]
		q := &says[t.beacon]
		l, c, spent := &levels[t.cell], &counts[t.cell], &time[t.cell]
		l.Bitrate += uint64(q.Bitrate)
		l.Buffer += uint64(q.Buffer)
		c.Beacons++
		spent.Elapsed += uint64(t.elapsed)
		spent.Rebuffered += uint64(min(q.Rebuffered, t.elapsed))
		if q.Startup > 0 {
			c.Startup += uint64(q.Startup)
			c.Startups++
		}
	}
}
