package reference

// A ring is a queue with room for so many values.
type ring[T any] struct {
	values []T
	first  int // the oldest
	count  int
}

func newRing[T any](room int) ring[T] { return ring[T]{values: make([]T, room)} }

func (r *ring[T]) full() bool { return r.count == len(r.values) }

// at returns value i, counted from the oldest.
func (r *ring[T]) at(i int) *T {
	i += r.first
	if i >= len(r.values) {
		i -= len(r.values)
	}
	return &r.values[i]
}

// newest returns the value that was pushed last. There must be one.
func (r *ring[T]) newest() *T { return r.at(r.count - 1) }

// push adds v. There must be room.
func (r *ring[T]) push(v T) {
	r.count++
	*r.newest() = v
}

// pop drops the oldest value. There must be one.
func (r *ring[T]) pop() {
	if r.first++; r.first == len(r.values) {
		r.first = 0
	}
	r.count--
}
