package simulate

import "touchline/components"

// A pair is two places side by side, 16 bits for each x and y, so that a step of
// arithmetic is one of all four. Until it is laid open each counts from so far off that
// none is negative; what is added to it counts from 0.
type pair uint64

const (
	lowest  = 0x8000
	farAway = lowest * (1 + 1<<16 + 1<<32 + 1<<48)
)

// both puts two moves side by side: what is below 0 takes one from its neighbor, which
// comes back when it is added to a pair.
func both(a, b components.Place) pair { return pair(move(a) + move(b)<<32) }

func move(p components.Place) int64 { return int64(p.X) + int64(p.Y)<<16 }

// open lays a pair open: its places are the lower half and the upper.
func (p pair) open() uint64 { return uint64(p ^ farAway) }

// placeOf is the place in the lower half of what was laid open.
func placeOf(open uint64) components.Place {
	return components.Place{X: components.Centimeter(open), Y: components.Centimeter(open >> 16)}
}
