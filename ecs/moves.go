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
//
// Outside a playback every row came from where it is. Only what differs is noted and
// put back, so that a removal costs nothing for the rows that stay, but for that pass.
type moves struct {
	origin [][]components.Row // by kind ID: where each row was before the removals
	now    [][]components.Row // by kind ID: where each old row is, or NoRow
	gaps   [][]gap            // by kind ID: the removals of this playback
	doomed [][]Entity         // by kind ID: rows to be removed
}

// gap is where a row was removed, and who fills it: both as they were called before
// the removals.
type gap struct{ row, gone, moved components.Row }

func (m *moves) init(w *World) {
	n := len(w.schema.catalog.Kinds)
	m.origin, m.now = make([][]components.Row, n), make([][]components.Row, n)
	m.gaps, m.doomed = make([][]gap, n), make([][]Entity, n)
	for _, k := range w.schema.catalog.Kinds {
		if k.Form == components.Lasting {
			m.origin[k.ID] = make([]components.Row, w.room[k.ID])
			m.now[k.ID] = make([]components.Row, w.room[k.ID])
			m.gaps[k.ID] = make([]gap, 0, w.room[k.ID])
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

// prepare makes every row of a kind come from where it is, when the first is removed:
// most kinds never lose one, and then their memory is never touched.
func (m *moves) prepare(kind int) (origin, now []components.Row) {
	origin, now = m.origin[kind], m.now[kind]
	if last := len(now) - 1; now[last] != components.Row(last) {
		for i := range now {
			origin[i], now[i] = components.Row(i), components.Row(i)
		}
	}
	return origin, now
}

func (w *World) removeDoomed(k *components.Kind) {
	m, rows := &w.moves, w.table.Rows[k.ID]
	origin, now := m.prepare(k.ID)
	for _, e := range m.doomed[k.ID] {
		row, ok := w.Row(k, e)
		if !ok {
			continue // doomed twice
		}
		rows--
		w.store.Remove(w.schema.stored[k.ID], e)
		w.moveSlots(k, int(row), rows)
		gone, moved := origin[row], origin[rows]
		origin[row], now[moved] = moved, row
		now[gone] = components.NoRow
		m.gaps[k.ID] = append(m.gaps[k.ID], gap{row, gone, moved})
	}
	m.doomed[k.ID] = m.doomed[k.ID][:0]
	w.setRows(k, rows)
}

// mend sets right what refers to k, and forgets the removals.
func (w *World) mend(k *components.Kind) {
	m := &w.moves
	now := m.now[k.ID]
	for _, c := range w.schema.catalog.Columns {
		if c.Refs != k {
			continue
		}
		strong := c.Attr&components.Weak == 0 && c.Kind.Form == components.Lasting
		refs := w.refs(c)
		for i, row := range refs {
			if row == components.NoRow || now[row] == row {
				continue
			}
			refs[i] = now[row]
			if strong && now[row] == components.NoRow {
				m.doomed[c.Kind.ID] = append(m.doomed[c.Kind.ID], w.Entity(c.Kind, components.Row(i)))
			}
		}
	}
	for _, g := range m.gaps[k.ID] {
		m.origin[k.ID][g.row] = g.row
		now[g.gone], now[g.moved] = g.gone, g.moved
	}
	m.gaps[k.ID] = m.gaps[k.ID][:0]
}

// refs returns the rows of a column that holds references.
func (w *World) refs(c *components.ColumnInfo) []components.Row {
	return slice[components.Row](w, c)
}
