package ecs

import "unsafe"

// Scratch is a worker's memory for the length of one system's run. It grows to
// what the largest run needs, and then allocates no more.
type Scratch struct {
	words []uint64
	used  int
	want  int
	tools [maxTools]any
	moves moves
}

// NewScratch returns an empty scratch.
func NewScratch() *Scratch { return &Scratch{} }

// Bytes returns how much the last system took.
func (s *Scratch) Bytes() int { return s.want * int(unsafe.Sizeof(s.words[0])) }

// reset forgets what was taken.
func (s *Scratch) reset() { s.used, s.want = 0, 0 }

// Take returns n zeroed values of T, valid until the system returns. T must hold
// no pointer.
func Take[T any](r *Run, n int) []T {
	taken := Unset[T](r, n)
	clear(taken)
	return taken
}

// Unset does the same, but the values are whatever was there: write them before they are
// read.
func Unset[T any](r *Run, n int) []T {
	if n == 0 {
		return nil
	}
	var zero T
	return unsafe.Slice((*T)(r.Scratch.take(n*int(unsafe.Sizeof(zero)))), n)
}

// take returns so many bytes, more than none. It is a call wherever it is used: the less
// code a tick goes through, the less of it has to be fetched again.
//
//go:noinline
func (s *Scratch) take(bytes int) unsafe.Pointer {
	n := (bytes + 7) / 8
	s.want += n
	if s.used+n > len(s.words) {
		s.words, s.used = make([]uint64, s.want+s.want/4), 0 // what was taken before stays where it is
	}
	taken := s.words[s.used : s.used+n]
	s.used += n
	if invariants {
		spoil(taken)
	}
	return unsafe.Pointer(unsafe.SliceData(taken))
}

// spoil makes values that nobody has set unlikely.
func spoil(words []uint64) {
	for i := range words {
		words[i] = 0xaaaa_aaaa_aaaa_aaaa
	}
}
