package simulate

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// TestLike compares phases eight at a time with one by one.
func TestLike(t *testing.T) {
	rng := ecs.NewRand(3, 4, 5, 6)
	for range 10_000 {
		phase := make([]components.Phase, 1+rng.N(40))
		awake := rng.N(2) == 0
		other := int(rng.N(60)) // the first that is not like the others
		want := min(other, len(phase))
		for i := range phase {
			if (i != other) == awake {
				phase[i] = components.Phase(1 + rng.N(int64(components.Phases)-1))
			}
		}
		if got := like(phase, awake); got != want {
			t.Fatalf("of %v the first %d are alike, want %d", phase, got, want)
		}
	}
}
