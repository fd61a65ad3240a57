package ecs

import (
	"touchline/components"
)

// moves keeps references right while rows are removed.
//
// A removal moves the last row of its kind into the gap. All removals of one
// playback are made first, noting for each row where it came from; then one pass
// over each column that refers to the kind sets it right. A row whose reference
// is gone is removed in its turn, unless the reference is weak.
type moves struct {
	origin [][]components.Row // by kind ID: where each row was before the removals
	now    [][]components.Row // by kind ID: where each old row is, or NoRow
	before []int              // by kind ID: rows before the removals
	doomed [][]Entity         // by kind ID: rows to be removed
}

func (m *moves) init(w *World) {
	n := len(w.schema.catalog.Kinds)
	m.origin, m.now = make([][]components.Row, n), make([][]components.Row, n)
	m.before, m.doomed = make([]int, n), make([][]Entity, n)
	for _, k := range w.schema.catalog.Kinds {
		if k.Form == components.Lasting {
			m.origin[k.ID] = make([]components.Row, w.room[k.ID])
			m.now[k.ID] = make([]components.Row, w.room[k.ID])
			m.doomed[k.ID] = make([]Entity, 0, w.room[k.ID])
		}
	}
}

// Remove removes the row of e from lasting kind k, with the rows that refer to
// it. It reports false if e is gone already.
func (w *World) Remove(k *components.Kind, e Entity) bool {
	if _, ok := w.Row(k, e); !ok {
		return false
	}
	w.moves.doomed[k.ID] = append(w.moves.doomed[k.ID], e)
	w.settle()
	return true
}

// settle removes all doomed rows. A catalog lists a kind before those that refer
// to it strongly, or the loop goes round again.
func (w *World) settle() {
	for again := true; again; {
		again = false
		for _, k := range w.schema.catalog.Kinds {
			if k.Form == components.Lasting && len(w.moves.doomed[k.ID]) > 0 {
				w.removeDoomed(k)
				w.mend(k)
				again = true
			}
		}
	}
}

func (w *World) removeDoomed(k *components.Kind) {
	m, rows := &w.moves, w.table.Rows[k.ID]
	origin, now := m.origin[k.ID][:rows], m.now[k.ID][:rows]
	for i := range origin {
		origin[i] = components.Row(i)
		now[i] = components.NoRow
	}
	m.before[k.ID] = rows
	for _, e := range m.doomed[k.ID] {
		row, ok := w.Row(k, e)
		if !ok {
			continue // doomed twice
		}
		rows--
		w.store.Remove(w.schema.stored[k.ID], e)
		origin[row] = origin[rows]
	}
	m.doomed[k.ID] = m.doomed[k.ID][:0]
	w.setRows(k, rows)
	for i, was := range origin[:rows] {
		now[was] = components.Row(i)
	}
}

// mend sets right what refers to k.
func (w *World) mend(k *components.Kind) {
	m := &w.moves
	now := m.now[k.ID][:m.before[k.ID]]
	for _, c := range w.schema.catalog.Columns {
		if c.Refs != k {
			continue
		}
		strong := c.Attr&components.Weak == 0 && c.Kind.Form == components.Lasting
		for i, row := range w.refs(c) {
			if row == components.NoRow {
				continue
			}
			w.refs(c)[i] = now[row]
			if strong && now[row] == components.NoRow {
				m.doomed[c.Kind.ID] = append(m.doomed[c.Kind.ID], w.Entity(c.Kind, components.Row(i)))
			}
		}
	}
}

// refs returns the rows of a column that holds references.
func (w *World) refs(c *components.ColumnInfo) []components.Row {
	return slice[components.Row](w, c)
}
