package ecs

import (
	"unsafe"

	"touchline/components"
)

// Commands are the structural changes that a system asks for. They are played
// back when it returns: removals first, then creations, each in the order given.
type Commands struct {
	world   *World
	asked   bool // for any
	creates []creation
	sets    []assignment
	values  []byte
	removes []removal
}

// removal is a row to be removed.
type removal struct {
	kind *components.Kind
	row  Entity
}

// creation is a row to be created; sets[from:to] fill it.
type creation struct {
	kind *components.Kind
	row  components.Row // once it is created
}

// assignment is a value for a row to be created, or a reference to one.
type assignment struct {
	column   int
	size     uintptr
	created  int // index of the creation whose row is set, or -1
	kind     *components.Kind
	existing Entity // the row that is set, where created is -1
	value    int    // offset in values; of a reference, the creation it refers to
	points   bool
}

// Pending is a row that will be created.
type Pending int

// Create asks for a row of lasting kind k. Columns that are not set are zero, and
// references that are not set refer to nothing.
func (c *Commands) Create(k *components.Kind) Pending {
	c.asked = true
	c.creates = append(c.creates, creation{k, components.NoRow})
	return Pending(len(c.creates) - 1)
}

// Remove asks for the removal of a row of lasting kind k, and of the rows that
// refer to it.
func (c *Commands) Remove(k *components.Kind, row components.Row) {
	c.asked = true
	c.removes = append(c.removes, removal{k, c.world.Entity(k, row)})
}

// Set sets a column of a row to be created. It panics if the column is of another
// kind: the rows of a block cannot be set before they are there.
func Set[T any](c *Commands, p Pending, col components.Column[T], value T) {
	if info := c.world.schema.catalog.Columns[col.ID()]; info.Kind != c.creates[p].kind {
		panic("ecs: " + info.Kind.Name + "." + info.Name + " set in a row of " + c.creates[p].kind.Name)
	}
	at := len(c.values)
	size := unsafe.Sizeof(value)
	c.values = append(c.values, unsafe.Slice((*byte)(unsafe.Pointer(&value)), size)...)
	c.sets = append(c.sets, assignment{column: col.ID(), size: size, created: int(p), value: at})
}

// Point makes a reference column of an existing row of k refer to a row to be
// created.
func Point(c *Commands, k *components.Kind, row components.Row, col components.Column[components.Row], to Pending) {
	c.sets = append(c.sets, assignment{
		column: col.ID(), created: -1, kind: k, existing: c.world.Entity(k, row), value: int(to), points: true,
	})
}

// SetRow makes a reference column of a row to be created refer to an existing
// row of k, wherever that is by then.
func SetRow(c *Commands, p Pending, col components.Column[components.Row], k *components.Kind, row components.Row) {
	c.sets = append(c.sets, assignment{
		column: col.ID(), created: int(p), kind: k, existing: c.world.Entity(k, row), points: true, value: -1,
	})
}

// forget drops changes that were asked for and not made: their system panicked.
func (c *Commands) forget() {
	c.asked, c.removes, c.creates, c.sets, c.values = false, c.removes[:0], c.creates[:0], c.sets[:0], c.values[:0]
}

// play makes the changes, with a worker's moves. It returns how many creations there was no room for.
func (c *Commands) play(m *moves) (refused int) {
	w := c.world
	if len(c.removes) > 0 {
		for _, r := range c.removes {
			m.doom(w, r.kind, r.row)
		}
		w.settle(m)
	}
	for i := range c.creates {
		row, ok := w.Create(c.creates[i].kind)
		c.creates[i].row = row
		if !ok {
			refused++
		}
	}
	for i := range c.sets {
		c.assign(&c.sets[i])
	}
	c.forget()
	return refused
}

func (c *Commands) assign(s *assignment) {
	w := c.world
	info := w.schema.catalog.Columns[s.column]
	var row components.Row
	if s.created >= 0 {
		row = c.creates[s.created].row
	} else if at, ok := w.Row(s.kind, s.existing); ok {
		row = at
	} else {
		return // the row that was to refer is gone
	}
	if row == components.NoRow {
		return // there was no room
	}
	switch {
	case !s.points:
		copy(w.bytes(info, int(row), 1), c.values[s.value:s.value+int(s.size)])
	case s.value >= 0:
		slice[components.Row](w, info)[row] = c.creates[s.value].row
	default:
		target, ok := w.Row(s.kind, s.existing)
		if !ok {
			target = components.NoRow
		}
		slice[components.Row](w, info)[row] = target
	}
}
