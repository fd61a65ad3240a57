package abr

import "touchline/components"

// advance enters n segments from push i on, that are abreast.
//
// A push reads 12 bytes, reads and writes 65 of its stream, reads 5 of the slot of the
// oldest segment, and writes 20 of its entry. What enters as it was pushed, or is in
// the entry as in the slot, is copied, of all at once: that is 44 bytes more, and 4 for
// each rendition.
func (s *System) advance(w *windows, p *pushes, e *entries, i, n int) {
	row, first := int(e.row), int(p.stream[i])
	starts, lengths := p.start[i:][:n], p.length[i:][:n]
	live, pushed, keys := w.live[first:][:n], w.pushed[first:][:n], w.keyPeriod[first:][:n]
	sequences, ats, periods := e.sequence[row:][:n], e.at[row:][:n], e.period[row:][:n]

	slots, every, most := &w.slots, s.cfg.KeyEvery, s.cfg.Window
	sequence, count, least := live[0].Sequence, live[0].Count, limitsOf(live[0].Target).least
	next := sequence + uint64(count)
	free := int(next%uint64(slots.fan))*slots.plane + first
	oldest := free - int(count)*slots.plane
	if oldest < 0 {
		oldest += len(slots.length)
	}
	oldLengths, oldFlags := slots.length[oldest:][:n], slots.flags[oldest:][:n]
	for j := range live {
		l := &live[j]
		start, length := starts[j], components.PTS(lengths[j])
		held := l.Held + length
		if rest := held - components.PTS(oldLengths[j]); held > most && rest >= least {
			held = rest
			if oldFlags[j]&components.Breaks != 0 {
				l.Breaks++
			}
			l.Sequence = sequence + 1
			if held > most { // seldom
				l.Count, l.Held = count-1, held-length
				slots.shrink(l, free+j, length, most, least)
				l.Count, held = l.Count+1, l.Held+length
			}
		} else {
			l.Count = count + 1
		}
		period := l.Period
		if begin := components.PTS(period) * every; uint64(start-begin) >= uint64(every) {
			period = KeyPeriod(start, every)
			l.Period, keys[j] = period, period
		}
		at := l.Until
		l.Held, l.Next, l.Until = held, start+length, at+length
		l.Parts, l.Made = 0, 0
		pushed[j] = true
		sequences[j], ats[j], periods[j] = next, at, period
	}

	copy(slots.start[free:], starts)
	copy(slots.at[free:], ats)
	copy(slots.length[free:], lengths)
	copy(slots.flags[free:], p.flags[i:][:n])
	copy(slots.keyPeriod[free:], periods)
	copy(slots.bytes[free*slots.renditions:], p.bytes[i*p.renditions:][:n*p.renditions])
	copy(e.stream[row:], p.stream[i:][:n])
	copy(e.start[row:], starts)
	copy(e.length[row:], lengths)
	copy(e.flags[row:], p.flags[i:][:n])
	clear(e.missed[row:][:n])
	e.row += components.Row(n)
}

// shrink lets the oldest segments leave a window, before one of some length enters at
// row free. With it the window holds no more media than most, if without the next to
// leave it would fall below least, and it has a slot for it.
func (s *slots) shrink(l *components.Live, free int, length, most, least components.PTS) {
	lengths, plane := s.length, s.plane
	flags := s.flags[:len(lengths)]
	for oldest := free - int(l.Count)*plane; l.Count > 0; oldest += plane {
		held, full := l.Held+length, int(l.Count) == s.fan
		if held <= most && !full {
			return
		}
		slot := oldest
		if slot < 0 {
			slot += len(lengths)
		}
		gone := components.PTS(lengths[slot])
		if held-gone < least && !full {
			return
		}
		if flags[slot]&components.Breaks != 0 {
			l.Breaks++
		}
		l.Held -= gone
		l.Sequence++
		l.Count--
	}
}
