package ecs

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"touchline/components"
)

// A plan is the part of a lasting kind's rows that is saved, or hashed, with that
// of their blocks and rings.
type plan struct {
	kind   *components.Kind
	home   *components.ColumnInfo // what its rows hang on, or nil
	depth  int                    // how many kinds they hang on in turn
	seed   uint64                 // of the hash, from the kind's name
	fields []field
}

// field is a column of a plan.
type field struct {
	column *components.ColumnInfo
	count  int // values in a row: more than one in a block or ring
	size   int // bytes of a value
	form   fieldForm
	target *components.Kind // of a reference
	bools  []int            // where in a value the bools are, which hold 0 or 1
}

// fieldForm says what the bytes of a field mean outside the world.
type fieldForm uint8

const (
	verbatim  fieldForm = iota // what they mean inside
	symbol                     // a text
	reference                  // a Number
)

// newPlans returns the plans of the kinds that have columns with attr: first what
// others hang on, and by name, so that the order of declaration does not matter.
func newPlans(s *Schema, attr components.Attr) ([]plan, error) {
	var plans []plan
	for _, k := range s.catalog.Kinds {
		if k.Form != components.Lasting || k.Columns[0].Attr&attr == 0 {
			continue
		}
		p := plan{kind: k, home: home(k), depth: depth(k, len(s.catalog.Kinds)), seed: nameHash(k.Name)}
		if p.depth > len(s.catalog.Kinds) {
			return nil, fmt.Errorf("kind %s: hangs on itself, by way of %s", k.Name, p.home.Refs.Name)
		}
		p.fields = s.fields(k, attr)
		plans = append(plans, p)
	}
	slices.SortFunc(plans, func(a, b plan) int {
		return cmp.Or(cmp.Compare(a.depth, b.depth), cmp.Compare(a.kind.Name, b.kind.Name))
	})
	return plans, nil
}

// home returns the column that says where a row of k belongs: of the references
// that are not weak, the one to the kind that hangs on the most others itself. A
// viewer belongs to its stream rather than to its account.
func home(k *components.Kind) *components.ColumnInfo {
	var best *components.ColumnInfo
	for _, c := range k.Columns {
		if hangs(c) && (best == nil || beats(c, best)) {
			best = c
		}
	}
	return best
}

func beats(a, b *components.ColumnInfo) bool {
	const enough = 8
	da, db := depth(a.Refs, enough), depth(b.Refs, enough)
	return da > db || da == db && a.Name < b.Name
}

// depth returns how many kinds the rows of k hang on in turn, and more than limit
// if that is more, or has no end.
func depth(k *components.Kind, limit int) int {
	deepest := 0
	for _, c := range k.Columns {
		if hangs(c) {
			if limit == 0 {
				return 1
			}
			deepest = max(deepest, 1+depth(c.Refs, limit-1))
		}
	}
	return deepest
}

// fields returns the columns with attr of k, its Number apart, and of its blocks
// and rings: by name, as the order in which files declare them is nobody's business.
func (s *Schema) fields(k *components.Kind, attr components.Attr) []field {
	var parts []*components.Kind
	for _, id := range s.family[k.ID] {
		if id != k.ID {
			parts = append(parts, s.catalog.Kinds[id])
		}
	}
	slices.SortFunc(parts, func(a, b *components.Kind) int { return cmp.Compare(a.Name, b.Name) })
	var fields []field
	for _, k := range append([]*components.Kind{k}, parts...) {
		columns := slices.Clone(k.Columns)
		slices.SortFunc(columns, func(a, b *components.ColumnInfo) int { return cmp.Compare(a.Name, b.Name) })
		for _, c := range columns {
			if c.Attr&attr == 0 || c == k.Root().Columns[0] {
				continue
			}
			f := field{column: c, count: s.fans[k.ID], size: int(c.Type.Size()), target: c.Refs}
			switch {
			case c.Refs != nil:
				f.form = reference
			case c.Type == symbolType:
				f.form = symbol
			default:
				f.bools = boolsOf(c.Type, 0, nil)
			}
			fields = append(fields, f)
		}
	}
	return fields
}

// boolsOf appends the places of the bools in a t that begins at offset.
func boolsOf(t reflect.Type, offset int, places []int) []int {
	switch t.Kind() {
	case reflect.Bool:
		places = append(places, offset)
	case reflect.Array:
		for i := range t.Len() {
			places = boolsOf(t.Elem(), offset+i*int(t.Elem().Size()), places)
		}
	case reflect.Struct:
		for f := range t.Fields() {
			places = boolsOf(f.Type, offset+int(f.Offset), places)
		}
	}
	return places
}

// append appends the values of f in a row of its plan's kind.
func (f *field) append(values []byte, w *World, row int) []byte {
	if f.column.Kind.Ring() != nil {
		return w.gather(values, f.column, row)
	}
	return append(values, f.values(w, row)...)
}

// set sets the values of f in a row.
func (f *field) set(w *World, row int, values []byte) {
	if f.column.Kind.Ring() != nil {
		w.scatter(f.column, row, values)
		return
	}
	copy(f.values(w, row), values)
}

// values returns the values of f in a row of its plan's kind, as bytes, where they lie.
// Those of a ring do not lie together.
func (f *field) values(w *World, row int) []byte {
	n := f.count * f.size
	return unsafe.Slice((*byte)(unsafe.Add(w.table.Base[f.column.ID], row*n)), n)
}

// words returns the values of a field of references or symbols.
func (f *field) words(w *World, row int) []uint32 {
	return unsafe.Slice((*uint32)(unsafe.Pointer(unsafe.SliceData(f.values(w, row)))), f.count)
}

// holder returns the world that has the rows which a reference in w to k means:
// the common one if shards keep none.
func (s *Shards) holder(w *World, k *components.Kind) *World {
	if w.room[k.ID] == 0 && s.Common != nil {
		return s.Common
	}
	return w
}

// worlds returns all worlds, the common one last.
func (s *Shards) worlds() []*World {
	if s.Common == nil {
		return s.Worlds
	}
	return append(slices.Clip(s.Worlds), s.Common)
}
