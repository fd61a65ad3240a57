package ecs_test

import (
	"testing"
	"unsafe"

	"touchline/ecs"
)

// TestTake checks that what is taken is zeroed, apart and aligned, whether or not
// there was room for it.
func TestTake(t *testing.T) {
	r := newRun(testSchema(t), ecs.Plain)
	use := system{run: func(r *ecs.Run) {
		bytes, words := ecs.Take[byte](r, 13), ecs.Take[uint64](r, 7)
		if len(bytes) != 13 || len(words) != 7 || ecs.Take[uint64](r, 0) != nil {
			t.Fatal("what was taken is of another length")
		}
		if uintptr(unsafe.Pointer(&words[0]))%8 != 0 {
			t.Fatal("what was taken is not aligned")
		}
		for i := range bytes {
			if bytes[i] != 0 {
				t.Fatal("what was taken is not zero")
			}
			bytes[i] = 0xff
		}
		for i := range words {
			if words[i] != 0 {
				t.Fatal("what was taken is not zero, or not apart")
			}
			words[i] = ^uint64(0)
		}
	}}
	for range 3 {
		r.Do(use)
		if got := r.Scratch.Bytes(); got != (2+7)*8 {
			t.Errorf("%d bytes were taken, want 2 and 7 words", got)
		}
	}
	var s ecs.System = use
	if n := testing.AllocsPerRun(10, func() { r.Do(s) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestUnset checks that memory taken unset is not cleared, and that a list of that
// memory may be as long as one of zeroes.
func TestUnset(t *testing.T) {
	r := newRun(testSchema(t), ecs.Plain)
	run := 0
	use := system{run: func(r *ecs.Run) {
		words := ecs.Unset[uint64](r, 7)
		if len(words) != 7 || ecs.Unset[uint64](r, 0) != nil {
			t.Fatal("what was taken is of another length")
		}
		if run == 2 && words[6] == 0 { // the first run found no room, the second new memory
			t.Error("what was taken is zeroed")
		}
		for i := range words {
			words[i] = 7
		}
		run++
	}}
	for range 3 {
		r.Do(use)
	}
}
