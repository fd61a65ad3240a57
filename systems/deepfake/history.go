package deepfake

import (
	"touchline/components"
	"touchline/ecs"
)

// histories are the scores of a rolling window, of each stream. Score number n is
// in slot n modulo fan; the window is numbers first to samples.
type histories struct {
	fan     uint32
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
	h.samples = components.StreamSamples.Of(r)
	h.first = components.StreamFirst.Of(r)
	h.sum = components.StreamSum.Of(r)
	h.risk = components.StreamRisk.Of(r)
	h.at = components.SampleAt.Of(r)
	h.value = components.SampleValue.Of(r)
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

// rose reports whether one of the n newest scores, no older than since, is at
// most low. It looks at the newest first: a spike is usually a step.
func rose(times []components.PTS, values []components.Permille, newest, n uint32, since components.PTS, low components.Permille) bool {
	for slot := newest; n > 0 && times[slot] >= since; n-- {
		if values[slot] <= low {
			return true
		}
		slot = before(slot, uint32(len(times)))
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
