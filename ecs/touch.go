package ecs

import (
	"unsafe"

	"touchline/components"
)

// page is how much memory systems give at a time, at least.
const page = 4096

// touch makes the system give memory that it has only promised. What is in it is 0.
func touch(memory []byte) {
	for i := 0; i < len(memory); i += page {
		memory[i] = 0
	}
}

// touchRows touches the columns of lasting rows that are to come: there is none yet.
func (w *World) touchRows() {
	for _, c := range w.schema.catalog.Columns {
		if c.Kind.Root().Form == components.Lasting && c.Kind.Ring() == nil {
			touch(unsafe.Slice((*byte)(w.table.Base[c.ID]), w.room[c.Kind.ID]*int(c.Type.Size())))
		}
	}
}
