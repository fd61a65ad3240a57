package match

import (
	"math/rand/v2"
	"testing"
)

func TestWindow(t *testing.T) {
	tests := []struct {
		name        string
		came        []uint32
		seq         uint32
		fresh, late bool
	}{
		{"first", nil, 1, true, false},
		{"next", []uint32{1}, 2, true, false},
		{"again", []uint32{1}, 1, false, true},
		{"between", []uint32{1, 3}, 2, true, true},
		{"between, again", []uint32{1, 3, 2}, 2, false, true},
		{"as old as it may be", []uint32{100}, 37, true, true},
		{"as old as it may be, again", []uint32{37, 100}, 37, false, true},
		{"too old", []uint32{100}, 36, false, true},
		{"remembered over 63", []uint32{1, 64}, 1, false, true},
		{"forgotten after 64", []uint32{1, 65}, 1, false, true},
		{"far ahead", []uint32{1}, 1<<32 - 1, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var seen uint64
			var newest uint32
			w := window{&seen, &newest}
			for _, seq := range tt.came {
				w.mark(seq)
			}
			if fresh, late := w.mark(tt.seq); fresh != tt.fresh || late != tt.late {
				t.Errorf("fresh %t, late %t; want %t, %t", fresh, late, tt.fresh, tt.late)
			}
		})
	}
}

// TestWindowIsASet holds the window to a map, for numbers that come in disorder and
// repeat, and checks that it does not depend on their order.
func TestWindowIsASet(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		seqs := make([]uint32, 1+rng.IntN(40))
		at := 1 + rng.IntN(200)
		for i := range seqs {
			at = max(1, at+rng.IntN(41)-18)
			seqs[i] = uint32(at)
		}
		var seen, again uint64
		var newest, top uint32
		w := window{&seen, &newest}
		came := map[uint32]bool{}
		for _, seq := range seqs {
			high := newest
			fresh, _ := w.mark(seq)
			if want := !came[seq] && seq+64 > high; fresh != want {
				t.Fatalf("%v: %d is fresh: %t, want %t", seqs, seq, fresh, want)
			}
			came[seq] = true
		}
		rng.Shuffle(len(seqs), func(i, j int) { seqs[i], seqs[j] = seqs[j], seqs[i] })
		w = window{&again, &top}
		for _, seq := range seqs {
			w.mark(seq)
		}
		if seen != again || newest != top {
			t.Fatalf("another order ends in %x at %d, want %x at %d", again, top, seen, newest)
		}
	}
}
