package ecs

import "fmt"

// A Tool is something that a system works with and that takes long to make: a hash with
// its buffers. Each worker makes its own when it first needs it, and keeps it. It is
// in no particular state, and of no system in particular: what a run leaves in it may
// save the next some work, and changes nothing.
type Tool[T any] struct {
	id   int
	make func() *T
}

const maxTools = 8

var tools int // that there are

// NewTool returns a tool that make makes. It is a variable of the system's package.
func NewTool[T any](make func() *T) Tool[T] {
	if tools == maxTools {
		panic(fmt.Sprintf("ecs: there is room for %d tools", maxTools))
	}
	tools++
	return Tool[T]{tools - 1, make}
}

// Of returns the worker's own.
func (t *Tool[T]) Of(s *Scratch) *T {
	if made, ok := s.tools[t.id].(*T); ok {
		return made
	}
	made := t.make()
	s.tools[t.id] = made
	return made
}
