package recording

import (
	"cmp"
	"slices"
	"time"

	"touchline/components"
)

// Layout says how a match is put on the media clock.
type Layout struct {
	Lead        components.PTS // media before the first period
	Halftime    time.Duration  // length of half-time, if HalftimeSet
	HalftimeSet bool           // 0 then leaves out every break, not half-time alone
	Arrival     Arrival        // when the engine hears of an event
	Seed        uint64         // of the delays of a scout
}

// breaks are the usual breaks before each period of football; later periods have
// the last.
var breaks = [...]time.Duration{
	components.SecondHalf:  15 * time.Minute,
	components.ExtraFirst:  5 * time.Minute,
	components.ExtraSecond: time.Minute,
	components.Shootout:    5 * time.Minute,
}

// before returns the break before period p.
func (l *Layout) before(p components.Period) components.PTS {
	d := breaks[min(int(p), len(breaks)-1)]
	if l.HalftimeSet && (p == components.SecondHalf || l.Halftime == 0) {
		d = l.Halftime
	}
	return components.PTSOf(d)
}

// Lay sets when each event occurred and when it is received, and sorts the events
// by the latter; those that are received together keep the order of the file. It
// panics if m was laid out before: the order of the file is then gone.
func (m *Match) Lay(l Layout) {
	if m.Periods != nil {
		panic("recording: a match is laid out twice")
	}
	m.Periods = m.spans()
	next, begun := max(l.Lead, m.Periods[0].Length), false // what comes before the match is in the lead
	for p := 1; p < len(m.Periods); p++ {
		s := &m.Periods[p]
		if !s.Played {
			continue
		}
		if begun {
			next += l.before(components.Period(p))
		}
		s.Begin, begun = next, true
		next += s.Length
	}
	delay := delays{arrival: l.Arrival, seed: l.Seed}
	for i := range m.Events {
		e := &m.Events[i]
		e.Occurred = m.Periods[e.Period].Begin + e.Clock
		e.Received = delay.arrives(e, e.Received)
	}
	slices.SortStableFunc(m.Events, func(a, b components.Event) int {
		return cmp.Compare(a.Received, b.Received)
	})
	if n := len(m.Events); n > 0 {
		m.End = m.Events[n-1].Received
	}
}

// ends are the kinds that end a period.
var ends = components.KindSet(components.PeriodEnd, components.MatchEnd, components.Abandoned)

// spans returns the length of each period: up to what ends it, or else to its
// last event.
func (m *Match) spans() []Span {
	spans := make([]Span, 1)
	var ended [256]bool
	for i := range m.Events {
		e := &m.Events[i]
		for int(e.Period) >= len(spans) {
			spans = append(spans, Span{})
		}
		s, end := &spans[e.Period], e.Kind.In(ends)
		switch {
		case end && !ended[e.Period]:
			s.Length, ended[e.Period] = e.Clock, true
		case end == ended[e.Period]:
			s.Length = max(s.Length, e.Clock)
		}
		s.Played = true
	}
	return spans
}
