package abr

import "touchline/components"

// whole enters a pushed segment into its stream's window, whatever it follows.
func (s *System) whole(w *windows, p *pushes, e *entries, i int) {
	stream := p.stream[i]
	l := &w.live[stream]
	segment := slot{start: p.start[i], length: p.length[i], flags: p.flags[i]}
	next, number := l.Sequence+uint64(l.Count), p.number[i]
	if number == 0 {
		number = next
	}
	if l.Target == 0 {
		l.Target = s.target
	}
	missed := 0
	switch limit := limitsOf(l.Target); {
	case l.Count > 0 && (number < next || w.again(l, stream, segment.start)):
		l.Repeats++
		return
	case !limit.allows(components.PTS(segment.length)):
		w.refused[stream]++
		return
	case l.Count == 0:
		l.Sequence, segment.at = number, p.at[i]
	case number-next > components.MaxMissed:
		w.restart(l, stream, number)
		segment.flags |= components.Breaks
		segment.follow(l, p, i)
	default:
		if missed = int(number - next); missed > 0 {
			s.miss(w, l, stream, p.at[i], missed)
		}
		segment.follow(l, p, i)
	}
	row := s.enter(w, l, stream, &segment)
	copy(w.slots.bytesOf(row), p.bytesOf(i))
	e.put(stream, number, &segment, missed)
}

// again reports whether what begins there is a stream's newest segment once more. One
// that begins where that ended is not: to know it, no slot has to be looked at.
func (w *windows) again(l *components.Live, stream components.Row, start components.PTS) bool {
	return start != l.Next && start == w.slots.start[w.slots.row(l.Sequence+uint64(l.Count)-1, stream)]
}

// slot is a segment as it enters a window.
type slot struct {
	start  components.PTS // on the contribution's clock
	at     components.PTS // since the epoch
	length uint32
	period uint32
	flags  components.SegmentFlags
}

// follow sets push i beside the segment that entered before it.
func (s *slot) follow(l *components.Live, p *pushes, i int) {
	if s.start == l.Next && s.flags&components.Breaks == 0 {
		s.at = l.Until
		return
	}
	s.flags |= components.Breaks
	s.at = max(p.at[i], l.Until)
}

// miss enters as gaps the segments that did not come before one that begins at at.
func (s *System) miss(w *windows, l *components.Live, stream components.Row, at components.PTS, missed int) {
	target := components.PTS(l.Target) * components.PTSPerSecond
	m := components.MissingBetween(l.Until, at, missed, target)
	for k := range missed {
		gap := slot{start: l.Next, at: m.Begin(k), length: uint32(m.Begin(k+1) - m.Begin(k)), flags: components.Gap}
		row := s.enter(w, l, stream, &gap)
		clear(w.slots.bytesOf(row)) // there is nothing to fetch
	}
}

// restart empties a stream's window: what comes next has the given number, and is
// not to be brought together with what was there.
func (w *windows) restart(l *components.Live, stream components.Row, number uint64) {
	for ; l.Count > 0; l.Count-- {
		if w.slots.flags[w.slots.row(l.Sequence, stream)]&components.Breaks != 0 {
			l.Breaks++
		}
		l.Sequence++
	}
	l.Sequence, l.Held = number, 0
}

// enter makes a segment the newest of its stream's window, and returns its row.
func (s *System) enter(w *windows, l *components.Live, stream components.Row, segment *slot) int {
	slots, length := &w.slots, components.PTS(segment.length)
	row := slots.row(l.Sequence+uint64(l.Count), stream)
	if l.Held+length > s.cfg.Window || int(l.Count) == slots.fan {
		slots.shrink(l, row, length, s.cfg.Window, limitsOf(l.Target).least)
	}
	period := l.Period
	if begin := components.PTS(period) * s.cfg.KeyEvery; uint64(segment.start-begin) >= uint64(s.cfg.KeyEvery) {
		period = KeyPeriod(segment.start, s.cfg.KeyEvery)
		l.Period, w.keyPeriod[stream] = period, period
	}
	segment.period = period
	slots.start[row], slots.at[row], slots.length[row] = segment.start, segment.at, segment.length
	slots.flags[row], slots.keyPeriod[row] = segment.flags, period
	l.Count++
	l.Held, l.Next, l.Until = l.Held+length, segment.start+length, segment.at+length
	l.Parts, l.Made = 0, 0
	w.pushed[stream] = true
	return row
}
