package bench

import (
	"runtime/debug"
	"unsafe"

	"touchline/components"
	"touchline/ecs"
)

// A fence is address space that faults when it is touched.
type fence struct {
	run    *ecs.Run
	memory []uint8
}

func newFence(r *ecs.Run) (*fence, error) {
	size := 0
	for _, c := range components.All.Columns {
		size = max(size, r.Room(c.Kind)*int(c.Type.Size()))
	}
	memory, err := reserve(size)
	return &fence{r, memory}, err
}

// around puts f in the place of column c while call runs, and reports whether the
// column was touched. The call ends with the first touch.
func (f *fence) around(c *components.ColumnInfo, call func()) (touched bool) {
	base := &f.run.Columns().Base[c.ID]
	was := *base
	*base = unsafe.Pointer(unsafe.SliceData(f.memory))
	f.run.Moved()
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		*base = was
		f.run.Moved()
		switch p := recover().(type) {
		case nil:
		case interface{ Addr() uintptr }:
			if touched = f.has(p.Addr()); !touched {
				panic(p)
			}
		default:
			panic(p)
		}
	}()
	call()
	return false
}

func (f *fence) has(address uintptr) bool {
	return address-uintptr(unsafe.Pointer(unsafe.SliceData(f.memory))) < uintptr(len(f.memory))
}

func (f *fence) remove() { release(f.memory) }
