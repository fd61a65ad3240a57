package abr

import "touchline/components"

// whole enters a pushed segment into its stream's window, whatever it follows.
func (s *System) whole(w *windows, p *pushes, e *entries, i int) {
	stream := p.stream[i]
	l := &w.live[stream]
	m := components.Media{Start: p.start[i], At: p.at[i], Length: p.length[i], Flags: p.flags[i]}
	next, number := l.Sequence+uint64(l.Count), p.number[i]
	if number == 0 {
		number = next
	}
	if l.Target == 0 {
		l.Target = s.target
	}
	missed := 0
	switch limit := limitsOf(l.Target); {
	case l.Count > 0 && (number < next || m.Start == l.Next-components.PTS(l.Length)):
		l.Repeats++
		return
	case !limit.allows(components.PTS(m.Length)):
		w.refused[stream]++
		return
	case l.Count == 0:
		l.Sequence = number
	case number-next > components.MaxMissed:
		w.restart(l, stream, number)
		m.Flags |= components.Breaks
		follow(&m, l)
	default:
		if missed = int(number - next); missed > 0 {
			s.miss(w, l, stream, m.At, missed)
		}
		follow(&m, l)
	}
	row := s.enter(w, l, stream, &m)
	copy(w.slots.bytesOf(row), p.bytesOf(i))
	e.put(stream, number, &m, l.Period, missed)
}

// follow sets a segment beside the one that entered before it. Where there is a break it
// stays where it is since the epoch, unless that is taken.
func follow(m *components.Media, l *components.Live) {
	if m.Start != l.Next {
		m.Flags |= components.Breaks
	}
	if m.Flags&components.Breaks == 0 {
		m.At = l.Until
	}
	m.At = max(m.At, l.Until)
}

// miss enters as gaps the segments that did not come before one that begins at at.
func (s *System) miss(w *windows, l *components.Live, stream components.Row, at components.PTS, missed int) {
	target := components.PTS(l.Target) * components.PTSPerSecond
	m := components.MissingBetween(l.Until, at, missed, target)
	for k := range missed {
		gap := components.Media{Start: l.Next, At: m.Begin(k), Length: uint32(m.Begin(k+1) - m.Begin(k)), Flags: components.Gap}
		row := s.enter(w, l, stream, &gap)
		clear(w.slots.bytesOf(row)) // there is nothing to fetch
	}
}

// restart empties a stream's window: what comes next has the given number, and is
// not to be brought together with what was there.
func (w *windows) restart(l *components.Live, stream components.Row, number uint64) {
	free := w.slots.row(l.Sequence+uint64(l.Count), stream)
	for ; l.Count > 0; l.Count-- {
		_, breaks := w.slots.oldest(l, free)
		l.Breaks += breaks
	}
	l.Sequence, l.Held = number, 0
}

// enter makes a segment the newest of its stream's window, and returns its row.
func (s *System) enter(w *windows, l *components.Live, stream components.Row, m *components.Media) int {
	slots, length := &w.slots, components.PTS(m.Length)
	row := slots.row(l.Sequence+uint64(l.Count), stream)
	slots.shrink(l, row, length, s.cfg.Window, limitsOf(l.Target).least)
	if begin := components.PTS(l.Period) * s.cfg.KeyEvery; uint64(m.Start-begin) >= uint64(s.cfg.KeyEvery) {
		l.Period = KeyPeriod(m.Start, s.cfg.KeyEvery)
		w.keyPeriod[stream] = l.Period
	}
	to := &slots.media[row] // field by field: what fills it up is hashed, and stays zero
	to.Start, to.At, to.Length, to.Flags = m.Start, m.At, m.Length, m.Flags
	l.Count++
	l.Alike++
	if m.Length != l.Length || m.Flags&components.Breaks != 0 {
		l.Alike, l.Length = 1-uint32(m.Flags&components.Breaks), m.Length
	}
	l.Held, l.Next, l.Until = l.Held+length, m.Start+length, m.At+length
	l.Parts, l.Made = 0, 0
	w.pushed[stream] = true
	return row
}
