package deepfake

import (
	"touchline/components"
	"touchline/ecs"
)

// watch takes in the scores of the tick, in their order, and tells of the alerts that
// they raise and clear.
//
// A score reads 14 bytes and writes 14 of its stream, and reads 25 more only if it is
// not an ordinary one; it reads and writes 10 of its slot, and reads 10 of the newest
// and of each that leaves the window.
func (s *System) watch(r *ecs.Run, h *histories, l *latches, scores []components.Permille) {
	streams, at := components.DetectionStream.Of(r), components.DetectionAt.Of(r)
	at, scores = at[:len(streams)], scores[:len(streams)]
	for i, stream := range streams {
		v, ok := h.add(stream, at[i], scores[i], &s.cfg)
		if !ok {
			*components.StreamRefused.At(r, stream)++
			continue
		}
		was := l.alerts[stream]
		if was == 0 && v.ordinary(&s.cfg) {
			continue
		}
		is := l.judge(stream, &v, &s.cfg)
		l.alerts[stream] = is
		for k := range components.AlertKinds {
			if (was^is)>>k&1 != 0 {
				emit(r, stream, k, is>>k&1 != 0, &v)
			}
		}
	}
}

// ordinary reports whether a score is as good as the one before it: where no alert
// stands it then raises none, and moves nothing of what decides how long they stand.
func (v *view) ordinary(c *Config) bool {
	return !v.alone && v.score < c.Clear && v.last < c.Clear && !v.rose && !(v.warm && v.risk > c.Threshold)
}
