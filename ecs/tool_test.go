package ecs_test

import (
	"testing"

	"touchline/ecs"
)

var made int

var chisel = ecs.NewTool(func() *[4]int { made++; return new([4]int) })

// TestTool checks that each worker has its own, and keeps it.
func TestTool(t *testing.T) {
	a, b := ecs.NewScratch(), ecs.NewScratch()
	first := chisel.Of(a)
	if chisel.Of(b) == first {
		t.Error("two workers have the same tool")
	}
	if n := testing.AllocsPerRun(10, func() { chisel.Of(a) }); n != 0 || chisel.Of(a) != first || made != 2 {
		t.Errorf("%d tools are made for two workers, %v times anew", made, n)
	}
}
