package ecs

import "touchline/components"

// CopyRow makes row to of lasting kind k in w, and its blocks and rings, equal to row
// from in another world of the same schema, but for its Number. References are
// copied as they are: they must mean the same in both worlds.
func (w *World) CopyRow(k *components.Kind, to components.Row, other *World, from components.Row) {
	number := w.Numbers(k)[to]
	for _, c := range w.schema.catalog.Columns {
		if c.Kind.Root() != k || c.Kind.Ring() != nil {
			continue
		}
		fan := w.schema.fans[c.Kind.ID]
		for i := range fan {
			copy(w.bytes(c, int(to)*fan+i), other.bytes(c, int(from)*fan+i))
		}
	}
	w.slotsOf(k, func(c *components.ColumnInfo, s int) {
		copy(w.slot(c, int(to), s), other.slot(c, int(from), s))
	})
	w.Numbers(k)[to] = number
}
