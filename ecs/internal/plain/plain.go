// Package plain keeps lasting rows in plain slices: the reference that the other
// store is held to, and the yardstick for what it costs.
package plain

import (
	"reflect"
	"unsafe"

	"touchline/ecs/internal/store"
)

// New returns a store for kinds.
func New(kinds []store.Kind) store.Store {
	rows := 0
	for _, k := range kinds {
		rows += k.Rows
	}
	s := &Store{tables: make([]table, len(kinds)), slots: make([]slot, 0, rows), free: make([]uint32, 0, rows)}
	for i, k := range kinds {
		t := &s.tables[i]
		t.entities = make([]store.Entity, 0, k.Rows)
		for _, typ := range k.Columns {
			t.columns = append(t.columns, column{
				reflect.MakeSlice(reflect.SliceOf(typ), k.Rows, k.Rows).UnsafePointer(), typ.Size(),
			})
		}
	}
	return s
}

// Store is a store of plain slices. A handle's ID is its place in slots.
type Store struct {
	tables []table
	slots  []slot
	free   []uint32
}

type table struct {
	entities []store.Entity
	columns  []column
}

type column struct {
	base unsafe.Pointer
	size uintptr
}

// slot says where the row of an ID is, of which kind, and under which generation.
type slot struct {
	row, gen uint32
	kind     int
}

func (c column) row(i int) []byte {
	return unsafe.Slice((*byte)(unsafe.Add(c.base, uintptr(i)*c.size)), c.size)
}

// Create implements [store.Store].
func (s *Store) Create(kind, n int) {
	for range n {
		s.create(kind)
	}
}

func (s *Store) create(kind int) {
	t := &s.tables[kind]
	if n := len(s.free); n == 0 {
		s.slots = append(s.slots, slot{gen: 1})
		s.free = append(s.free, uint32(len(s.slots)-1))
	}
	id := s.free[len(s.free)-1]
	s.free = s.free[:len(s.free)-1]
	s.slots[id].row, s.slots[id].kind = uint32(len(t.entities)), kind
	t.entities = append(t.entities, store.Entity{ID: id, Gen: s.slots[id].gen})
}

// Remove implements [store.Store].
func (s *Store) Remove(kind int, e store.Entity) {
	t := &s.tables[kind]
	row, last := int(s.slots[e.ID].row), len(t.entities)-1
	for _, c := range t.columns {
		copy(c.row(row), c.row(last))
		clear(c.row(last))
	}
	moved := t.entities[last]
	t.entities[row] = moved
	t.entities = t.entities[:last]
	s.slots[moved.ID].row = uint32(row)
	s.slots[e.ID].gen++
	s.free = append(s.free, e.ID)
}

// Row implements [store.Store].
func (s *Store) Row(kind int, e store.Entity) (int, bool) {
	if int(e.ID) >= len(s.slots) || s.slots[e.ID].gen != e.Gen || s.slots[e.ID].kind != kind {
		return 0, false
	}
	return int(s.slots[e.ID].row), true
}

// Entity implements [store.Store].
func (s *Store) Entity(kind, row int) store.Entity { return s.tables[kind].entities[row] }

// Len implements [store.Store].
func (s *Store) Len(kind int) int { return len(s.tables[kind].entities) }

// Base implements [store.Store].
func (s *Store) Base(kind, col int) unsafe.Pointer { return s.tables[kind].columns[col].base }
