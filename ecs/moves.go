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
// put back, so that a removal costs nothing for the rows that stay, but for that pass;
// and so the worlds that a worker has in turn share one.
type moves struct {
	origin [][]components.Row // by kind ID: where each row was before the removals
	now    [][]components.Row // by kind ID: where each old row is, or NoRow
	gaps   [][]gap            // by kind ID: the removals of this playback
	doomed [][]Entity         // by kind ID: rows to be removed
}

// gap is where a row was removed, and who fills it: both as they were called before
// the removals.
type gap struct{ row, gone, moved components.Row }

// doom notes that a row is to be removed. Memory for that is taken when the first row of
// a kind is: most kinds never lose one.
func (m *moves) doom(w *World, k *components.Kind, e Entity) {
	if n := len(w.schema.catalog.Kinds); len(m.now) < n {
		m.origin, m.now = make([][]components.Row, n), make([][]components.Row, n)
		m.gaps, m.doomed = make([][]gap, n), make([][]Entity, n)
	}
	if room := w.room[k.ID]; len(m.now[k.ID]) < room {
		m.origin[k.ID], m.now[k.ID] = make([]components.Row, room), make([]components.Row, room)
		for i := range room {
			m.origin[k.ID][i], m.now[k.ID][i] = components.Row(i), components.Row(i)
		}
		m.gaps[k.ID] = make([]gap, 0, room)
		m.doomed[k.ID] = append(make([]Entity, 0, room), m.doomed[k.ID]...)
	}
	m.doomed[k.ID] = append(m.doomed[k.ID], e)
}

// Remove removes the row of e from lasting kind k, with the rows that refer to
// it. It reports false if e is gone already.
func (w *World) Remove(k *components.Kind, e Entity) bool {
	if _, ok := w.Row(k, e); !ok {
		return false
	}
	if w.moves == nil {
		w.moves = new(moves)
	}
	w.moves.doom(w, k, e)
	w.settle(w.moves)
	return true
}

// settle removes all doomed rows. A catalog lists a kind before those that refer
// to it strongly, or the loop goes round again.
func (w *World) settle(m *moves) {
	for again := true; again; {
		again = false
		for id, doomed := range m.doomed {
			if len(doomed) > 0 {
				k := w.schema.catalog.Kinds[id]
				w.removeDoomed(m, k)
				w.mend(m, k)
				again = true
			}
		}
	}
}

func (w *World) removeDoomed(m *moves, k *components.Kind) {
	rows := w.table.Rows[k.ID]
	origin, now := m.origin[k.ID], m.now[k.ID]
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
func (w *World) mend(m *moves, k *components.Kind) {
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
				m.doom(w, c.Kind, w.Entity(c.Kind, components.Row(i)))
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
