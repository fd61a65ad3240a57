package ecstest

import (
	"bytes"
	"testing"
	"unsafe"

	"touchline/components"
	"touchline/ecs"
)

// CheckAccess runs s once on r, which stands in the middle of a tick, and fails
// the test if s does what it does not declare:
//
//   - read or write a column that its Access does not name: such columns are taken
//     away while it runs (reads are noticed on Unix systems only);
//   - change a column that it only reads, or make rows of a kind it does not name;
//   - change anything in the common world.
//
// A system that makes rows of a transient kind may use all its columns. One that
// creates or removes lasting rows also changes, when its commands are played, the
// kinds that hang on them and the references to them.
func CheckAccess(t testing.TB, r *ecs.Run, s ecs.System) {
	t.Helper()
	before, common := copyOf(r.World), copyOf(r.Common)
	r.Do(masked{s, t})
	may := permitted(r.Schema().Catalog(), s.Access())
	for _, k := range r.Schema().Catalog().Kinds {
		if was, is := before.rows[k.ID], r.Len(k); was != is && !may.rows[k.ID] {
			t.Errorf("system %s: %s had %d rows and now has %d: it is not in Makes", s.Name(), k.Name, was, is)
		}
	}
	for _, c := range r.Schema().Catalog().Columns {
		if row, changed := before.changed(r.World, c); changed && !may.columns[c.ID] {
			t.Errorf("system %s: changed %s.%s in row %d: it is not in Writes", s.Name(), c.Kind.Name, c.Name, row)
		}
		if row, changed := common.changed(r.Common, c); changed {
			t.Errorf("system %s: changed %s.%s in row %d of the common world, which is read only", s.Name(), c.Kind.Name, c.Name, row)
		}
	}
}

// visible returns the columns that a system with access a may look at, by ID.
func visible(c *components.Catalog, a ecs.Access) []bool {
	see := make([]bool, len(c.Columns))
	for _, list := range [][]components.AnyColumn{a.Reads, a.Writes, a.Last} {
		for _, col := range list {
			see[col.ID()] = true
		}
	}
	for _, k := range a.Makes {
		if k.Form == components.Transient {
			setKind(c, k, see, nil)
		}
	}
	return see
}

// permission says what may differ after a system has run.
type permission struct {
	columns []bool // by column ID
	rows    []bool // by kind ID
}

func permitted(c *components.Catalog, a ecs.Access) permission {
	p := permission{make([]bool, len(c.Columns)), make([]bool, len(c.Kinds))}
	for _, col := range a.Writes {
		p.columns[col.ID()] = true
	}
	made := append([]*components.Kind(nil), a.Makes...)
	for i := 0; i < len(made); i++ {
		setKind(c, made[i], p.columns, p.rows)
		for _, col := range c.Columns {
			if col.Refs != made[i] {
				continue
			}
			p.columns[col.ID] = true
			strong := col.Attr&components.Weak == 0 && col.Kind.Form == components.Lasting
			if strong && !p.rows[col.Kind.ID] {
				made = append(made, col.Kind) // its rows go with those they refer to
			}
		}
	}
	return p
}

// setKind sets what belongs to k and its blocks; either list may be nil.
func setKind(c *components.Catalog, k *components.Kind, columns, rows []bool) {
	for _, b := range c.Kinds {
		if b.Root() != k {
			continue
		}
		if rows != nil {
			rows[b.ID] = true
		}
		for _, col := range b.Columns {
			columns[col.ID] = true
		}
	}
}

// state is a copy of all columns of a world, with the rows that are not in use.
type state struct {
	columns [][]byte // by column ID
	rows    []int    // by kind ID
}

func copyOf(w *ecs.World) state {
	s := state{rows: append([]int(nil), w.Columns().Rows[:]...)}
	for _, c := range w.Schema().Catalog().Columns {
		s.columns = append(s.columns, bytes.Clone(column(w, c)))
	}
	return s
}

// changed returns the first row of c that is not as it was.
func (s state) changed(w *ecs.World, c *components.ColumnInfo) (row int, changed bool) {
	was, is := s.columns[c.ID], column(w, c)
	if bytes.Equal(was, is) {
		return 0, false
	}
	i := 0
	for was[i] == is[i] {
		i++
	}
	return i / int(c.Type.Size()), true
}

// column returns a column as bytes, up to the room there is.
func column(w *ecs.World, c *components.ColumnInfo) []byte {
	return unsafe.Slice((*byte)(w.Columns().Base[c.ID]), w.Room(c.Kind)*int(c.Type.Size()))
}
