package abr

import (
	"touchline/components"
	"touchline/ecs"
)

// whole enters a pushed segment into its stream's window, whatever it follows.
func (s *System) whole(r *ecs.Run, c *columns, i int) {
	w, p := &c.windows, &c.pushes
	stream, piece, number := p.stream[i], &p.piece[i], p.number[i]
	l := &w.live[stream]
	at, flags, next, missed := l.Until, piece.Flags, l.Sequence+uint64(l.Count), 0
	if piece.Start != l.Next || piece.Length != l.Length || flags&components.Breaks != 0 || number != 0 && number != next || l.Count == 0 {
		var ok bool
		if next, at, flags, missed, ok = s.settle(w, l, stream, piece, number, p.at[i]); !ok {
			return
		}
	}
	row := s.enter(w, l, stream, piece.Start, at, piece.Length, flags)
	w.slots.copy(row, p.bytesOf(i, 1))

	k := r.Append(components.Entry, 1)
	e := &view.Of(r.World).entries // anew, if memory moved
	e.stream[k] = stream
	told, as := &e.piece[k], &e.as[k]
	told.Start, told.Length, told.Flags, told.Part = piece.Start, piece.Length, flags, 0
	as.Sequence, as.At, as.Period, as.Missed = next, at, l.Period, uint16(missed)
}

// settle finds the place of a segment that does not simply follow: its number, when it
// begins since the epoch, how it is flagged, and how many are missing before it, which
// enter. It reports whether it is to enter.
func (s *System) settle(w *windows, l *components.Live, stream components.Row, piece *components.Piece, number uint64, at components.PTS) (
	_ uint64, _ components.PTS, flags components.SegmentFlags, missed int, ok bool) {
	next := l.Sequence + uint64(l.Count)
	if number == 0 {
		number = next
	}
	if l.Target == 0 {
		l.Target = s.target
	}
	flags = piece.Flags
	switch limit := limitsOf(l.Target); {
	case l.Count > 0 && (number < next || piece.Start == l.Next-components.PTS(l.Length)):
		l.Repeats++
		return
	case !limit.allows(components.PTS(piece.Length)):
		w.refused[stream]++
		return
	case l.Count == 0:
		l.Sequence = number
		return number, at, flags, 0, true
	case number-next > components.MaxMissed:
		w.restart(l, stream, number)
		flags |= components.Breaks
	default:
		if missed = int(number - next); missed > 0 {
			s.miss(w, l, stream, at, missed)
		}
	}
	if piece.Start != l.Next {
		flags |= components.Breaks
	}
	if flags&components.Breaks == 0 {
		at = l.Until
	}
	return number, max(at, l.Until), flags, missed, true
}

// miss enters as gaps the segments that did not come before one that begins at at.
func (s *System) miss(w *windows, l *components.Live, stream components.Row, at components.PTS, missed int) {
	target := components.PTS(l.Target) * components.PTSPerSecond
	m := components.MissingBetween(l.Until, at, missed, target)
	for k := range missed {
		begin := m.Begin(k)
		row := s.enter(w, l, stream, l.Next, begin, uint32(m.Begin(k+1)-begin), components.Gap)
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
func (s *System) enter(w *windows, l *components.Live, stream components.Row, start, at components.PTS, length uint32, flags components.SegmentFlags) int {
	row := w.slots.row(l.Sequence+uint64(l.Count), stream)
	w.slots.shrink(l, row, components.PTS(length), s.cfg.Window)
	if begin := components.PTS(l.Period) * s.cfg.KeyEvery; uint64(start-begin) >= uint64(s.cfg.KeyEvery) {
		l.Period = KeyPeriod(start, s.cfg.KeyEvery)
		w.keyPeriod[stream] = l.Period
	}
	to := &w.slots.media[row] // field by field: what fills it up is hashed, and stays zero
	to.Start, to.At, to.Length, to.Flags = start, at, length, flags
	l.Count++
	l.Alike++
	if length != l.Length || flags&components.Breaks != 0 {
		l.Alike, l.Length = 1-uint32(flags&components.Breaks), length
	}
	l.Held += components.PTS(length)
	l.Next, l.Until = start+components.PTS(length), at+components.PTS(length)
	l.Parts, l.Made = 0, 0
	w.pushed[stream] = true
	return row
}
