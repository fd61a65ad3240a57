package simulate

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// TestLanes compares the arithmetic of four levels at once with that of each by itself,
// at the ends of their range and within it.
func TestLanes(t *testing.T) {
	rng := ecs.NewRand(1, 2, 3, 4)
	level := func(most int64) components.Permille {
		switch rng.N(4) {
		case 0:
			return 0
		case 1:
			return components.Permille(most)
		}
		return components.Permille(rng.N(most + 1))
	}
	toward := func(old, want components.Permille, noise uint64) components.Permille {
		return min(max((3*old+want)/4+components.Permille(noise&127)-64, 0), 1000)
	}
	for range 100_000 {
		old := components.Levels{Audio: level(1000), Face: level(1000), Motion: level(1000), Speaking: level(1000)}
		want := components.Levels{Audio: level(1200), Face: level(1200), Motion: level(1200), Speaking: level(1200)}
		noise := rng.Uint64()
		got := packed(&old).toward(packed(&want), noise).levels()
		one := components.Levels{
			Audio: toward(old.Audio, want.Audio, noise), Face: toward(old.Face, want.Face, noise>>16),
			Motion: toward(old.Motion, want.Motion, noise>>32), Speaking: toward(old.Speaking, want.Speaking, noise>>48),
		}
		if got != one {
			t.Fatalf("from %v to %v with %#x: %v, want %v", old, want, noise, got, one)
		}
		well := components.Permille(cut(noise, 400))
		framed := components.Levels{Audio: want.Audio + well/4, Face: want.Face + well, Motion: want.Motion + well/2, Speaking: want.Speaking + well/4}
		if got := packed(&want).framed(noise).levels(); got != framed {
			t.Fatalf("framed %d better than %v: %v, want %v", well, want, got, framed)
		}
	}
}

// TestUnbiased compares the noise around a level, as a drill may order it, with that of
// each detector by itself.
func TestUnbiased(t *testing.T) {
	rng := ecs.NewRand(2, 3, 4, 5)
	for range 100_000 {
		level, word := int32(rng.N(2000)-500), rng.Uint64()
		got := (lanes(min(max(level, -64), 1064))*each + lanes(word)&noise).unbiased()
		for k := 0; k < 64; k += 16 {
			if is, want := int32(got>>k&0xffff), min(max(level+int32(word>>k&127)-64, 0), 1000); is != want {
				t.Fatalf("around %d with %#x: %d, want %d", level, word, is, want)
			}
		}
	}
}
