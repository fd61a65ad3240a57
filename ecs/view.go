package ecs

import (
	"fmt"
	"unsafe"

	"touchline/components"
)

// A View is the columns that a system works on, as a struct of slices: a variable of
// its package. A world finds them once, and anew when rows of a lasting kind come or
// go, or memory moves: with few streams, to find so many columns in each tick would
// cost more than what is done with them.
//
// A column of a lasting kind is as long as it has rows. One of a transient kind, which
// has another number of them in each tick, is as long as there is memory for
// ([Whole]): [World.Len] says how many count. Once rows of such a kind are appended a
// view of it must be asked for anew.
type View[T any] uint

// maxViews is how many views there may be: a power of two, so that to find one takes
// no check of its number.
const maxViews = 32

// fillers make a view, or fill the one that there is, by number.
var fillers []func(view unsafe.Pointer, w *World) unsafe.Pointer

// NewView returns a view that fill fills.
func NewView[T any](fill func(v *T, w *World)) View[T] {
	if len(fillers) == maxViews {
		panic(fmt.Sprintf("ecs: there is room for %d views", maxViews))
	}
	fillers = append(fillers, func(view unsafe.Pointer, w *World) unsafe.Pointer {
		if view == nil {
			view = unsafe.Pointer(new(T))
		}
		fill((*T)(view), w)
		return view
	})
	return View[T](len(fillers) - 1)
}

// found is a view as a world has filled it.
type found struct {
	view   unsafe.Pointer
	layout uint64 // of the world when it was filled; 0 is never
}

// Of returns the view of w. The common world, which all workers share, has none.
func (v View[T]) Of(w *World) *T {
	f := &w.found[v%maxViews]
	if f.layout != w.layout {
		w.fill(uint(v)) // seldom, and kept apart so that the rest is no call
	}
	return (*T)(f.view)
}

//go:noinline
func (w *World) fill(view uint) {
	f := &w.found[view]
	f.view = fillers[view](f.view, w)
	f.layout = w.layout
}

// Moved says that columns are elsewhere, or have another length: no view of w holds.
func (w *World) Moved() { w.layout++ }

// Whole returns all rows of a column that there is memory for.
func Whole[T any](w *World, c components.Column[T]) []T {
	info := w.schema.catalog.Columns[c.ID()]
	return unsafe.Slice((*T)(w.table.Base[info.ID]), w.taken[info.Kind.ID])
}
