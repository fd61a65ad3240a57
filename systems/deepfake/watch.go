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
// A score reads 15 bytes of its stream and writes 14, and 33 more only if it is not
// an ordinary one; it writes 10 of its slot, and reads 10 of the newest, 8 of the
// oldest and 2 of each that leaves the window.
func (s *System) watch(r *ecs.Run, h *histories, l *latches, scores []components.Permille) {
	streams, at := components.DetectionStream.Of(r), components.DetectionAt.Of(r)
	at, scores = at[:len(streams)], scores[:len(streams)]
	m := len(h.samples)
	samples, firsts, sums, risks, alerts := h.samples[:m], h.first[:m], h.sum[:m], h.risk[:m], l.alerts[:m]
	fan, length, c := h.fan, s.cfg.Window, &s.cfg
	times, values := h.at, h.value[:len(h.at)]
	for i, stream := range streams {
		v := view{at: at[i], score: scores[i]}
		n, first, sum := samples[stream], firsts[stream], sums[stream]
		free := n % fan
		newest := h.row(before(free, fan), stream)
		if n > 0 && v.at <= times[newest] {
			*components.StreamRefused.At(r, stream)++
			continue
		}
		oldest := free - (n - first)
		if oldest >= fan { // below 0
			oldest += fan
		}
		for first < n && (n-first == fan || v.at-times[h.row(oldest, stream)] >= length) {
			sum -= int32(values[h.row(oldest, stream)])
			oldest = after(oldest, fan)
			first++
		}
		if v.alone = first == n; !v.alone {
			v.last = values[newest]
			v.warm = v.at-times[h.row(oldest, stream)] >= c.Warm
		}
		if v.score >= c.Rise {
			high := &l.latch[stream].High
			if v.alone || v.last < c.Rise {
				*high = uint64(n)
			}
			v.rose = h.rose(stream, first, n, &v, c, uint32(*high))
		}
		row := h.row(free, stream)
		times[row], values[row] = v.at, v.score
		n, sum = n+1, sum+int32(v.score)
		v.risk = average(sum, n-first)
		samples[stream], firsts[stream], sums[stream], risks[stream] = n, first, sum, v.risk

		if was := alerts[stream]; was != 0 || !v.ordinary(c) {
			is := l.judge(stream, &v, c)
			alerts[stream] = is
			tell(r, stream, was, is, &v)
		}
	}
}

// tell tells of the alerts of a stream that a score has raised and cleared.
func tell(r *ecs.Run, stream components.Row, was, is components.AlertSet, v *view) {
	for k := range components.AlertKinds {
		if (was^is)>>k&1 != 0 {
			emit(r, stream, k, is>>k&1 != 0, v)
		}
	}
}

// ordinary reports whether a score is as good as the one before it: where no alert
// stands it then raises none, and moves nothing of what decides how long they stand.
func (v *view) ordinary(c *Config) bool {
	return !v.alone && v.score < c.Clear && v.last < c.Clear && !v.rose && !(v.warm && v.risk > c.Threshold)
}
