package qoe

import "touchline/components"

// block is how many beacons are taken at a time: what one pass leaves is then still at
// hand in the next.
const block = 16

// taken is a beacon that is taken: what it adds to what.
//
// 20 bytes.
type taken struct {
	route   uint32
	cell    uint32
	elapsed uint32 // ms since the viewer's last beacon
	bitrate uint32
	buffer  uint32
}

const ptsPerMS = uint32(components.PTSPerSecond / 1000)

// modest is more than a bitrate and a buffer are in nearly all beacons: a power of two, so
// that both are compared with it at once.
const modest = 1 << 19

// take takes beacons into what is kept of their viewers, in their order from number
// first on and up to number end, and returns what is to be added: beacons of players that
// play on and did not wait. All others are booked at once, one by one, by all rules: these
// are some of them, for such beacons. What is to be added is written first, whether or not it
// stays: so little has to be kept meanwhile.
//
// It reads 36 bytes of a beacon and 41 of its viewer, stream and audience, and changes 16
// of its viewer.
func (b *books) take(list *[block]taken, first, end int) []taken {
	c, n := b.columns, 0
	viewers := c.viewer[:end]
	reports, viewing := c.report[:len(viewers)], c.viewing
	streams, regions := c.stream[:len(viewing)], c.region[:len(viewing)]
	for i := first; uint(i) < uint(len(viewers)); i++ {
		viewer, q, t := viewers[i], &reports[i], &list[uint(n)%block]
		v, region, audience := &viewing[viewer], uint32(regions[viewer]), c.audience[streams[viewer]]
		t.route, t.cell = b.place(q, audience, region)
		since := q.Received - v.At
		t.elapsed, t.bitrate, t.buffer = uint32(since)/ptsPerMS, q.Bitrate, q.Buffer
		if uint(audience) >= uint(len(c.window)) || c.window[audience] != b.now ||
			q.CDN >= b.cdns || region >= b.regions || q.Rendition >= c.renditions ||
			(q.Bitrate-1)|q.Buffer >= modest || q.Rebuffered|q.Startup > 0 ||
			uint64(since-components.PTS(ptsPerMS)) > uint64(b.gap) || v.Beacons == 0 || q.Received >= b.next {
			b.turn(i)
			continue
		}
		v.At = q.Received
		play(&v.Playback, q.Bitrate, 0)
		n++
	}
	return list[:n]
}

// add adds beacons to their cells and counts them in the histograms of their routes. That
// is a pass of its own, and short, so that the counters of several beacons are fetched at
// once.
//
// It changes 28 bytes of the cell of each and 12 of its route.
func (c *columns) add(list []taken) {
	spread, cells := c.spread, c.cells
	for i := range list {
		t := &list[i]
		s := &spread[t.route]
		count(s, &cells[t.cell], t)
		s[components.RebufferMeasure][0]++
	}
}

// count adds what every beacon tells.
func count(s *components.Spread, sums *components.PlaySums, t *taken) {
	sums.Bitrate += uint64(t.bitrate)
	sums.Buffer += uint64(t.buffer)
	sums.Elapsed += uint64(t.elapsed)
	sums.Beacons++
	s[components.BitrateMeasure][bucket(t.bitrate/bitrateUnit)]++
	s[components.BufferMeasure][bucket(t.buffer/bufferUnit)]++
}
