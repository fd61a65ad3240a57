// Package arche keeps lasting rows in an arche world, and is the only importer
// of it.
//
// Arche gives identity, dense rows and swap-remove; it has no access to whole
// columns and moves rows without telling the garbage collector. So each kind is
// one archetype, each column a component type of its own, room is taken before
// the first row (then a column never moves, and its address can be kept), rows
// are removed one by one (a batch zeroes the whole capacity), and no component
// may hold a pointer, which the caller has checked.
package arche

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/mlange-42/arche/ecs"

	"touchline/ecs/internal/store"
)

// New returns a store for kinds. It panics if they have more columns than arche
// has component types.
func New(kinds []store.Kind) store.Store {
	w := ecs.NewWorld(1)
	s := &Store{world: &w, tables: make([]table, len(kinds))}
	columns := 0
	for _, k := range kinds {
		columns += len(k.Columns) + 1
	}
	if columns > maxColumns {
		panic(fmt.Sprintf("ecs: %d columns of lasting kinds, one for handles in each: arche has room for %d", columns, maxColumns))
	}
	for i, k := range kinds {
		s.tables[i] = s.newTable(i, k)
	}
	// Only now, or the handles of one kind would be given to the next, and there
	// would be too few for the rows of all.
	for i := range s.tables {
		w.Batch().RemoveEntities(ecs.All(s.tables[i].ids[0]))
	}
	return s
}

// Store is a store over an arche world.
type Store struct {
	world  *ecs.World
	tables []table
}

// maxColumns is how many columns there may be. Arche has 256 component types, but
// makes room for them by sixteens and counts that in 8 bits: 256 are 0.
const maxColumns = 240

// maxBytes is how large a column may be: arche counts its bytes in 32 bits, and
// doubles its room until it is enough.
const maxBytes = 1 << 31

// table is one archetype. Its first component is the row's own handle.
type table struct {
	ids   []ecs.ID
	bases []unsafe.Pointer
	rows  int
}

var handle = reflect.TypeFor[ecs.Entity]()

// newTable makes the archetype of a kind and fills it: this takes the memory.
func (s *Store) newTable(kind int, k store.Kind) table {
	var t table
	for i, typ := range append([]reflect.Type{handle}, k.Columns...) {
		// Arche tells components apart by type: a struct with a field of its own
		// name makes one for each column.
		field := reflect.StructField{Name: fmt.Sprintf("K%dC%d", kind, i), Type: typ}
		t.ids = append(t.ids, ecs.TypeID(s.world, reflect.StructOf([]reflect.StructField{field})))
	}
	room := max(k.Rows, 1)
	for i, typ := range k.Columns {
		if size := uint64(room) * uint64(typ.Size()); size > maxBytes {
			panic(fmt.Sprintf("ecs: kind %s: column %d takes %d bytes: arche has room for %d", k.Name, i, size, maxBytes))
		}
	}
	s.world.Batch().New(room, t.ids...)
	q := s.world.Query(ecs.All(t.ids[0]))
	q.Next()
	for _, id := range t.ids {
		t.bases = append(t.bases, q.Get(id))
	}
	q.Close()
	return t
}

// Create implements [store.Store].
func (s *Store) Create(kind int) store.Entity {
	t := &s.tables[kind]
	e := s.world.NewEntity(t.ids...)
	t.rows++
	s.handles(kind)[t.rows-1] = e
	return entity(e)
}

// Remove implements [store.Store].
func (s *Store) Remove(kind int, e store.Entity) {
	row, _ := s.Row(kind, e)
	s.world.RemoveEntity(s.handles(kind)[row])
	s.tables[kind].rows--
}

// Row implements [store.Store].
func (s *Store) Row(kind int, e store.Entity) (int, bool) {
	a := *(*ecs.Entity)(unsafe.Pointer(&e)) // the same two words, checked below
	if e.ID == 0 || !s.world.Alive(a) {
		return 0, false
	}
	p := s.world.Get(a, s.tables[kind].ids[0])
	if p == nil {
		return 0, false // a row of another kind
	}
	return int((uintptr(p) - uintptr(s.tables[kind].bases[0])) / unsafe.Sizeof(a)), true
}

// Entity implements [store.Store].
func (s *Store) Entity(kind, row int) store.Entity { return entity(s.handles(kind)[row]) }

// Len implements [store.Store].
func (s *Store) Len(kind int) int { return s.tables[kind].rows }

// Base implements [store.Store].
func (s *Store) Base(kind, column int) unsafe.Pointer { return s.tables[kind].bases[column+1] }

var _ [unsafe.Sizeof(store.Entity{})]byte = [unsafe.Sizeof(ecs.Entity{})]byte{}

func (s *Store) handles(kind int) []ecs.Entity {
	t := &s.tables[kind]
	return unsafe.Slice((*ecs.Entity)(t.bases[0]), t.rows)
}

func entity(e ecs.Entity) store.Entity { return store.Entity{ID: e.ID(), Gen: e.Generation()} }
