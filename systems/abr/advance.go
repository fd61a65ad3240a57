package abr

import (
	"touchline/components"
	"touchline/ecs"
)

// advance enters segments from push i on and before end, for as long as they are abreast
// and from no window more than one leaves. It returns how many those are: none if the
// next is not of the stream beside it.
//
// A push reads and writes 65 bytes of its stream, reads 1, writes 24 of its slot, and 24
// of its entry. What is in the entry as it was pushed is copied, of all at once: that is
// 20 bytes more, and 4 for each rendition. Of the oldest segment it reads 5 bytes, if
// those after it are not all like it.
func (s *System) advance(r *ecs.Run, c *columns, i, end int) int {
	w, p := &c.windows, &c.pushes
	if i+1 == end || p.stream[i+1] != p.stream[i]+1 {
		return 0
	}
	n := w.abreast(p, i, end)
	if n == 0 {
		return 0
	}
	row, first := int(r.Append(components.Entry, n)), int(p.stream[i])
	e := &view.Of(r.World).entries // anew, if memory moved
	live, pushed, keys, pieces := w.live[first:][:n], w.pushed[first:][:n], w.keyPeriod[first:][:n], p.piece[i:][:n]
	entered := e.as[row:][:n]

	slots, every, most := &w.slots, s.cfg.KeyEvery, s.cfg.Window
	count, next := live[0].Count, live[0].Sequence+uint64(live[0].Count)
	free := slots.row(next, components.Row(first))
	oldest := free - int(count)*slots.plane
	if oldest < 0 {
		oldest += len(slots.media)
	}
	media, old := slots.media[free:][:n], slots.media[oldest:][:n]
	for j := range live {
		l, m, e := &live[j], &media[j], &entered[j]
		m.Flags = pieces[j].Flags
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
		e.Sequence, e.At, e.Period, e.Missed = next, at, period, 0
	}
	slots.copy(free, p.bytesOf(i, n))
	copy(e.stream[row:], p.stream[i:][:n])
	copy(e.piece[row:], pieces[:n])
	r.Truncate(components.Entry, row+n)
	return n
}
