// Package store is what a world needs of whoever keeps its lasting rows.
package store

import (
	"reflect"
	"unsafe"
)

// An Entity is the handle of a row: it stays when the row moves. The zero Entity
// is nobody.
type Entity struct{ ID, Gen uint32 }

// A Kind lays out a table: the type of each column's row, and how many rows
// there is room for.
type Kind struct {
	Name    string
	Columns []reflect.Type
	Rows    int
}

// A Store keeps the rows of lasting kinds. Rows are dense: removing one moves the
// last into its place. Room is taken once: columns never move.
//
// A Store is used by one goroutine at a time.
type Store interface {
	// Create adds n zeroed rows to kind, at least one. The caller has seen to it
	// that there is room.
	Create(kind, n int)
	// Remove removes e, moving the last row of its kind into its place.
	Remove(kind int, e Entity)
	// Row returns the row of e, and false if e is gone.
	Row(kind int, e Entity) (int, bool)
	// Entity returns the handle of a row.
	Entity(kind, row int) Entity
	// Len returns the number of rows of kind.
	Len(kind int) int
	// Base returns the first row of a column, also while there is none.
	Base(kind, column int) unsafe.Pointer
}
