package components

import "unsafe"

// A Table says where the columns of one shard are, and how many rows each kind
// has. The world that owns the memory keeps it current.
type Table struct {
	Rows [MaxKinds]int              // rows of each kind, by kind ID
	Base [MaxColumns]unsafe.Pointer // first row of each column, by column ID
}

// The most columns and kinds that a Catalog may have. Powers of two, so that to
// find a column takes no check of its number.
const (
	MaxColumns = 512
	MaxKinds   = 64
)

// Columns returns t. A type that embeds *Table so becomes a [Source] of columns.
func (t *Table) Columns() *Table { return t }

// A Source has columns: a world, or one shard in one tick.
type Source interface{ Columns() *Table }

// A Column is the key of a column of T. It is made once, with its kind, and finds
// the column in any shard.
type Column[T any] struct {
	id, kind uint16
}

// Of returns the column's rows in s, as they are now. The slice is valid until
// rows of the kind are created or removed.
func (c Column[T]) Of(s Source) []T {
	t := s.Columns()
	return unsafe.Slice((*T)(t.Base[c.id%MaxColumns]), t.Rows[c.kind%MaxKinds])
}

// ID is the column's place in its Catalog.
func (c Column[T]) ID() int { return int(c.id) }

// AnyColumn is a column of any type, as a system's access lists it.
type AnyColumn interface{ ID() int }

// At returns row i of the column in s. It panics if there is no such row.
func (c Column[T]) At(s Source, i Row) *T {
	t := s.Columns()
	if int(i) >= t.Rows[c.kind%MaxKinds] {
		panic(noRow)
	}
	var row T
	return (*T)(unsafe.Add(t.Base[c.id%MaxColumns], uintptr(i)*unsafe.Sizeof(row)))
}

const noRow = "components: row out of range"

// ByFour returns the rows of a block of four to each parent as one array a parent,
// whose index needs no check. Rows beyond a multiple of four are left out.
func ByFour[T any](rows []T) [][4]T {
	return unsafe.Slice((*[4]T)(unsafe.Pointer(unsafe.SliceData(rows))), len(rows)/4)
}
