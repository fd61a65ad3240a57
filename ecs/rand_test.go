package ecs_test

import (
	"testing"

	"touchline/ecs"
)

// TestRandGolden pins the generator: recorded runs depend on it.
func TestRandGolden(t *testing.T) {
	r := ecs.NewRand(1, 2, 3, 4)
	want := [3]uint64{0x68055585a968b899, 0x9a72e9c958bd6b24, 0x6da2f6aa5f72f884}
	for i := range want {
		if got := r.Uint64(); got != want[i] {
			t.Errorf("draw %d is %#x, want %#x", i, got, want[i])
		}
	}
}

// TestRandKeys checks that each part of the key makes another sequence, also where
// parts change places.
func TestRandKeys(t *testing.T) {
	seen := map[uint64][4]uint64{}
	for i := range uint64(10_000) {
		key := [4]uint64{i % 10, i / 10 % 10, i / 100 % 10, i / 1000}
		r := ecs.NewRand(key[0], key[1], key[2], key[3])
		first := r.Uint64()
		if other, ok := seen[first]; ok {
			t.Fatalf("keys %v and %v draw the same", key, other)
		}
		seen[first] = key
	}
}

// TestRandN checks the range, and that no number in it is drawn much more often
// than another: of 100,000 draws from 10, each comes within five standard
// deviations of 10,000.
func TestRandN(t *testing.T) {
	r := ecs.NewRand(1, 0, 0, 0)
	var counts [10]int
	for range 100_000 {
		counts[r.N(10)]++
	}
	for n, count := range counts {
		if count < 10_000-475 || count > 10_000+475 {
			t.Errorf("%d was drawn %d times", n, count)
		}
	}
	if r.N(1) != 0 {
		t.Error("there is more than one number below 1")
	}
}
