// Package abr keeps the live window of each stream: the segments that players of
// HLS and DASH may fetch now.
//
// A segmenter pushes a segment when it has finished it in all renditions. It
// enters the window as the newest, and the oldest leave. What a playlist has to
// count over a whole broadcast, the media and discontinuity sequence numbers,
// is counted here (RFC 8216, section 6.2.2).
package abr

import (
	"fmt"

	"touchline/components"
	"touchline/ecs"
)

// System registers segments.
type System struct {
	cfg    Config
	target uint16 // s
}

// New returns a system that registers segments as cfg says.
func New(cfg Config) (*System, error) {
	if err := cfg.Validate(); err != nil {
		return nil, fmt.Errorf("abr: %w", err)
	}
	return &System{cfg, cfg.Target()}, nil
}

// Name implements [ecs.System].
func (s *System) Name() string { return "abr" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.PushStream, components.PushPiece, components.PushNumber, components.PushAt, components.PushedBytes,
		},
		Writes: []components.AnyColumn{
			components.StreamLive, components.StreamPushed, components.StreamKeyPeriod, components.StreamRefused,
			components.SegmentMedia, components.PayloadBytes, components.ShardPushed,
		},
		Makes: []*components.Kind{components.Entry, components.Part},
	}
}

// Run implements [ecs.System]. Without a push in this tick or the last it reads
// one byte.
func (s *System) Run(r *ecs.Run) {
	c := view.Of(r.World)
	if c.any[0] {
		clear(c.windows.pushed)
		c.any[0] = false
	}
	if n := r.Len(components.Push); n > 0 {
		s.register(r, c, n)
		c.any[0] = r.Len(components.Entry)+r.Len(components.Part) > 0
	}
}
