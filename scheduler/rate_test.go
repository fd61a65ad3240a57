package scheduler

import (
	"fmt"
	"math"
	"math/big"
	"testing"
	"time"

	"touchline/components"
)

func TestDueAt(t *testing.T) {
	tests := []struct {
		name string
		rate components.Rate
		tick components.Tick
		want time.Duration
	}{
		{"first", components.Rate{Num: 20, Den: 1}, 0, 0},
		{"20 Hz", components.Rate{Num: 20, Den: 1}, 1, 50 * time.Millisecond},
		{"29.97 Hz rounds down", components.Rate{Num: 30000, Den: 1001}, 1, 33366666},
		{"29.97 Hz, no drift", components.Rate{Num: 30000, Den: 1001}, 30000, 1001 * time.Second},
		{"29.97 Hz, ten years", components.Rate{Num: 30000, Den: 1001}, 30000 * 315360, 1001 * 315360 * time.Second},
		{"last that is ever due", components.Rate{Num: 1, Den: 1}, 9223372036, 9223372036 * time.Second},
		{"never due", components.Rate{Num: 1, Den: 1}, 9223372037, math.MaxInt64},
		{"never due, beyond 64 bits", components.Rate{Num: 1, Den: 1}, math.MaxUint64, math.MaxInt64},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := dueAt(tt.rate, tt.tick); got != tt.want {
				t.Errorf("tick %d is due at %d ns, want %d", tt.tick, got, tt.want)
			}
		})
	}
}

// TestNoDrift checks a million ticks of each rate against arithmetic of any
// size, and that the index of a tick's time is the tick, to the nanosecond.
func TestNoDrift(t *testing.T) {
	rates := []components.Rate{
		{Num: 20, Den: 1}, {Num: 30000, Den: 1001}, {Num: 1000, Den: 1},
		{Num: 1, Den: 3600}, {Num: math.MaxUint32, Den: 47722},
	}
	for _, r := range rates {
		t.Run(fmt.Sprintf("%d/%d", r.Num, r.Den), func(t *testing.T) {
			exact, period := new(big.Int), big.NewInt(int64(r.Den)*1e9)
			num, want := big.NewInt(int64(r.Num)), new(big.Int)
			for k := components.Tick(0); k < 1_000_000; k++ {
				due := dueAt(r, k)
				if want.Quo(exact, num).Cmp(big.NewInt(int64(due))) != 0 {
					t.Fatalf("tick %d is due at %d ns, want %v", k, due, want)
				}
				if got := indexAt(r, due); got != k {
					t.Fatalf("%d ns is in tick %d, want %d", due, got, k)
				}
				if got := indexAt(r, due-1); k > 0 && got != k-1 {
					t.Fatalf("%d ns is in tick %d, want %d", due-1, got, k-1)
				}
				exact.Add(exact, period)
			}
		})
	}
}

func FuzzIndexAt(f *testing.F) {
	f.Add(uint32(30000), uint32(1001), int64(33366666))
	f.Add(uint32(20), uint32(1), int64(50_000_000))
	f.Add(uint32(math.MaxUint32), uint32(math.MaxUint32), int64(math.MaxInt64))
	f.Add(uint32(90000), uint32(1), int64(math.MaxInt64-1))
	f.Add(uint32(1), uint32(math.MaxUint32), int64(1))
	f.Fuzz(func(t *testing.T, num, den uint32, ns int64) {
		r := components.Rate{Num: num, Den: den}
		if !validRate(r) || ns < 0 || ns == math.MaxInt64 {
			return
		}
		k := indexAt(r, time.Duration(ns))
		if at := dueAt(r, k); int64(at) > ns {
			t.Errorf("%d/%d: tick %d is due at %d, after %d", num, den, k, at, ns)
		}
		if at := dueAt(r, k+1); int64(at) <= ns {
			t.Errorf("%d/%d: tick %d is due at %d, not after %d", num, den, k+1, at, ns)
		}
	})
}
