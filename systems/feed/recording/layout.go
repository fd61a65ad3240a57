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
	Halftime    time.Duration  // length of half-time, if HalftimeSet; else it is the source's
	HalftimeSet bool           // 0 then leaves out every break, not half-time alone
	Arrival     Arrival        // when the engine hears of an event
	Seed        uint64         // of the delays of a scout
}

// breaks are the usual breaks before each period of football, where the source
// does not say; later periods have the last.
var breaks = [...]time.Duration{
	components.SecondHalf:  15 * time.Minute,
	components.ExtraFirst:  5 * time.Minute,
	components.ExtraSecond: time.Minute,
	components.Shootout:    5 * time.Minute,
}

// before returns the break before period p of m.
func (l *Layout) before(m *Match, p components.Period) components.PTS {
	if l.HalftimeSet && (p == components.SecondHalf || l.Halftime == 0) {
		return components.PTSOf(l.Halftime)
	}
	return m.before(p)
}

// before returns the break before period p: the source's, or else the usual one.
func (m *Match) before(p components.Period) components.PTS {
	if int(p) < len(m.Breaks) && m.Breaks[p] > 0 {
		return m.Breaks[p]
	}
	return components.PTSOf(breaks[min(int(p), len(breaks)-1)])
}

// Lay sets when each event occurred and when it is received, and sorts the events
// by the latter; those that are received together keep the order of the file. It
// panics if m was laid out before: the order of the file is then gone.
func (m *Match) Lay(l Layout) {
	if m.Periods != nil {
		panic("recording: a match is laid out twice")
	}
	m.Periods = m.spans()
	m.place(&l)
	delay := delays{arrival: l.Arrival, seed: l.Seed}
	for i := range m.Events {
		e := &m.Events[i]
		e.Occurred = m.Periods[e.Period].Begin + e.Clock
		e.Received = delay.arrives(e, m.late(e))
	}
	slices.SortStableFunc(m.Events, func(a, b components.Event) int {
		return cmp.Compare(a.Received, b.Received)
	})
	if n := len(m.Events); n > 0 {
		m.End = m.Events[n-1].Received
	}
	m.layFrames()
}

// layFrames sets when each frame was taken, and leaves out those that were taken
// after the end of their period.
func (m *Match) layFrames() {
	m.Frames = slices.DeleteFunc(m.Frames, func(f components.Frame) bool { return f.Clock > m.Periods[f.Period].Length })
	for i := range m.Frames {
		f := &m.Frames[i]
		f.Occurred = m.Periods[f.Period].Begin + f.Clock
		m.End = max(m.End, f.Occurred)
	}
}

// place sets when each period begins, on the media clock and with the breaks that
// the source has.
func (m *Match) place(l *Layout) {
	next := max(l.Lead, m.Periods[0].Length) // what comes before the match is in the lead
	told, begun := next, false
	for p := 1; p < len(m.Periods); p++ {
		s := &m.Periods[p]
		if !s.Played {
			continue
		}
		if begun {
			next += l.before(m, components.Period(p))
			told += m.before(components.Period(p))
		}
		s.Begin, s.told, begun = next, told, true
		next, told = next+s.Length, told+s.Length
	}
}

// late returns how long after e it is received, on the media clock.
//
// The delay that the source gives has its own breaks in it. Where they are laid
// out shorter or longer, what is heard of in a later period stays at its place in
// that period, and what is heard of in a break does not come after it.
func (m *Match) late(e *components.Event) components.PTS {
	if e.Received == 0 {
		return 0
	}
	in := &m.Periods[e.Period]
	at := in.told + e.Clock + e.Received
	var next *Span
	for p := int(e.Period) + 1; p < len(m.Periods) && next == nil; p++ {
		switch s := &m.Periods[p]; {
		case !s.Played:
		case s.told <= at:
			in = s
		default:
			next = s
		}
	}
	received := in.Begin + at - in.told
	if next != nil {
		received = min(received, next.Begin)
	}
	return received - m.Periods[e.Period].Begin - e.Clock
}

// ends are the kinds that end a period.
var ends = components.KindSet(components.PeriodEnd, components.MatchEnd, components.Abandoned)

// spans returns the length of each period: up to what ends it, or else to its
// last event or frame.
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
	for i := range m.Frames {
		f := &m.Frames[i]
		for int(f.Period) >= len(spans) {
			spans = append(spans, Span{})
		}
		if s := &spans[f.Period]; !ended[f.Period] {
			s.Length, s.Played = max(s.Length, f.Clock), true
		}
	}
	return spans
}
