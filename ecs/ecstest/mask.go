package ecstest

import (
	"runtime/debug"
	"slices"
	"testing"
	"unsafe"

	"touchline/ecs"
)

// masked is a system that can reach only the columns it declares.
type masked struct {
	ecs.System
	t testing.TB
}

// Run puts the other columns behind a fence: address space that faults when it is
// touched, where the address says which column it stands for.
func (m masked) Run(r *ecs.Run) {
	shared := make([]bool, len(r.Columns().Base))
	for _, c := range m.Access().Common {
		shared[c.ID()] = true
	}
	own := fenceOff(m.t, r.World, visible(r.Schema().Catalog(), m.Access()))
	common := fenceOff(m.t, r.Common, shared)
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		own.takeDown()
		common.takeDown()
		p := recover()
		if p == nil {
			return
		}
		if name, ok := own.touched(p); ok {
			m.t.Fatalf("system %s: uses %s: it is not in its Access\n%s", m.Name(), name, debug.Stack())
		}
		if name, ok := common.touched(p); ok {
			m.t.Fatalf("system %s: uses %s of the common world: it is not in Common of its Access\n%s", m.Name(), name, debug.Stack())
		}
		panic(p)
	}()
	m.System.Run(r)
}

// fence stands in the place of the columns of a world that were taken away.
type fence struct {
	world *ecs.World
	base  unsafe.Pointer
	width uintptr          // of the stretch that stands for one column
	was   []unsafe.Pointer // where the columns are
}

func fenceOff(t testing.TB, w *ecs.World, keep []bool) fence {
	columns := w.Schema().Catalog().Columns
	f := fence{world: w, width: 8, was: slices.Clone(w.Columns().Base[:])}
	for _, c := range columns {
		f.width = max(f.width, uintptr(w.Room(c.Kind))*c.Type.Size())
	}
	if f.base = newFence(t, int(f.width)*len(columns)); f.base == nil {
		return f
	}
	for id := range columns {
		if !keep[id] {
			w.Columns().Base[id] = unsafe.Add(f.base, uintptr(id)*f.width)
		}
	}
	w.Moved()
	return f
}

func (f *fence) takeDown() {
	copy(f.world.Columns().Base[:], f.was)
	f.world.Moved()
}

// touched returns the column that a panic comes from, if it comes from f.
func (f *fence) touched(panicked any) (column string, ok bool) {
	fault, ok := panicked.(interface{ Addr() uintptr })
	if !ok {
		return "", false
	}
	columns := f.world.Schema().Catalog().Columns
	id := (fault.Addr() - uintptr(f.base)) / f.width
	if fault.Addr() < uintptr(f.base) || id >= uintptr(len(columns)) {
		return "", false
	}
	return columns[id].Kind.Name + "." + columns[id].Name, true
}
