package ecs_test

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

func TestSymbols(t *testing.T) {
	s := ecs.NewSymbols()
	home := s.Intern([]byte("home"))
	if home == 0 || s.Of("home") != home || s.Text(home) != "home" {
		t.Errorf("home is symbol %d, %q", home, s.Text(home))
	}
	if s.Of("") != 0 || s.Text(0) != "" || s.Len() != 2 {
		t.Error("the empty text is not symbol 0, or there are more texts than two")
	}
	buffer := []byte("away")
	away := s.Intern(buffer)
	copy(buffer, "gone")
	if s.Text(away) != "away" {
		t.Error("a text changed with the buffer that it came from")
	}
	s.Freeze()
	if s.Of("home") != home {
		t.Error("a text that is there cannot be looked up once frozen")
	}
	if !panics(func() { s.Of("late") }) {
		t.Error("a text was added while frozen")
	}
	text := []byte("home")
	if n := testing.AllocsPerRun(10, func() { s.Intern(text) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	var _ components.Interner = s
}
