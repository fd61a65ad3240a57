package abr

import "touchline/components"

// advance enters segments from push i on and before end, for as long as they are abreast
// and from no window more than one leaves. It returns how many those are: none if the
// next is not of the stream beside it.
//
// A push reads and writes 65 bytes of its stream, reads 1, writes 24 of its slot, and 20
// of its entry. What is in the entry as it was pushed is copied, of all at once: that is
// 36 bytes more, and 8 for each rendition. Of the oldest segment it reads 5 bytes, if
// those after it are not all like it.
func (s *System) advance(w *windows, p *pushes, e *entries, i, end int) int {
	if i+1 == end || p.stream[i+1] != p.stream[i]+1 {
		return 0
	}
	n := w.abreast(p, i, end)
	if n == 0 {
		return 0
	}
	row, first := int(e.row), int(p.stream[i])
	live, pushed, keys, kinds := w.live[first:][:n], w.pushed[first:][:n], w.keyPeriod[first:][:n], p.flags[i:][:n]
	sequences, ats, periods := e.sequence[row:][:n], e.at[row:][:n], e.period[row:][:n]

	slots, every, most := &w.slots, s.cfg.KeyEvery, s.cfg.Window
	count, next := live[0].Count, live[0].Sequence+uint64(live[0].Count)
	free := slots.row(next, components.Row(first))
	oldest := free - int(count)*slots.plane
	if oldest < 0 {
		oldest += len(slots.media)
	}
	media, old := slots.media[free:][:n], slots.media[oldest:][:n]
	for j := range live {
		l, m := &live[j], &media[j]
		m.Flags = kinds[j]
		length := components.PTS(l.Length)
		gone := length
		if l.Alike < count {
			gone = components.PTS(old[j].Length)
		}
		held := l.Held + length
		if rest := held - gone; held <= most || rest < limitsOf(l.Target).least {
			l.Count = count + 1
		} else if rest > most { // seldom
			n = j
			break
		} else {
			held = rest
			l.Sequence++
			if l.Alike < count {
				l.Breaks += uint32(old[j].Flags & components.Breaks)
			}
		}
		start, at := l.Next, l.Until
		period := l.Period
		if begin := components.PTS(period) * every; uint64(start-begin) >= uint64(every) {
			period = KeyPeriod(start, every)
			l.Period, keys[j] = period, period
		}
		l.Held, l.Next, l.Until = held, start+length, at+length
		l.Alike++
		l.Parts, l.Made = 0, 0
		m.Start, m.At, m.Length = start, at, l.Length
		pushed[j] = true
		sequences[j], ats[j], periods[j] = next, at, period
	}

	copy(slots.bytes[free*slots.renditions:], p.bytes[i*p.renditions:][:n*p.renditions])
	copy(e.stream[row:], p.stream[i:][:n])
	copy(e.start[row:], p.start[i:][:n])
	copy(e.length[row:], p.length[i:][:n])
	copy(e.flags[row:], kinds[:n])
	clear(e.missed[row:][:n])
	e.row += components.Row(n)
	return n
}
