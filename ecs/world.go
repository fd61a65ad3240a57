package ecs

import (
	"unsafe"

	"touchline/components"
	"touchline/ecs/internal/store"
)

// A World is one shard: some fixtures, their streams and what hangs on them. It
// is used by one goroutine at a time.
//
// The columns of lasting kinds never move.
type World struct {
	// What each run asks for comes first: a field that is a page away takes one more look
	// at whether there is a world.
	layout   uint64 // see Moved
	found    [maxViews]found
	commands Commands
	taken    [components.MaxKinds]int // rows that memory is taken for, by kind ID
	table    components.Table

	schema *Schema
	store  store.Store
	room   []int // rows there is room for, by kind ID
	grown  []grown
	planes []int  // rows of a plane of a ring or its block, likewise
	moves  *moves // for [World.Remove]: systems have their worker's

	original  *World   // of which this is a cohort, or nil
	followers []*World // its own cohorts
	copied    uint64   // by kind ID: rows that are the original's
}

// Rows says how many rows of each kind a world has room for. That of a block
// follows from its parent.
type Rows map[*components.Kind]int

// NewWorld returns an empty world with room for rows, and takes the memory for all of
// them.
func NewWorld(s *Schema, backend Backend, rows Rows) *World {
	return NewUsualWorld(s, backend, rows, nil)
}

// NewUsualWorld does the same, but takes memory for no more transient rows than usual
// says, of the kinds that it names. What a tick has beyond that, up to rows, takes
// memory when it comes, which is kept for as long as such ticks are not rare. And it
// makes the system give all that memory now, as all of it will be needed: else the first
// ticks would wait for it, page by page.
func NewUsualWorld(s *Schema, backend Backend, rows, usual Rows) *World {
	n := len(s.catalog.Kinds)
	w := &World{schema: s, room: make([]int, n)}
	for _, k := range s.catalog.Kinds {
		root := k.Root()
		w.room[k.ID] = rows[root] * s.fans[k.ID]
		w.taken[k.ID] = w.room[k.ID]
		if most, ok := usual[root]; ok && root.Form == components.Transient {
			w.taken[k.ID] = min(most, rows[root]) * s.fans[k.ID]
		}
	}
	kinds, places := s.layout(w.room)
	w.store = backend(kinds)
	for _, c := range s.catalog.Columns {
		if p := places[c.ID]; p.kind >= 0 {
			w.table.Base[c.ID] = w.store.Base(p.kind, p.column)
		}
	}
	passing, rings := w.lay(s.passing), w.layRings()
	if usual != nil {
		touch(passing)
		touch(rings)
		w.touchRows()
	}
	w.commands.world = w
	return w
}

// Columns makes a World a [components.Source].
func (w *World) Columns() *components.Table { return &w.table }

// Schema returns the schema that w was made with.
func (w *World) Schema() *Schema { return w.schema }

// Len returns the number of rows of k.
func (w *World) Len(k *components.Kind) int { return w.table.Rows[k.Slot()] }

// Room returns how many rows of k there is room for.
func (w *World) Room(k *components.Kind) int { return w.room[k.ID] }

// Create adds a zeroed row to lasting kind k, and to its blocks theirs; its
// references refer to nothing. It reports false if there is no room.
func (w *World) Create(k *components.Kind) (components.Row, bool) { return w.CreateRows(k, 1) }

// CreateRows does the same for n rows, and returns the first: many at once take much
// less time than one by one. If there is no room for all of them it makes none.
func (w *World) CreateRows(k *components.Kind, n int) (components.Row, bool) {
	first := w.table.Rows[k.ID]
	if n > w.room[k.ID]-first {
		return components.NoRow, false
	}
	if n > 0 {
		w.store.Create(w.schema.stored[k.ID], n)
		w.setRows(k, first+n)
	}
	for _, id := range w.schema.refs[k.ID] {
		c := w.schema.catalog.Columns[id]
		made := w.refs(c)[first*w.schema.fans[c.Kind.ID]:]
		for i := range made {
			made[i] = components.NoRow
		}
	}
	return components.Row(first), true
}

// Entity returns the handle of a row of lasting kind k. It stays when rows move.
func (w *World) Entity(k *components.Kind, row components.Row) Entity {
	return w.store.Entity(w.schema.stored[k.ID], int(row))
}

// Row returns the row of e, and false if e is gone.
func (w *World) Row(k *components.Kind, e Entity) (components.Row, bool) {
	row, ok := w.store.Row(w.schema.stored[k.ID], e)
	if !ok {
		return components.NoRow, false
	}
	return components.Row(row), true
}

// An Entity is the handle of a row of a lasting kind. It never leaves the world:
// outside, rows go by their Number.
type Entity = store.Entity

// setRows sets how many rows k has, and with it its blocks. Of a ring all planes are
// there.
func (w *World) setRows(k *components.Kind, n int) {
	if k.Form == components.Lasting {
		w.Moved()
	}
	for _, b := range w.schema.blocks[k.ID] {
		w.table.Rows[b] = n * w.schema.fans[b]
	}
}

// Append adds n rows to transient kind k, and to its blocks theirs, and returns
// the first. The rows hold what the last tick left in them: set every column.
//
// Room for the transient rows of a tick follows from capacities per stream that
// the feed enforces, so running out of it is a mistake of ours: Append panics.
func (w *World) Append(k *components.Kind, n int) components.Row {
	slot := k.Slot()
	first := w.table.Rows[slot]
	if first+n > w.taken[slot] || k.Blocks {
		return w.extend(k, n)
	}
	w.table.Rows[slot] = first + n
	return components.Row(first)
}

// extend is [World.Append] where that takes memory, or k has blocks.
func (w *World) extend(k *components.Kind, n int) components.Row {
	w.Reserve(k, n)
	first := w.Len(k)
	w.setRows(k, first+n)
	return components.Row(first)
}

// Reserve takes memory for n more rows of transient kind k than there are, if there is
// none yet. They may then be written before they are appended.
func (w *World) Reserve(k *components.Kind, n int) {
	if rows := w.Len(k) + n; rows > w.taken[k.ID] {
		w.grow(k, rows)
	}
}

// Truncate leaves transient kind k its first n rows.
func (w *World) Truncate(k *components.Kind, n int) { w.setRows(k, n) }

// Clear forgets the transient rows: a tick begins.
func (w *World) Clear() {
	if len(w.grown) > 0 {
		w.giveBack()
	}
	for _, k := range w.schema.passing {
		w.table.Rows[k] = 0
	}
}

// bytes returns the rows of a column that belong to row i of its root kind, fan of
// them, as bytes.
func (w *World) bytes(c *components.ColumnInfo, i, fan int) []byte {
	size := c.Type.Size() * uintptr(fan)
	return unsafe.Slice((*byte)(unsafe.Add(w.table.Base[c.ID], uintptr(i)*size)), size)
}
