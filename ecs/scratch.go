package ecs

import (
	"crypto/sha256"
	"hash"
	"unsafe"
)

// Scratch is a worker's memory for the length of one system's run. It grows to
// what the largest run needs, and then allocates no more.
type Scratch struct {
	words []uint64
	used  int
	want  int
	sha   hash.Hash
	moves moves
}

// NewScratch returns an empty scratch.
func NewScratch() *Scratch { return &Scratch{sha: sha256.New()} }

// SHA256 returns the worker's hash, in no particular state.
func (s *Scratch) SHA256() hash.Hash { return s.sha }

// Bytes returns how much the last system took.
func (s *Scratch) Bytes() int { return s.want * int(unsafe.Sizeof(s.words[0])) }

// reset forgets what was taken; if that was more than there was, it makes room
// for as much again.
func (s *Scratch) reset() {
	if s.want > len(s.words) {
		s.words = make([]uint64, s.want+s.want/4)
	}
	s.used, s.want = 0, 0
}

// Take returns n zeroed values of T, valid until the system returns. T must hold
// no pointer.
func Take[T any](r *Run, n int) []T {
	if n == 0 {
		return nil
	}
	var zero T
	words := (n*int(unsafe.Sizeof(zero)) + 7) / 8
	s := r.Scratch
	s.want += words
	if s.used+words > len(s.words) {
		return make([]T, n)
	}
	taken := s.words[s.used : s.used+words]
	s.used += words
	clear(taken)
	return unsafe.Slice((*T)(unsafe.Pointer(&taken[0])), n)
}
