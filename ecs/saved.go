package ecs

import (
	"iter"
	"slices"

	"touchline/components"
)

// savedRows are the rows of a kind, by ascending Number.
type savedRows struct {
	plan    *plan
	size    int // bytes of a row
	numbers []components.Number
	data    []byte   // rows as they were read; of references, the target's place for its Number
	start   int64    // where in the snapshot data was
	root    []uint32 // place of the row that each hangs on in the end: of a viewer, its fixture's
}

// savedRef is a reference in savedRows.
type savedRef struct {
	row    int
	offset int    // of value in data
	value  []byte // the target's Number, or its place
}

// references yields the references in rows that refer to something, column by
// column.
func (r *savedRows) references() iter.Seq2[*field, savedRef] {
	return func(yield func(*field, savedRef) bool) {
		offset := numberSize
		for i := range r.plan.fields {
			f := &r.plan.fields[i]
			for range f.count {
				for row := range r.numbers {
					if f.form != reference {
						break
					}
					at := row*r.size + offset
					if r.data[at] == 0 {
						continue
					}
					if !yield(f, savedRef{row, at + 1, r.data[at+1 : at+referenceSize]}) {
						return
					}
				}
				offset += f.savedSize()
			}
		}
	}
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
