package ecs_test

import (
	"testing"
	"unsafe"

	"touchline/components"
	"touchline/ecs"
	"touchline/ecs/ecstest"
)

// TestPassingColumns: transient columns do not overlap, and of 32 that are declared
// one after the other no two begin at the same line of a page of 4 KiB, at the sizes
// at which they would if nothing were between them.
func TestPassingColumns(t *testing.T) {
	const line, page = 128, 4096
	for _, rows := range []int{0, 1, 64, 1000, 1024, 4096} {
		given := ecs.Rows{}
		for _, k := range components.All.Kinds {
			if k.Form == components.Transient {
				given[k] = rows
			}
		}
		r := ecstest.NewRun(t, nil, given)
		var end uintptr
		var begins []uintptr // line of its page
		for _, k := range components.All.Kinds {
			if k.Root().Form != components.Transient {
				continue
			}
			for _, c := range k.Columns {
				base := uintptr(unsafe.Pointer(r.Columns().Base[c.ID]))
				if base%line != 0 || end != 0 && base < end+line {
					t.Errorf("%d rows: %s.%s begins at %#x, the last ended at %#x: want a line between them, and a whole one", rows, k.Name, c.Name, base, end)
				}
				end = base + uintptr(r.Room(k))*c.Type.Size()
				begins = append(begins, base/line%(page/line))
			}
		}
		if rows < page {
			continue
		}
		for i, at := range begins {
			for _, other := range begins[max(0, i-page/line+1):i] {
				if at == other {
					t.Errorf("%d rows: two of %d columns in a row begin at line %d of their pages", rows, page/line, at)
				}
			}
		}
	}
}
