package qoe

import (
	"math"

	"touchline/components"
)

// What a beacon can say, at most.
const (
	MaxBitrate = 1_000_000 // kbit/s
	MaxTime    = 3_600_000 // ms of buffer, of waiting and until it played
)

// possible reports whether a beacon says something that can be.
func possible(q *components.Quality) bool {
	return q.Bitrate > 0 && q.Bitrate <= MaxBitrate && max(q.Buffer, q.Rebuffered, q.Startup) <= MaxTime
}

// smoothing is how far smoothed values go towards a new one: a quarter of the way,
// rounded down.
const smoothing = 2 // bits

// play takes a beacon into what is kept of its viewer. It returns the share, in
// thousandths, of the time since the last one, elapsed ms, in which the player waited.
// Where there is none, 0, a session begins, and nothing of the one before it counts.
func play(p *components.Playback, q *components.Quality, elapsed uint32) uint32 {
	if elapsed == 0 {
		*p = components.Playback{Startup: q.Startup, Bitrate: q.Bitrate, Beacons: 1}
		return 0
	}
	rebuffered := min(q.Rebuffered, elapsed)
	ratio := components.Permille((rebuffered*1000 + elapsed/2) / elapsed)
	if p.Beacons == 1 {
		p.Ratio = ratio
	}
	p.Ratio += (ratio - p.Ratio) >> smoothing
	p.Bitrate += uint32((int32(q.Bitrate) - int32(p.Bitrate)) >> smoothing)
	p.Rebuffered += rebuffered
	p.Beacons = min(p.Beacons, math.MaxUint16-1) + 1
	return uint32(ratio)
}
