package ecs

import (
	"iter"
	"slices"

	"touchline/components"
)

// savedRows are the rows of a kind, by ascending Number: what of them is kept in memory.
type savedRows struct {
	plan    *plan
	size    int // bytes of a row in the snapshot
	numbers []components.Number
	refs    []byte   // the references of each row as they were read; later with the target's place for its Number
	start   int64    // where in the snapshot the rows begin
	root    []uint32 // place of the row that each hangs on in the end: of a viewer, its fixture's
}

// savedRef is a reference in savedRows.
type savedRef struct {
	row    int
	offset int    // of value in the row, as it is in the snapshot
	value  []byte // the target's Number, or its place
}

// keep keeps the references of a row.
func (r *savedRows) keep(row []byte) {
	offset := numberSize
	for i := range r.plan.fields {
		f := &r.plan.fields[i]
		size := f.count * f.savedSize()
		if f.form == reference {
			r.refs = append(r.refs, row[offset:offset+size]...)
		}
		offset += size
	}
}

// references yields the references in rows that refer to something, column by
// column.
func (r *savedRows) references() iter.Seq2[*field, savedRef] {
	return func(yield func(*field, savedRef) bool) {
		each := r.plan.references() * referenceSize
		offset, kept := numberSize, 0
		for i := range r.plan.fields {
			f := &r.plan.fields[i]
			if f.form != reference {
				offset += f.count * f.savedSize()
				continue
			}
			for range f.count {
				for row := range r.numbers {
					ref := r.refs[row*each+kept:][:referenceSize]
					if ref[0] != 0 && !yield(f, savedRef{row, offset + 1, ref[1:]}) {
						return
					}
				}
				offset, kept = offset+referenceSize, kept+referenceSize
			}
		}
	}
}

// of returns the references of row i, in the order of the fields.
func (r *savedRows) of(i int) []byte {
	each := r.plan.references() * referenceSize
	return r.refs[i*each:][:each]
}

// find returns the place of n. That of the last one is tried first, and the next:
// most rows refer to the same as their neighbor, or to its neighbor.
func (r *savedRows) find(n components.Number, last int) (int, bool) {
	for i := max(last, 0); i <= last+1 && i < len(r.numbers); i++ {
		if r.numbers[i] == n {
			return i, true
		}
	}
	return slices.BinarySearch(r.numbers, n)
}

// size is how many bytes a row takes in a snapshot.
func (p *plan) size() int {
	size := numberSize
	for i := range p.fields {
		size += p.fields[i].count * p.fields[i].savedSize()
	}
	return size
}

// references is how many references a row has.
func (p *plan) references() (n int) {
	for i := range p.fields {
		if p.fields[i].form == reference {
			n += p.fields[i].count
		}
	}
	return n
}

// savedSize is how many bytes a value takes in a snapshot.
func (f *field) savedSize() int {
	switch f.form {
	case symbol:
		return symbolSize
	case reference:
		return referenceSize
	}
	return f.size
}
