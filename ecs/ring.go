package ecs

import (
	"unsafe"

	"touchline/components"
)

// A stream's segments are a ring: in a tick one slot of it is written, and all streams
// turn theirs at much the same time. Were a stream's slots one after the other, each
// write would fetch a line of each column for a few bytes. So the slots of a number lie
// in a plane, stream by stream, and are written like any other column.
//
// The store does not know of rings, so whatever moves a row moves its slots here.

// spare is how many rows a plane has more than rows of its parent. A loop is at the
// same row of several planes at once: these must not be in the same sets of a cache.
// With few rows they are not.
const spare = 16

// planeOf is how many rows a plane of a ring has whose parent has room for n.
func planeOf(n int) int {
	if n < 2*spare {
		return n
	}
	return (n+spare-1)/spare*spare + spare
}

// layRings takes memory for all rings, and returns it.
func (w *World) layRings() []byte {
	w.planes = make([]int, len(w.schema.catalog.Kinds))
	for _, id := range w.schema.rings {
		k := w.schema.catalog.Kinds[id]
		ring := k.Ring()
		w.planes[id] = planeOf(w.room[ring.Parent.ID]) * (w.schema.fans[id] / w.schema.fans[ring.ID])
		rows := w.planes[id] * w.schema.fans[ring.ID]
		w.room[id], w.taken[id], w.table.Rows[id] = rows, rows, rows
	}
	return w.lay(w.schema.rings)
}

// Plane returns how many rows a plane of ring k has, or of a block of a ring: slot s of
// parent row i is row s × plane + i. All planes are there, and in them room for every
// parent row that may come: so that is what Len and Room tell of rings.
func (w *World) Plane(k *components.Kind) int { return w.planes[k.ID] }

// slot returns what slot s of a row of the root kind has of column c of a ring.
func (w *World) slot(c *components.ColumnInfo, row, s int) []byte {
	plane := w.planes[c.Kind.ID]
	each := w.schema.inRing(c.Kind)
	size := int(c.Type.Size())
	return unsafe.Slice((*byte)(unsafe.Add(w.table.Base[c.ID], (s*plane+row*each)*size)), each*size)
}

// inRing is how many rows a slot of its ring has of k: 1 for the ring itself.
func (s *Schema) inRing(k *components.Kind) int { return s.fans[k.ID] / s.fans[k.Ring().ID] }

// slotsOf yields the slots of the rings of row of lasting kind k.
func (w *World) slotsOf(k *components.Kind, yield func(c *components.ColumnInfo, s int)) {
	for _, id := range w.schema.rings {
		ring := w.schema.catalog.Kinds[id]
		if ring.Root() != k {
			continue
		}
		for _, c := range ring.Columns {
			for s := range w.schema.fans[ring.Ring().ID] {
				yield(c, s)
			}
		}
	}
}

// moveSlots moves the slots of the last row of k to the one that was removed, and
// leaves none behind: a row that is created finds its slots zeroed.
func (w *World) moveSlots(k *components.Kind, to, last int) {
	w.slotsOf(k, func(c *components.ColumnInfo, s int) {
		from := w.slot(c, last, s)
		copy(w.slot(c, to, s), from)
		clear(from)
	})
}

// gather appends the values of column c of a ring that belong to a row of its root
// kind, slot by slot: as they would lie in a block.
func (w *World) gather(values []byte, c *components.ColumnInfo, row int) []byte {
	for s := range w.schema.fans[c.Kind.Ring().ID] {
		values = append(values, w.slot(c, row, s)...)
	}
	return values
}

// scatter is the opposite of gather.
func (w *World) scatter(c *components.ColumnInfo, row int, values []byte) {
	for s := range w.schema.fans[c.Kind.Ring().ID] {
		values = values[copy(w.slot(c, row, s), values):]
	}
}
