package deepfake

import (
	"touchline/components"
	"touchline/ecs"
)

// watch puts the scores of the tick into their streams' windows, in their order, and
// tells of the alerts that they raise and clear. It refuses one that is not later than
// the last.
//
// A window takes in what is less than its length older than the new score, and no
// more than there are slots.
//
// As good as the one before it, a score raises no alert, and moves nothing of what
// decides how long one stands: such are most.
//
// A detection is 14 bytes. It reads 25 of its stream and writes 24, writes 10 of its slot,
// and reads 8 of the oldest and 2 of each that leaves the window.
func (s *System) watch(r *ecs.Run, in *columns, scores []components.Permille) {
	h, l := &in.histories, &in.latches
	streams, at := in.stream[:len(scores)], in.at[:len(scores)]
	windows, alerts := h.window, l.alerts[:len(h.window)]
	times, values := h.at, h.value[:len(h.at)]
	fan, plane, c := h.fan, h.plane, &s.cfg
	for i, stream := range streams {
		t, score, w := at[i], scores[i], &windows[stream]
		n, first, sum, last := w.Samples, w.First, w.Sum, w.Score
		if n > 0 && t <= w.Last {
			*components.StreamRefused.At(r, stream)++
			continue
		}
		free := n % fan
		slot := free - (n - first) // of the oldest
		if slot >= fan {           // below 0
			slot += fan
		}
		oldest := int(slot)*plane + int(stream)
		for first < n && (n-first == fan || t-times[oldest] >= c.Window) {
			sum -= int32(values[oldest])
			first++
			oldest += plane
			if slot++; slot == fan {
				slot, oldest = 0, int(stream)
			}
		}
		warm := first < n && t-times[oldest] >= c.Warm
		row := int(free)*plane + int(stream)
		times[row], values[row] = t, score
		sum += int32(score)
		risk := average(sum, n+1-first)
		alone := first == n
		w.Last, w.Samples, w.First, w.Sum, w.Score, w.Risk = t, n+1, first, sum, score, risk
		if score >= s.plain || last >= c.Clear || alone || warm && risk > c.Threshold || alerts[stream] != 0 {
			s.alarm(r, h, l, stream, &view{at: t, score: score, risk: risk, warm: warm, alone: alone, last: last})
		}
	}
}

// alarm looks at a score that is not an ordinary one, and tells of the alerts that it
// raises and clears.
func (s *System) alarm(r *ecs.Run, h *histories, l *latches, stream components.Row, v *view) {
	c := &s.cfg
	if v.score >= c.Rise {
		n, high := h.window[stream].Samples-1, &l.latch[stream].High
		if v.alone || v.last < c.Rise {
			*high = uint64(n)
		}
		v.rose = h.rose(stream, n, v, c, uint32(*high))
	}
	was := l.alerts[stream]
	is := l.judge(stream, v, c)
	l.alerts[stream] = is
	for k := range components.AlertKinds {
		if (was^is)>>k&1 != 0 {
			emit(r, stream, k, is>>k&1 != 0, v)
		}
	}
}
