package simulate

import (
	"testing"

	"touchline/components"
	"touchline/ecs"
)

// TestCourse compares the index of a path with a search from its beginning, before,
// along and after the path, and at each stop.
func TestCourse(t *testing.T) {
	rng := ecs.NewRand(1, 2, 3, 4)
	path := Path{}
	for at := components.PTS(50_000); len(path) < 200; at += components.PTS(rng.N(400_000) * rng.N(2)) {
		path = append(path, Stop{At: at, Place: components.Place{X: components.Centimeter(rng.N(10_000) - 5000)}})
	}
	c := newCourse(path)
	check := func(at components.PTS) {
		n := 0
		for n < len(path) && path[n].At <= at {
			n++
		}
		if got, want := c.at(at), path.between(n, at); got != want {
			t.Fatalf("at %d: %+v, want %+v", at, got, want)
		}
	}
	for at := components.PTS(-100_000); at < path[len(path)-1].At+200_000; at += 777 {
		check(at)
	}
	for _, s := range path {
		check(s.At - 1)
		check(s.At)
	}
}
