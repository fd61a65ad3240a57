package sportec

import (
	"time"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// span is a period on the wall clock.
type span struct {
	begun, ended bool
	begin, end   components.PTS
	heard        components.PTS  // when the source knew that it had begun
	left         components.Team // the side that plays from left to right
	entry        label           // that it begins with
}

// spans are the periods by their number.
type spans [components.Shootout + 1]span

// stands reports whether draft i is the newest word on its event, and does not
// take it back.
func (r *reader) stands(i int) bool {
	d := &r.drafts[i]
	return r.newest[d.origin] == int32(i) && d.Flags&components.Voided == 0
}

// find finds the periods: by what begins and ends them, or else by what happened.
func (r *reader) find() *spans {
	s := new(spans)
	for i := range r.drafts {
		if d := &r.drafts[i]; d.section != 0 && r.stands(i) {
			s[d.section].mark(d)
		}
	}
	r.mend(s)
	for p, last := 1, 0; p < len(s); p++ {
		if !s[p].begun {
			continue
		}
		if last > 0 && s[p].begin <= s[last].begin {
			r.err = s[p].entry.wrong("KickOff", wall(s[p].begin), recording.OutOfRange, "after that of the period before, at "+wall(s[last].begin))
		}
		last = p
	}
	return s
}

// mark notes that d begins or ends the period. Of several kick-offs the first
// counts, of several whistles the last.
func (s *span) mark(d *draft) {
	switch d.Kind {
	case components.KickOff, components.PeriodStart:
		if !s.begun || d.Clock < s.begin {
			s.begun, s.begin, s.heard, s.left, s.entry = true, d.Clock, d.heard, d.left, d.entry
		}
	default:
		s.ended, s.end = true, max(s.end, d.Clock)
	}
}

// mend begins periods that end without having begun with what happened first
// after the one before; the first begins in any case.
func (r *reader) mend(s *spans) {
	var after components.PTS
	any := false
	for p := 1; p < len(s); p++ {
		any = any || s[p].begun
	}
	for p := 1; p < len(s); p++ {
		if !s[p].begun && (s[p].ended || p == 1 && !any) {
			r.begin(&s[p], components.Period(p), after)
		}
		after = max(after, s[p].end)
	}
}

// begin begins a period with the first event after a moment.
func (r *reader) begin(s *span, p components.Period, after components.PTS) {
	for i := range r.drafts {
		d := &r.drafts[i]
		if r.stands(i) && d.Clock > after && (!s.begun || d.Clock < s.begin) {
			s.begun, s.begin, s.heard, s.entry = true, d.Clock, d.heard, d.entry
		}
	}
	if s.begun {
		r.match.Warnings.Add(recording.PeriodMissingStart, "period %d begins with its first event", p)
	}
}

// at returns the period of a moment: the last that has begun, or else the first.
func (s *spans) at(t components.PTS) components.Period {
	var p components.Period
	for q := components.Period(1); int(q) < len(s); q++ {
		if s[q].begun && (p == 0 || s[q].begin <= t) {
			p = q
		}
	}
	return p
}

// first returns the first period, 0 if there is none.
func (s *spans) first() components.Period { return s.at(0) }

// last returns the last period, 0 if there is none.
func (s *spans) last() components.Period {
	p := components.Period(len(s) - 1)
	for p > 0 && !s[p].begun {
		p--
	}
	return p
}

// wall writes a moment on the wall clock.
func wall(p components.PTS) string {
	return time.UnixMilli(int64(p / 90)).UTC().Format("2006-01-02T15:04:05.000Z07:00")
}
