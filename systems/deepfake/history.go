package deepfake

import (
	"touchline/components"
	"touchline/ecs"
)

// histories are the scores of a rolling window, of each stream. Slot k of a stream is
// row k × plane + stream.
type histories struct {
	fan    uint32
	plane  int
	window []components.Rolling
	at     []components.PTS
	value  []components.Permille
}

func (h *histories) of(w *ecs.World) {
	h.fan = uint32(w.Schema().Fan(components.Sample))
	h.plane = w.Plane(components.Sample)
	h.window = components.StreamScores.Of(w)
	h.at = components.SampleAt.Of(w)
	h.value = components.SampleValue.Of(w)
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

// rose reports whether one of a stream's scores in its window, before number n, was
// lower than a new one by a rise, not longer ago than a spike takes. It looks at the
// newest first: a spike is usually a step.
//
// Of the scores from number high on each is a rise at least, and so too high for it,
// unless the new one is two. Where a picture stays bad, these are all there are.
func (h *histories) rose(stream components.Row, n uint32, v *view, c *Config, high uint32) bool {
	low, first := v.score-c.Rise, h.window[stream].First
	if low < c.Rise {
		n = high
	}
	for n > first {
		n--
		row := int(n%h.fan)*h.plane + int(stream)
		if h.at[row] < v.at-c.Within {
			return false
		}
		if h.value[row] <= low {
			return true
		}
	}
	return false
}

// average is sum / n, rounded half up.
func average(sum int32, n uint32) components.Permille {
	return components.Permille((2*uint32(sum) + n) / (2 * n))
}
