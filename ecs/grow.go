package ecs

import (
	"unsafe"

	"touchline/components"
)

// What a tick may bring is many times what one usually does: every license of a shard
// may end at once, and hardly one does. Memory is taken for the usual, and for more
// when it comes. Nothing is refused for want of it, up to the room that there is.

// grow takes memory for n rows of transient kind k, and some to spare, and moves there
// what has come in this tick.
func (w *World) grow(k *components.Kind, n int) {
	if n > w.room[k.ID] {
		panic("ecs: no room for " + k.Name + " rows")
	}
	rows := min(max(n, 2*w.taken[k.ID]), w.room[k.ID])
	family, was := w.schema.family[k.ID], w.table.Base
	for _, id := range family {
		w.taken[id] = rows * w.schema.fans[id]
	}
	w.lay(family)
	for _, id := range family {
		for _, c := range w.schema.catalog.Kinds[id].Columns {
			size := w.table.Rows[id] * int(c.Type.Size())
			copy(unsafe.Slice((*byte)(w.table.Base[c.ID]), size), unsafe.Slice((*byte)(was[c.ID]), size))
		}
	}
}

// Taken returns for how many rows of k memory is taken.
func (w *World) Taken(k *components.Kind) int { return w.taken[k.ID] }
