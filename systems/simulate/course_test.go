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

// TestSpot compares x and y side by side with each by itself, as they are added up and
// kept on the pitch.
func TestSpot(t *testing.T) {
	rng := ecs.NewRand(5, 6, 7, 8)
	number := func(end int64) int32 { return int32(rng.N(2*end+1) - end) }
	for range 100_000 {
		x, y, dx, dy := number(endX), number(endY), number(endX), number(endY)
		at := spotAt(components.Place{X: components.Centimeter(x), Y: components.Centimeter(y)}, -1, 1) + beside(dx, dy)
		wantX, wantY := min(max(dx-x-wander, -endX), endX), min(max(y+dy-wander, -endY), endY)
		if at.x() != wantX || at.y() != wantY {
			t.Fatalf("%d, %d mirrored and moved by %d, %d: %d, %d, want %d, %d", x, y, dx, dy, at.x(), at.y(), wantX, wantY)
		}
	}
}

// TestAlong: a drift leads from one place to the other, in each of the fields that a
// word is cut into.
func TestAlong(t *testing.T) {
	rng := ecs.NewRand(5, 6, 7, 8)
	for range 100_000 {
		from, to, part := rng.Uint64(), rng.Uint64(), uint64(rng.N(1024))
		got := along(from, to, part)
		between := func(a, b uint64) spot { return spot((a&1023*(1024-part) + b&1023*part) >> 10) }
		if want := between(from, to) | between(from>>10, to>>10)<<32; got != want {
			t.Fatalf("%d of the way from %#x to %#x is %#x, want %#x", part, from, to, got, want)
		}
	}
}
