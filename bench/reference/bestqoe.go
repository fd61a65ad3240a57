package reference

import (
	"touchline/components"
	"touchline/systems/qoe"
)

// A Session is a viewer who plays a stream. It is what its player is known by.
type Session uint32

// watcher is how a viewer plays: half a line.
type watcher struct {
	last       components.PTS
	playback   components.Playback
	audience   uint32 // the first of its stream, region 0
	region     uint8
	renditions uint8
}

// crowd is what the beacons of a CDN and a region come to in a window. It lies in one
// piece, and no sum in two lines.
type crowd struct {
	cells  [mostRenditions]sums
	spread route
}

type sums struct {
	Cell
	_ [16]uint8
}

// Join adds a viewer to a stream that has so many renditions.
func (b *Best) Join(h Handle, region, renditions int) Session {
	b.mu.Lock()
	defer b.mu.Unlock()
	if renditions > mostRenditions {
		panic("reference: no room for as many renditions")
	}
	b.watchers = append(b.watchers, watcher{
		audience: uint32(int(h) * b.quality.Routes()), region: uint8(region), renditions: uint8(renditions),
	})
	return Session(len(b.watchers) - 1)
}

// Beacon is [QoE.Submit].
func (b *Best) Beacon(id Session, now, period components.PTS, q *Beacon, out *Report) (ok bool) {
	b.mu.Lock()
	ok = b.fold(&b.watchers[id], now, period, q, out)
	b.mu.Unlock()
	return ok
}

// fold takes in a beacon.
func (b *Best) fold(v *watcher, now, period components.PTS, q *Beacon, out *Report) bool {
	c, p, says := &b.quality, &v.playback, &q.Says
	switch {
	case says.Bitrate == 0, says.Bitrate > qoe.MaxBitrate, max(says.Buffer, says.Rebuffered, says.Startup) > qoe.MaxTime,
		int(q.CDN) >= c.CDNs, q.Rendition >= v.renditions,
		q.Received >= now+period, p.Beacons > 0 && q.Received <= v.last:
		return false
	}
	n := int(v.audience) + int(q.CDN)*c.Regions + int(v.region)
	a := &b.crowds[n]
	if now != b.now {
		b.now, b.current = now, c.Window(now)
	}
	if b.windows[n] != b.current {
		b.windows[n] = b.current
		*a = crowd{}
	}
	elapsed := uint32(0)
	if p.Beacons > 0 && says.Startup == 0 && q.Received-v.last <= c.Length {
		elapsed = max(uint32((q.Received-v.last)/(components.PTSPerSecond/1000)), 1)
	}
	v.last = q.Received
	ratio := heard(p, says, elapsed)
	cell := &a.cells[q.Rendition].Cell
	cell.add(says, elapsed)
	out.Playback, out.Cell = *p, *cell
	out.Bitrates, out.Buffers = a.spread.add(says, elapsed, ratio)
	return true
}
