package simulate

import "touchline/components"

// A spot is a place with x and y side by side, 32 bits each, so that a step of
// arithmetic is one of both. It counts from a place so far off the pitch that neither
// is negative; what is added to one counts from 0.
type spot uint64

const offPitch = 1 << 14

// spotAt is the spot of a place, mirrored where a factor is -1, of somebody who will
// wander from it by as much as that is too little.
func spotAt(p components.Place, mirrorX, mirrorY int32) spot {
	const origin = offPitch - wander
	return beside(int32(p.X)*mirrorX+origin, int32(p.Y)*mirrorY+origin)
}

// beside puts two numbers side by side. A negative x takes one from y that comes back
// when it is added to a spot.
func beside(x, y int32) spot { return spot(int64(x) + int64(y)<<32) }

// x and y are those of the place on the pitch that is nearest to the spot.
func (s spot) x() int32 {
	return min(max(int32(uint32(s)), offPitch-endX), offPitch+endX) - offPitch
}

func (s spot) y() int32 {
	return min(max(int32(s>>32), offPitch-endY), offPitch+endY) - offPitch
}
