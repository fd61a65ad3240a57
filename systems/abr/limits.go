package abr

import "touchline/components"

// limits are what a stream's target duration allows.
type limits struct {
	target  uint16         // s
	longest components.PTS // segment
	least   components.PTS // media that a window does not fall below
}

// limitsOf returns those of a target duration.
//
// A playlist counts a segment's length in whole seconds, the nearest, and of two the
// greater: half a second over the target is too long. Below three target durations a
// window must not fall, says RFC 8216 in section 6.2.2. No segment is as long as that,
// so three of them at least stay.
func limitsOf(target uint16) limits {
	const second = components.PTSPerSecond
	all := components.PTS(target) * second
	return limits{target, all + second/2 - 1, 3 * all}
}

// allows reports whether a segment may be so long. None may be empty.
func (l *limits) allows(length components.PTS) bool { return uint64(length-1) < uint64(l.longest) }
