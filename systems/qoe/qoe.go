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
type System struct {
	cfg Config

	cdns, regions, routes uint32
	length                components.PTS // of a window
	gap                   components.PTS // how much longer than a ms beacons of a session may be apart
}

// New returns a system that folds as cfg says.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("qoe: %w", err)
	}
	return &System{
		cfg: cfg, cdns: uint32(cfg.CDNs), regions: uint32(cfg.Regions), routes: uint32(cfg.Routes()),
		length: cfg.Length, gap: cfg.Length - components.PTS(ptsPerMS),
	}, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "qoe" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.BeaconViewer, components.BeaconReport, components.ViewerStream, components.ViewerRegion, components.StreamAudience,
		},
		Writes: []components.AnyColumn{
			components.ViewerViewing, components.AudienceWindow, components.RouteSpread, components.CellSums,
			components.StreamRefused, components.StreamTurned,
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
	b.columns, b.System, b.apart = view.Of(r.World), s, r.Spread()
	b.now, b.next = s.cfg.Window(r.Now.PTS), r.Now.PTS+r.Now.Period
	var room [block]taken
	for first := 0; first < n; first += block {
		b.add(b.take(&room, first, min(n, first+block)))
	}
}
