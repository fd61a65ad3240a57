package reference

import "touchline/components"

// Opinion is what a score makes of a stream's picture.
type Opinion struct {
	Score   components.Permille
	Risk    components.Permille // rolling average
	Stands  components.AlertSet // the alerts that stand after it
	Raised  components.AlertSet // those that it raised
	Cleared components.AlertSet
}

// submit takes in what the detectors say of the frame at.
func (b *Best) submit(s *state, at components.PTS, v components.Verdict) (Opinion, bool) {
	c, value, was := &b.doubts, fuse(v, &b.doubts), s.doubt.alerts
	q, room := &s.recent, b.scores
	warm, last := false, components.Permille(0)
	if q.count > 0 {
		newest := &s.scores[q.at(int(q.count)-1, room)]
		if at <= newest.at {
			return Opinion{}, false
		}
		for q.count > 0 && (int(q.count) == room || at-s.scores[q.first].at >= c.Window) {
			s.doubt.sum -= int32(s.scores[q.first].value)
			q.pop(room)
		}
		if q.count > 0 {
			warm, last = at-s.scores[q.first].at >= c.Warm, newest.value
		}
	}
	rose := value >= c.Rise && s.rose(at-c.Within, value-c.Rise, room)
	s.scores[q.at(int(q.count), room)] = score{at, value}
	q.push()
	s.doubt.judge(at, value, last, int32(q.count), warm, rose, c)
	now := s.doubt.alerts
	return Opinion{value, s.doubt.risk, now, now &^ was, was &^ now}, true
}

// rose reports whether a score no older than from is at most low.
func (s *state) rose(from components.PTS, low components.Permille, room int) bool {
	for i := int(s.recent.count) - 1; i >= 0; i-- {
		one := &s.scores[s.recent.at(i, room)]
		if one.at < from {
			return false
		}
		if one.value <= low {
			return true
		}
	}
	return false
}
