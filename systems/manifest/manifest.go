// Package manifest tells players what there is to play: it announces changes of
// a stream's playlists, and renders them.
//
// In a tick only numbers change. A playlist is text, and is rendered outside the
// tick, by whoever was asked for it: see [Presentation], [LiveMedia] and [LiveMPD]. A playlist that
// nobody asks for costs nothing.
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
		Reads:  []components.AnyColumn{components.EntryStream, components.PartStream},
		Writes: []components.AnyColumn{components.StreamGeneration},
	}
}

// Run implements [ecs.System]. It looks at the streams that a segment or a part of
// one entered in this tick, and at no others.
func (s *System) Run(r *ecs.Run) {
	entered, parts := components.EntryStream.Of(r), components.PartStream.Of(r)
	if len(entered)+len(parts) == 0 {
		return
	}
	generation := components.StreamGeneration.Of(r)
	announce(generation, parts)
	announce(generation, entered)
}

// announce counts changes of media playlists.
//
// It reads 8 bytes and writes 4 for each.
func announce(generation []uint32, changed []components.Row) {
	for _, stream := range changed {
		generation[stream]++
	}
}
