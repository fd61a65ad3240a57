package deepfake

import (
	"touchline/components"
	"touchline/ecs"
)

// histories are the scores of a rolling window, of each stream. Score number n is
// in slot n modulo fan; the window is numbers first to samples. Slot k of a stream is
// row k × plane + stream.
type histories struct {
	fan     uint32
	plane   int
	samples []uint32
	first   []uint32
	sum     []int32
	risk    []components.Permille
	at      []components.PTS
	value   []components.Permille
}

// of makes h the histories of r. It fills them in place: with few streams, to copy
// so many slices costs as much as a score does.
func (h *histories) of(r *ecs.Run) {
	h.fan = uint32(r.Schema().Fan(components.Sample))
	h.plane = r.Plane(components.Sample)
	h.samples = components.StreamSamples.Of(r)
	h.first = components.StreamFirst.Of(r)
	h.sum = components.StreamSum.Of(r)
	h.risk = components.StreamRisk.Of(r)
	h.at = components.SampleAt.Of(r)
	h.value = components.SampleValue.Of(r)
}

// row returns the row of a slot of a stream.
func (h *histories) row(slot uint32, stream components.Row) int {
	return int(slot)*h.plane + int(stream)
}

// view is what a new score looks like beside those before it.
type view struct {
	at    components.PTS
	score components.Permille
	risk  components.Permille // the rolling average, with this score
	rose  bool                // it is a spike
	warm  bool                // the average spans enough to count
	alone bool                // the window held no score before it
	last  components.Permille // the score before it, unless alone
}

// rose reports whether one of a stream's scores from number first on, and before n, was
// lower than a new one by a rise, not longer ago than a spike takes. It looks at the
// newest first: a spike is usually a step.
//
// Of the scores from number high on each is a rise at least, and so too high for it,
// unless the new one is two. Where a picture stays bad, these are all there are.
func (h *histories) rose(stream components.Row, first, n uint32, v *view, c *Config, high uint32) bool {
	low := v.score - c.Rise
	if low < c.Rise {
		n = high
	}
	if n <= first {
		return false
	}
	for slot := before(n%h.fan, h.fan); n > first; n-- {
		row := h.row(slot, stream)
		if h.at[row] < v.at-c.Within {
			return false
		}
		if h.value[row] <= low {
			return true
		}
		slot = before(slot, h.fan)
	}
	return false
}

// before returns the slot before one of fan.
func before(slot, fan uint32) uint32 {
	if slot == 0 {
		return fan - 1
	}
	return slot - 1
}

// after returns the slot after one of fan.
func after(slot, fan uint32) uint32 {
	if slot == fan-1 {
		return 0
	}
	return slot + 1
}

// average is sum / n, rounded half up.
func average(sum int32, n uint32) components.Permille {
	return components.Permille((2*uint32(sum) + n) / (2 * n))
}
