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
	return q.Bitrate-1 < MaxBitrate && // 0 is far above
		q.Buffer <= MaxTime && q.Rebuffered <= MaxTime && q.Startup <= MaxTime
}

// smoothing is how far smoothed values go towards a new one: a quarter of the way,
// rounded down.
const smoothing = 2 // bits

// begin takes the first beacon of a session into what is kept of its viewer: nothing of
// the one before it counts.
func begin(p *components.Playback, q *components.Quality) {
	*p = components.Playback{Startup: q.Startup, Bitrate: q.Bitrate, Beacons: 1}
}

// play takes another: its bitrate, and the share of the time since the last one in which
// the player waited.
func play(p *components.Playback, bitrate uint32, ratio components.Permille) {
	p.Ratio += (ratio - p.Ratio) >> smoothing
	p.Bitrate += uint32((int32(bitrate) - int32(p.Bitrate)) >> smoothing)
	if p.Beacons < math.MaxUint16 {
		p.Beacons++
	}
}
