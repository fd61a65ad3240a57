package ecs

import (
	"reflect"
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
	for _, id := range w.schema.family[k.ID] {
		b, fan := w.schema.catalog.Kinds[id], w.schema.fans[id]
		w.taken[id] = rows * fan
		for _, c := range b.Columns {
			to := newColumn(c, w.taken[id])
			size := w.table.Rows[id] * int(c.Type.Size())
			copy(unsafe.Slice((*byte)(to), size), unsafe.Slice((*byte)(w.table.Base[c.ID]), size))
			w.table.Base[c.ID] = to
		}
	}
}

// newColumn returns memory for rows of c: at least for one, so that it has an address.
func newColumn(c *components.ColumnInfo, rows int) unsafe.Pointer {
	n := max(rows, 1)
	return reflect.MakeSlice(reflect.SliceOf(c.Type), n, n).UnsafePointer()
}

// Taken returns for how many rows of k memory is taken.
func (w *World) Taken(k *components.Kind) int { return w.taken[k.ID] }
