package deepfake

import (
	"touchline/components"
	"touchline/ecs"
)

// histories are the scores of a rolling window, of each stream. Slot k of a stream is
// row k × plane + stream.
type histories struct {
	fan    uint32
	mask   uint32 // fan - 1 if that is a power of two, or 0
	plane  int
	window []components.Rolling
	at     []components.PTS
	value  []components.Permille
}

func (h *histories) of(w *ecs.World) {
	h.fan = uint32(w.Schema().Fan(components.Sample))
	h.mask = 0
	if h.fan&(h.fan-1) == 0 {
		h.mask = h.fan - 1
	}
	h.plane = w.Plane(components.Sample)
	h.window = components.StreamScores.Of(w)
	h.at = components.SampleAt.Of(w)
	h.value = components.SampleValue.Of(w)
}

// slot is n modulo the fan.
func (h *histories) slot(n uint32) int {
	if h.mask == 0 {
		return int(n % h.fan)
	}
	return int(n & h.mask)
}

// time is the frame of score n of a stream.
func (h *histories) time(stream components.Row, n uint32) components.PTS {
	return h.at[h.slot(n)*h.plane+int(stream)]
}

// view is what a new score looks like beside those before it.
type view struct {
	at      components.PTS
	stream  components.Row
	samples uint32 // before it
	first   uint32 // the number of the oldest inside the window
	value   components.Permille
	risk    components.Permille // the rolling average, with this score
	last    components.Permille // the score before it, unless alone
	warm    bool                // the average spans enough to count
	alone   bool                // the window held no score before it
	rose    bool                // it is a spike
}

// viewOf is how the newest score of a stream looks.
func (h *histories) viewOf(stream components.Row, last components.Permille, c *Config) view {
	w := &h.window[stream]
	return view{
		at: w.Last, stream: stream, samples: w.Samples - 1, first: w.First,
		value: w.Score, risk: w.Risk, last: last,
		warm: w.Last-h.time(stream, w.First) >= c.Warm, alone: w.First == w.Samples-1,
	}
}

// rose reports whether one of a stream's scores in its window, before a new one, was
// lower than that by a rise, not longer ago than a spike takes. It looks at the newest
// first: a spike is usually a step.
//
// Of the scores from number l.High on each is a rise at least, and so too high for it,
// unless the new one is two. Where a picture stays bad, these are all there are, and what
// the last one before them was, the latch knows.
func (h *histories) rose(v *view, c *Config, l *components.Latch) bool {
	low, n := v.value-c.Rise, v.samples
	if low < c.Rise {
		if n = l.High; n <= v.first || l.Calm < v.at-c.Within {
			return false
		}
		if l.Low <= int32(low) {
			return true
		}
		n--
	}
	for n > v.first {
		n--
		row := h.slot(n)*h.plane + int(v.stream)
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
