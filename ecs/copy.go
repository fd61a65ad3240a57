package ecs

import "touchline/components"

// CopyRow makes row to of lasting kind k in w, and its blocks and rings, equal to row
// from in another world of the same schema, but for its Number. References are
// copied as they are: they must mean the same in both worlds.
func (w *World) CopyRow(k *components.Kind, to components.Row, other *World, from components.Row) {
	number := w.Numbers(k)[to]
	for _, id := range w.schema.blocks[k.ID] {
		fan := w.schema.fans[id]
		for _, c := range w.schema.catalog.Kinds[id].Columns {
			copy(w.bytes(c, int(to), fan), other.bytes(c, int(from), fan))
		}
	}
	w.slotsOf(k, func(c *components.ColumnInfo, s int) {
		copy(w.slot(c, int(to), s), other.slot(c, int(from), s))
	})
	w.Numbers(k)[to] = number
}
