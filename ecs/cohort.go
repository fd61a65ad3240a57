package ecs

import "touchline/components"

// Follow makes w a cohort of original: a world that takes a share of the rows which
// hang on those of original, as one core cannot have all viewers of a large stream.
// So that they have something to hang on, w has copies of the rows of kinds. It must
// have no row of them yet: [World.CopyRows] makes them.
//
// A copy is given the same input as its original, and so comes to the same in every
// tick: nothing has to be read across worlds. It is the same row, and is neither
// hashed nor saved a second time.
func (w *World) Follow(original *World, kinds ...*components.Kind) {
	w.original = original
	for _, k := range kinds {
		w.copied |= 1 << k.ID
	}
	original.followers = append(original.followers, w)
}

// Original returns the world that w is a cohort of, nil if it is none.
func (w *World) Original() *World { return w.original }

// Followers returns the cohorts of w.
func (w *World) Followers() []*World { return w.followers }

// Spread reports whether w has cohorts, or is one.
func (w *World) Spread() bool { return w.original != nil || len(w.followers) > 0 }

// Copies reports whether the rows of lasting kind k, or of a block of it, are copies.
func (w *World) Copies(k *components.Kind) bool { return w.copied>>k.Root().ID&1 != 0 }

var _ [64 - components.MaxKinds]struct{} // World.copied has a bit for each

// CopyRows makes the copies in w, of the rows that its original has by now. They have
// the same places there as here, and so mean the same to whatever refers to them. It
// panics if there is no room.
func (w *World) CopyRows() {
	for _, k := range w.schema.catalog.Kinds {
		if k.Form != components.Lasting || !w.Copies(k) {
			continue
		}
		if _, ok := w.CreateRows(k, w.original.Len(k)); !ok {
			panic("ecs: no room for copies of " + k.Name + " rows")
		}
		for row, n := range w.original.Numbers(k) {
			w.CopyRow(k, components.Row(row), w.original, components.Row(row))
			w.Numbers(k)[row] = n
		}
	}
}
