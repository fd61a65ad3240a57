package ecs

import (
	"slices"
	"unsafe"

	"touchline/components"
)

// What a tick may bring is many times what one usually does: every license of a shard
// may end at once, and hardly one does. Memory is taken for the usual, and for more
// when it comes. Nothing is refused for want of it, up to the room that there is.

// quiet is for how many ticks the usual must have been enough before what was taken
// beyond it is given back: what comes every few seconds takes its memory once.
const quiet = 256

// grown is a transient kind that has more memory than the usual.
type grown struct {
	kind  *components.Kind
	taken []int            // the usual, by kind of its family
	base  []unsafe.Pointer // where that is, by column
	quiet int              // ticks for which it would have done
}

// grow takes memory for n rows of transient kind k, and some to spare, and moves there
// what has come in this tick.
func (w *World) grow(k *components.Kind, n int) {
	if n > w.room[k.ID] {
		panic("ecs: no room for " + k.Name + " rows")
	}
	rows := min(max(n, 2*w.taken[k.ID]), w.room[k.ID])
	w.keepUsual(k)
	family, was := w.schema.family[k.ID], w.table.Base
	for _, id := range family {
		w.taken[id] = rows * w.schema.fans[id]
	}
	w.lay(family)
	for _, id := range family {
		for _, c := range w.schema.catalog.Kinds[id].Columns {
			size := w.table.Rows[id] * int(c.Type.Size())
			copy(unsafe.Slice((*byte)(w.table.Base[c.ID]), size), unsafe.Slice((*byte)(was[c.ID]), size))
		}
	}
}

// keepUsual remembers the usual memory of k, which it may go back to.
func (w *World) keepUsual(k *components.Kind) {
	for i := range w.grown {
		if w.grown[i].kind == k {
			return
		}
	}
	g := grown{kind: k}
	for _, id := range w.schema.family[k.ID] {
		g.taken = append(g.taken, w.taken[id])
		for _, c := range w.schema.catalog.Kinds[id].Columns {
			g.base = append(g.base, w.table.Base[c.ID])
		}
	}
	w.grown = append(w.grown, g)
}

// giveBack counts the tick that is over, and goes back to the usual memory of kinds for
// which that has been enough for long.
func (w *World) giveBack() {
	w.grown = slices.DeleteFunc(w.grown, func(g grown) bool { return g.quiet >= quiet })
	for i := range w.grown {
		g := &w.grown[i]
		if w.table.Rows[g.kind.ID] > g.taken[0] {
			g.quiet = 0
		} else if g.quiet++; g.quiet == quiet {
			w.restoreUsual(g)
		}
	}
}

func (w *World) restoreUsual(g *grown) {
	w.Moved()
	base := g.base
	for i, id := range w.schema.family[g.kind.ID] {
		w.taken[id] = g.taken[i]
		for _, c := range w.schema.catalog.Kinds[id].Columns {
			w.table.Base[c.ID], base = base[0], base[1:]
		}
	}
}

// Taken returns for how many rows of k memory is taken.
func (w *World) Taken(k *components.Kind) int { return w.taken[k.ID] }
