package ecs

import (
	"unsafe"

	"touchline/components"
)

// slice returns the rows of a column, whose type the caller knows to be T.
func slice[T any](w *World, c *components.ColumnInfo) []T {
	return unsafe.Slice((*T)(w.table.Base[c.ID]), w.table.Rows[c.Kind.ID])
}

// Numbers returns the Number column of a lasting kind.
func (w *World) Numbers(k *components.Kind) []components.Number {
	return slice[components.Number](w, k.Columns[0])
}
