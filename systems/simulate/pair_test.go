package simulate

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// TestPair compares two places side by side, as they are moved, with each by itself.
func TestPair(t *testing.T) {
	rng := ecs.NewRand(5, 6, 7, 8)
	place := func() components.Place {
		return components.Place{X: components.Centimeter(rng.N(10_001) - 5000), Y: components.Centimeter(rng.N(10_001) - 5000)}
	}
	sum := func(all ...components.Place) (p components.Place) {
		for _, a := range all {
			p.X, p.Y = p.X+a.X, p.Y+a.Y
		}
		return p
	}
	for range 100_000 {
		a, b, c, d, e, f := place(), place(), place(), place(), place(), place()
		got := (farAway + both(a, b) + both(c, d) + both(e, f)).open()
		if one, other := placeOf(got), placeOf(got>>32); one != sum(a, c, e) || other != sum(b, d, f) {
			t.Fatalf("%v and %v, want %v and %v", one, other, sum(a, c, e), sum(b, d, f))
		}
	}
}

// TestAlong: a drift leads from one place to the other, in each of the fields that a
// word is cut into.
func TestAlong(t *testing.T) {
	rng := ecs.NewRand(5, 6, 7, 8)
	for range 100_000 {
		from, to, part := rng.Uint64(), rng.Uint64(), uint64(rng.N(128))
		got := along(from, to, part)
		for k := 0; k < 64; k += 16 {
			a, b := from>>k&511, to>>k&511
			if is, want := uint64(got)>>k&0xffff, (a*(128-part)+b*part)/64&^1; is != want {
				t.Fatalf("%d of the way from %d to %d is %d, want %d", part, a, b, is, want)
			}
		}
	}
}

// TestOnPitch: no player leaves the pitch, wherever the ball is and however they drift.
func TestOnPitch(t *testing.T) {
	var d drifts
	for _, drift := range []pair{0, 2 * 511 * (1 + 1<<16 + 1<<32 + 1<<48)} {
		for k := range pairs {
			d[0][k] = drift
		}
		for x := -6000; x <= 6000; x += 50 {
			for y := -4000; y <= 4000; y += 500 {
				for _, setPiece := range []bool{false, true} {
					for _, way := range []int32{-1, 1} {
						var seen [side]components.Seen
						now := Stop{Place: components.Place{X: components.Centimeter(x), Y: components.Centimeter(y)}, SetPiece: setPiece}
						line(&seen, components.Home, way, &now, &d[0])
						for k, p := range seen {
							if p.Place.X < -endX || p.Place.X > endX || p.Place.Y < -endY || p.Place.Y > endY {
								t.Fatalf("player %d is at %v with the ball at %v", k, p.Place, now.Place)
							}
						}
					}
				}
			}
		}
	}
}
