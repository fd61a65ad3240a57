// Package manifest tells players what there is to play: it announces changes of
// a stream's playlists, and renders them.
//
// In a tick only numbers change. A playlist is text, and is rendered outside the
// tick, by whoever was asked for it, from the columns as they are: see
// [Renderer]. A playlist that nobody asks for costs nothing.
package manifest

import (
	"touchline/components"
	"touchline/ecs"
)

// System announces changes. It comes last in a tick, so that what is announced is
// whole.
type System struct{}

// New returns a system that announces changes. There is nothing to configure.
func New() *System { return &System{} }

// Name implements [ecs.System].
func (s *System) Name() string { return "manifest" }

// Access implements [ecs.System].
func (s *System) Access() ecs.Access {
	return ecs.Access{
		Reads: []components.AnyColumn{
			components.EntryStream, components.PartStream, components.StreamGeneration, components.StreamFrames,
			components.RenditionName, components.RenditionPeak, components.RenditionAverage,
			components.RenditionSize, components.RenditionTier,
		},
		Writes: []components.AnyColumn{
			components.StreamAnnounced, components.StreamMaster, components.StreamLadder,
		},
	}
}

// Run implements [ecs.System]. It looks at the streams that a segment or a part of
// one entered in this tick, and at no others.
func (s *System) Run(r *ecs.Run) {
	changed, parts := components.EntryStream.Of(r), components.PartStream.Of(r)
	if len(changed)+len(parts) == 0 {
		return
	}
	announced, generation := components.StreamAnnounced.Of(r), components.StreamGeneration.Of(r)
	announce(announced, generation, parts)
	announce(announced, generation, changed)
	l := laddersOf(r)
	remember(components.StreamMaster.Of(r), components.StreamLadder.Of(r), &l, changed)
}

// announce lets players have the media playlists as they are now.
//
// It reads 8 bytes and writes 4 for each entry.
func announce(announced, generation []uint32, changed []components.Row) {
	for _, stream := range changed {
		announced[stream] = generation[stream]
	}
}
