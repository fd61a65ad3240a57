package ecs

import (
	"unsafe"

	"touchline/components"
)

// line is how long the longest cache lines are that a run may meet.
const line = 128

// lay takes memory for the columns of transient kinds, by ID, all at once, and places
// them in it one after the other, with a line between two.
//
// A loop is at the same row of many columns at a time. Were each to begin on a page
// of its own, then all columns of one width would be in the same few sets of the
// cache, and push each other out before their lines are used up.
//
// It returns the memory.
func (w *World) lay(kinds []int) []byte {
	size := uintptr(line)
	for _, id := range kinds {
		for _, c := range w.schema.catalog.Kinds[id].Columns {
			size += w.stretch(c)
		}
	}
	memory := make([]byte, size) // no pointers are in it: see components.Plain
	w.Moved()
	at := -uintptr(unsafe.Pointer(unsafe.SliceData(memory))) % line
	for _, id := range kinds {
		for _, c := range w.schema.catalog.Kinds[id].Columns {
			w.table.Base[c.ID] = unsafe.Pointer(&memory[at])
			at += w.stretch(c)
		}
	}
	return memory
}

// stretch is how much memory a transient column takes, with the line after it.
func (w *World) stretch(c *components.ColumnInfo) uintptr {
	rows := uintptr(max(w.taken[c.Kind.ID], 1)) * c.Type.Size()
	return (rows+line-1)/line*line + line
}
