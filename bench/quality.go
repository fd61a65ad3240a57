package bench

import (
	"touchline/bench/reference"
	"touchline/components"
	"touchline/systems/qoe"
)

// streaming is one CDN in one region. A window has some 200 beacons of a stream.
func streaming() qoe.Config {
	cfg := qoe.Default()
	cfg.Length = 200 * period
	return cfg
}

// quality is what a beacon makes of its viewer and its cell.
type quality struct {
	Playback components.Playback
	Time     reference.PlayTime
	Levels   reference.PlayLevels
	Counts   reference.PlayCounts
	Bitrates uint32 // beacons in the bucket of its bitrate
	Buffers  uint32 // and of its buffer
}

// beacon is what the player of stream i tells in a tick: it plays on, falls back by a
// rendition now and then, waits in one of sixteen, and begins a session in one of 256.
func (w *workload) beacon(i int, tick components.Tick) reference.Beacon {
	rng := w.rand(i, tick, forBeacon)
	draw := rng.Uint64()
	b := reference.Beacon{
		Received:  now(tick) + components.PTS(draw>>56)*period/256,
		Rendition: uint8(i+int(draw&1)) % uint8(len(ladder)),
	}
	b.Says.Bitrate = uint32(ladder[b.Rendition].average/1000) + uint32(draw>>1&63)
	b.Says.Buffer = uint32(500 + draw>>8&16383)
	if draw>>24&15 == 0 {
		b.Says.Rebuffered = uint32(draw >> 28 & 31)
	}
	if draw>>40&255 == 0 {
		b.Says.Startup = uint32(300 + draw>>48&255)
	}
	return b
}

// tell adds the beacon of a viewer.
func (o *ours) tell(viewer components.Row, b reference.Beacon) {
	i := o.Append(components.Beacon, 1)
	to := &view.Of(o.World).beacons
	to.viewer[i] = viewer
	to.report[i] = components.PlayReport{Quality: b.Says, Received: b.Received, CDN: uint32(b.CDN), Rendition: uint32(b.Rendition)}
}

// qualityAt is what the beacon in row i has led to.
func qualityAt(o *ours, i components.Row) quality {
	viewer, says := *components.BeaconViewer.At(o, i), components.BeaconReport.At(o, i)
	audience := *components.StreamAudience.At(o, *components.ViewerStream.At(o, viewer))
	sums := components.CellSums.At(o, audience*components.Row(len(ladder))+components.Row(says.Rendition))
	spread := components.RouteSpread.At(o, audience)
	in := func(m components.Measure, value uint32) uint32 {
		for b := range components.Buckets {
			if _, greatest := qoe.Bounds(m, b); value <= greatest {
				return spread[m][b]
			}
		}
		return spread[m][components.Buckets-1]
	}
	return quality{
		Playback: components.ViewerViewing.At(o, viewer).Playback,
		Time:     reference.PlayTime{Elapsed: sums.Elapsed, Rebuffered: sums.Rebuffered},
		Levels:   reference.PlayLevels{Bitrate: sums.Bitrate, Buffer: sums.Buffer},
		Counts:   reference.PlayCounts{Startup: sums.Startup, Beacons: sums.Beacons, Startups: sums.Startups},
		Bitrates: in(components.BitrateMeasure, says.Bitrate), Buffers: in(components.BufferMeasure, says.Buffer),
	}
}

func qualityOf(r *reference.Report) quality {
	return quality{r.Playback, r.Cell.Time, r.Cell.Levels, r.Cell.Counts, r.Bitrates, r.Buffers}
}

func (t *theirs) callQoE(o *order) (err error) {
	c, a := t.calls, &t.answers
	for j, id := range o.sessions {
		if a.reports[j], _, err = t.qoe.Submit(id, c.now, period, c.beacons[j]); err != nil {
			return err
		}
	}
	return nil
}
