// Package arche keeps lasting rows in arche worlds, and is the only importer of it.
//
// Arche gives identity, dense rows and swap-remove; it has no access to whole
// columns and moves rows without telling the garbage collector. So each kind is
// one archetype, each column a component type of its own, room is taken before
// the first row (then a column never moves, and its address can be kept), rows
// are removed one by one (a batch zeroes the whole capacity), and no component
// may hold a pointer, which the caller has checked.
//
// A kind has an arche world to itself. A world takes room for as many rows as it is
// told when it is made, the same for all its archetypes, and so each kind gets what it
// asks for, without a row of it having been touched.
package arche

import (
	"fmt"
	"reflect"
	"unsafe"

	"github.com/mlange-42/arche/ecs"

	"touchline/ecs/internal/store"
)

// New returns a store for kinds. It panics if one has more columns or rows than arche
// has room for.
func New(kinds []store.Kind) store.Store {
	if len(kinds) > maxKinds {
		panic(fmt.Sprintf("ecs: %d lasting kinds: handles have room for %d", len(kinds), maxKinds))
	}
	s := make(Store, len(kinds))
	for i, k := range kinds {
		s[i] = newTable(i, k)
	}
	return s
}

// Store is a store over arche worlds, one for each kind.
type Store []table

// maxColumns is how many columns a kind may have, beside that of the handles. Arche has
// 256 component types, but makes room for them by sixteens and counts that in 8 bits:
// 256 are 0.
const maxColumns = 240 - 1

// maxBytes is how large a column may be: arche counts its bytes in 32 bits, and nobody
// comes near that.
const maxBytes = 1 << 31

// A handle says of which kind it is in the upper bits of its ID: the same handle of
// arche is one of each kind.
const (
	kindBits = 5
	kindAt   = 32 - kindBits
	maxKinds = 1 << kindBits
	maxRows  = 1<<kindAt - 2
)

// table is an arche world with one archetype. Its first component is the row's own
// handle, as arche has it.
type table struct {
	world *ecs.World
	tag   uint32 // upper bits of its handles
	ids   []ecs.ID
	bases []unsafe.Pointer
	rows  int
}

var handle = reflect.TypeFor[ecs.Entity]()

// newTable makes the world of a kind: this takes the memory.
func newTable(kind int, k store.Kind) table {
	if len(k.Columns) > maxColumns {
		panic(fmt.Sprintf("ecs: kind %s: %d columns: arche has room for %d", k.Name, len(k.Columns), maxColumns))
	}
	if k.Rows > maxRows {
		panic(fmt.Sprintf("ecs: kind %s: %d rows: handles have room for %d", k.Name, k.Rows, maxRows))
	}
	t := table{tag: uint32(kind) << kindAt}
	if k.Rows == 0 { // it is kept elsewhere
		t.bases = make([]unsafe.Pointer, 1+len(k.Columns))
		return t
	}
	// One more for arche's first entity, which is nobody, and one that it wants to spare.
	room := k.Rows + 2
	w := ecs.NewWorld(room)
	t.world = &w
	for i, typ := range append([]reflect.Type{handle}, k.Columns...) {
		if size := uint64(k.Rows) * uint64(typ.Size()); size > maxBytes {
			panic(fmt.Sprintf("ecs: kind %s: column %d takes %d bytes: arche has room for %d", k.Name, i-1, size, maxBytes))
		}
		// Arche tells components apart by type: a struct with a field of its own
		// name makes one for each column.
		field := reflect.StructField{Name: fmt.Sprintf("C%d", i), Type: typ}
		t.ids = append(t.ids, ecs.TypeID(t.world, reflect.StructOf([]reflect.StructField{field})))
	}
	// The first entity makes the archetype, and what else arche makes when it is wanted.
	first := w.NewEntity(t.ids...)
	for _, id := range t.ids {
		t.bases = append(t.bases, w.Get(first, id))
	}
	w.RemoveEntity(first)
	return t
}

// Create implements [store.Store].
func (s Store) Create(kind, n int) {
	t := &s[kind]
	if n == 1 { // as in a tick, where nothing may be allocated
		e := t.world.NewEntity(t.ids...)
		t.rows++
		t.handles()[t.rows-1] = e
		return
	}
	q := t.world.Batch().NewQ(n, t.ids...)
	first := t.rows
	t.rows += n
	for made := t.handles()[first:]; q.Next(); made = made[1:] {
		made[0] = q.Entity()
	}
}

// Remove implements [store.Store].
func (s Store) Remove(kind int, e store.Entity) {
	t := &s[kind]
	row, _ := s.Row(kind, e)
	t.world.RemoveEntity(t.handles()[row])
	t.rows--
}

// Row implements [store.Store].
func (s Store) Row(kind int, e store.Entity) (int, bool) {
	t := &s[kind]
	e.ID -= t.tag
	a := *(*ecs.Entity)(unsafe.Pointer(&e)) // the same two words, checked below
	if e.ID == 0 || e.ID > maxRows || t.rows == 0 || !t.world.Alive(a) {
		return 0, false // gone, or of another kind
	}
	p := t.world.Get(a, t.ids[0])
	return int((uintptr(p) - uintptr(t.bases[0])) / unsafe.Sizeof(a)), true
}

// Entity implements [store.Store].
func (s Store) Entity(kind, row int) store.Entity {
	t := &s[kind]
	e := t.handles()[row]
	return store.Entity{ID: e.ID() + t.tag, Gen: e.Generation()}
}

// Len implements [store.Store].
func (s Store) Len(kind int) int { return s[kind].rows }

// Base implements [store.Store].
func (s Store) Base(kind, column int) unsafe.Pointer { return s[kind].bases[column+1] }

var _ [unsafe.Sizeof(store.Entity{})]byte = [unsafe.Sizeof(ecs.Entity{})]byte{}

func (t *table) handles() []ecs.Entity {
	return unsafe.Slice((*ecs.Entity)(t.bases[0]), t.rows)
}
