// Package qoe keeps how streams play, as the beacons of players tell: for each viewer
// in a few bytes, and for each stream by CDN, region and rendition over a window of
// time.
//
// Every player sends a beacon some times a minute. It says what CMCD (CTA-5004) has
// names for: the bitrate that is played, the media that is held, how long the player
// waited for media since its last beacon, and, when a session begins, how long it took
// until it played. The terms are those of CTA-2066.
//
// What is kept is counts, sums and histograms, all of them integers that add up in any
// order: those of two shards, two streams or two windows make those of both.
package qoe

import (
	"fmt"

	"touchline/components"
	"touchline/ecs"
)

// System folds beacons. The fan of [components.Route] must be the CDNs by the regions
// of its configuration, and that of [components.Cell] the renditions of a stream.
type System struct{ cfg Config }

// New returns a system that folds as cfg says.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("qoe: %w", err)
	}
	return &System{cfg}, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "qoe" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.BeaconViewer, components.BeaconReceived, components.BeaconCDN, components.BeaconRendition,
			components.BeaconQuality, components.ViewerStream, components.ViewerRegion, components.StreamAudience,
		},
		Writes: []components.AnyColumn{
			components.ViewerBeaconAt, components.ViewerPlayback, components.AudienceWindow, components.RouteSpread,
			components.CellTime, components.CellLevels, components.CellCounts, components.StreamRefused, components.StreamTurned,
		},
	}
}

// Run implements [ecs.System].
func (s *System) Run(r *ecs.Run) {
	n := r.Len(components.Beacon)
	if n == 0 {
		return
	}
	var b books
	b.open(r, &s.cfg)
	room := ecs.Unset[taken](r, min(n, block))
	for first := 0; first < n; first += len(room) {
		room = room[:min(n-first, len(room))]
		list := b.take(room, first)
		b.add(list)
	}
}

// block is how many beacons are taken at a time: what one pass leaves is then still at
// hand in the next.
const block = 64
