package abr

import "touchline/components"

// limits are what a stream's target duration allows.
type limits struct {
	target uint32         // s
	over   components.PTS // the shortest segment that is too long, but for a step
	least  components.PTS // media that a window does not fall below
}

// limitsOf returns those of a target duration.
//
// A segment's length in whole seconds is the nearest, and of two the greater: half a
// second over the target is too much. Three target durations RFC 8216 asks for in
// section 6.2.2. No segment is as long as that, so that a window that has only the new
// one is not above it.
func limitsOf(target uint32) limits {
	const second = components.PTSPerSecond
	all := components.PTS(target) * second
	return limits{target, all + second/2 - 1, 3 * all}
}

// allows reports whether a segment may be so long. It is not empty.
func (l *limits) allows(length components.PTS) bool { return uint64(length-1) < uint64(l.over) }
