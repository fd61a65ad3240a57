package sportec

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// bounds adds what begins and ends the periods and the match, where the file has no
// entry of its own for it.
func (r *reader) bounds(s *spans) {
	var ended, abandoned bool
	var whistle components.Event // of the period before
	for p := s.first(); p > 0 && p <= s.last(); p++ {
		if !s[p].begun {
			continue
		}
		if p == s.first() {
			r.bound(components.MatchStart, p, 0, s[p].heard-s[p].begin)
		} else {
			r.match.Breaks[p] = max(s[p].begin-s[whistle.Period].begin-whistle.Clock, 0)
		}
		if !r.has(components.PeriodStart, p) {
			r.bound(components.PeriodStart, p, 0, s[p].heard-s[p].begin)
		}
		whistle, ended, abandoned = r.final(p)
		if !ended {
			r.bound(components.PeriodEnd, p, whistle.Clock, 0).Flags = components.Repaired
			r.match.Warnings.Add(recording.PeriodMissingEnd, "period %d ends with its last event", p)
		}
	}
	if whistle.Period != 0 && !abandoned {
		r.bound(components.MatchEnd, whistle.Period, whistle.Clock, whistle.Received)
	}
}

// bound adds an event that begins or ends a period.
func (r *reader) bound(kind components.EventKind, p components.Period, clock, late components.PTS) *draft {
	r.now = current{x: components.NoPlace, y: components.NoPlace}
	d := r.event(kind)
	d.Period, d.Clock, d.Received = p, clock, late
	return r.give(d)
}

func (r *reader) has(kind components.EventKind, p components.Period) bool {
	for i := range r.drafts {
		if d := &r.drafts[i]; d.Kind == kind && d.Period == p && r.stands(i) {
			return true
		}
	}
	return false
}

// final returns the last whistle of a period or, where there is none, the last
// event; then ended is false.
func (r *reader) final(p components.Period) (whistle components.Event, ended, abandoned bool) {
	whistle.Period = p
	for i := range r.drafts {
		d := &r.drafts[i]
		if d.Period != p || !r.stands(i) {
			continue
		}
		end := d.Kind == components.PeriodEnd || d.Kind == components.Abandoned
		if end && !ended || end == ended && d.Clock >= whistle.Clock {
			whistle, ended = d.Event, ended || end
		}
		abandoned = abandoned || d.Kind == components.Abandoned
	}
	return whistle, ended, abandoned
}
