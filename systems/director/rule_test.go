package director

import (
	"math"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// TestUrgency compares the table and its lines with the function.
func TestUrgency(t *testing.T) {
	for _, span := range []components.PTS{1, 63, 64, 65, 720_000, 3_600_000, maxShot} {
		last := int32(0)
		for n := range components.PTS(1001) {
			age := span * n / 1000
			got := urgency(age, span)
			want := 1000 / (1 + math.Exp(-10*(float64(age)/float64(span)-0.5)))
			if math.Abs(float64(got)-want) > 2 {
				t.Errorf("urgency(%d, %d) = %d, want %.1f", age, span, got, want)
			}
			if got < last {
				t.Errorf("urgency(%d, %d) = %d, less than %d before", age, span, got, last)
			}
			last = got
		}
		if got := urgency(span, span); got != 993 {
			t.Errorf("urgency at the end of %d is %d, want 993", span, got)
		}
	}
}

// TestSpan checks that the steps of a span cover it, whatever its length.
func TestSpan(t *testing.T) {
	for shift := range 28 {
		for _, length := range []components.PTS{1<<shift - 1, 1 << shift, 1<<shift + 1} {
			if length == 0 {
				continue
			}
			var s span
			s.compile(0, length, 1000)
			shift := 32 - bits.TrailingZeros64(uint64(s.scale))
			if steps := length >> shift; steps > 127 || length >= 64 && steps < 64 {
				t.Errorf("span %d has %d steps", length, steps)
			}
			if got := s.need(0); got != 993 {
				t.Errorf("span %d: needs %d at first, want 993", length, got)
			}
			at := length >> shift << shift
			if got, want := s.need(length), 1000-urgency(at, length); got != want {
				t.Errorf("span %d: needs %d in the end, want %d", length, got, want)
			}
		}
	}
}

// TestWeigh compares the two multiplications with four and a division, for many
// weights and for levels at the edges, where what is rounded shows.
func TestWeigh(t *testing.T) {
	edges := []components.Permille{0, 1, 499, 500, 997, 999, 1000}
	n := len(edges)
	weights := []Weights{{1000, 0, 0, 0}, {0, 1000, 0, 0}, {0, 0, 1000, 0}, {0, 0, 0, 1000}, {350, 300, 200, 150}, {333, 333, 333, 1}}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		a := components.Permille(rng.IntN(1001))
		b := components.Permille(rng.IntN(1001 - int(a)))
		c := components.Permille(rng.IntN(1001 - int(a+b)))
		weights = append(weights, Weights{a, b, c, 1000 - a - b - c})
	}
	for _, w := range weights {
		m := w.mix()
		for i := range n * n * n * n {
			l := components.Levels{Audio: edges[i%n], Face: edges[i/n%n], Motion: edges[i/n/n%n], Speaking: edges[i/n/n/n]}
			want := int(w.Audio)*int(l.Audio) + int(w.Face)*int(l.Face) + int(w.Motion)*int(l.Motion) + int(w.Speaking)*int(l.Speaking)
			if got := m.weigh(l.Word()); int(got) != want/1000 {
				t.Fatalf("%+v of %+v weighs %d, want %d/1000", w, l, got, want)
			}
		}
	}
}

// TestToward checks every step between two scores: it goes the right way, by the
// right share, not too far, and never stands still before it has arrived.
func TestToward(t *testing.T) {
	for _, pace := range []int32{1, 10, 204, 512, 1023, 1024} {
		for from := int32(0); from <= 1000; from += 7 {
			for to := int32(0); to <= 1000; to++ {
				share := math.Abs(float64(to-from)) * float64(pace) / 1024
				want := int32(math.Ceil(share))
				if to < from {
					want = -want
				}
				if got := toward(from, to, pace) - from; got != want {
					t.Fatalf("from %d toward %d by %d/1024: %d, want %d", from, to, pace, got, want)
				}
			}
		}
	}
}

// TestFour compares four scores that move at once with each that moves by itself.
func TestFour(t *testing.T) {
	rng := ecs.NewRand(1, 2, 3, 4)
	score := func() int32 { return int32(min(max(rng.N(1200)-100, 0), 1000)) }
	for range 200_000 {
		pace := int32(1 + rng.N(1024))
		f0, f1, f2, f3, a0, a1, a2, a3 := score(), score(), score(), score(), score(), score(), score(), score()
		var got [4]components.Permille
		from := func(s0, s1, s2, s3 int32) four { return four(s0) | four(s1)<<16 | four(s2)<<32 | four(s3)<<48 }
		all := from(f0, f1, f2, f3).toward(from(a0, a1, a2, a3), four(pace))
		all.put(&got)
		want := [4]components.Permille{}
		for k, s := range [4][2]int32{{f0, a0}, {f1, a1}, {f2, a2}, {f3, a3}} {
			want[k] = components.Permille(toward(s[0], s[1], pace))
		}
		if got != want || fourOf(&got) != all || all.max() != int32(slices.Max(want[:])) {
			t.Fatalf("from %d, %d, %d, %d by %d/1024: %v, the best %d, want %v", f0, f1, f2, f3, pace, got, all.max(), want)
		}
	}
}

func TestZone(t *testing.T) {
	for _, tt := range []struct {
		x    components.Centimeter
		want Zone
	}{
		{components.NoPlace, Nowhere}, {components.NoPlace + 1, LeftBox}, {-3601, LeftBox}, {-3600, LeftThird},
		{-1751, LeftThird}, {-1750, Middle}, {0, Middle}, {1750, Middle}, {1751, RightThird},
		{3600, RightThird}, {3601, RightBox}, {math.MaxInt16, RightBox},
	} {
		if got := zone(tt.x, crowded-1); got != tt.want {
			t.Errorf("zone(%d) = %d, want %d", tt.x, got, tt.want)
		}
		full := map[Zone]Zone{LeftBox: LeftCrowd, RightBox: RightCrowd}
		want, ok := full[tt.want]
		if !ok {
			want = tt.want
		}
		if got := zone(tt.x, crowded); got != want {
			t.Errorf("zone(%d) = %d with a crowd, want %d", tt.x, got, want)
		}
	}
}

// TestProper compares the test of four levels at once with that of each, for levels
// at the edges.
func TestProper(t *testing.T) {
	edges := []components.Permille{math.MinInt16, math.MinInt16 + 1, -1000, -1, 0, 1, 999, 1000, 1001, 1024, math.MaxInt16}
	n := len(edges)
	for i := range n * n * n * n {
		l := components.Levels{Audio: edges[i%n], Face: edges[i/n%n], Motion: edges[i/n/n%n], Speaking: edges[i/n/n/n]}
		if got, want := proper(l.Word()), clamped(l) == l; got != want {
			t.Fatalf("%+v is proper: %v, want %v", l, got, want)
		}
	}
}
