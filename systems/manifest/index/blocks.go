package index

// blocks is a list that grows at its end and is cut at its beginning. A copy of it
// stays what it is while the list goes on: rows do not move, and none that a copy
// has is written again.
type blocks[T any] struct {
	list []*[blockRows]T
	from uint32 // number of the first row that is kept, a whole block
	n    uint32 // number of the row after the last
}

func (b *blocks[T]) add(row T) {
	if int(b.n-b.from) == len(b.list)*blockRows {
		b.list = append(b.list, new([blockRows]T))
	}
	i := b.n - b.from
	b.list[i/blockRows][i%blockRows] = row
	b.n++
}

// at returns row i, which must be there.
func (b *blocks[T]) at(i uint32) *T {
	i -= b.from
	return &b.list[i/blockRows][i%blockRows]
}

// drop lets the blocks go in which all rows are before row i.
func (b *blocks[T]) drop(i uint32) {
	for len(b.list) > 1 && b.from+blockRows <= i {
		b.list = b.list[1:]
		b.from += blockRows
	}
}
