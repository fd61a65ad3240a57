package abr

import "touchline/components"

// plain enters whole segments into their streams' windows, from push i on and up to
// push end, until it comes to one that does not simply follow: the first of a stream,
// one before which others are missing, one that came before, one that is too long, or
// one that is no whole segment. It returns which that is, or end.
//
// What enters as it was pushed is not written here, but of many at once: see stay.
//
// A push reads 26 bytes, reads and writes 65 of its stream, reads 5 of the slot of the
// oldest segment, and writes 20 of its entry.
func (s *System) plain(w *windows, p *pushes, e *entries, i, end int) int {
	row := int(e.row)
	n := min(end-i, len(e.stream)-row)
	streams, starts, lengths := p.stream[i:][:n], p.start[i:][:n], p.length[i:][:n]
	kinds, numbers, parts := p.flags[i:][:n], p.number[i:][:n], p.part[i:][:n]
	sequences, ats, periods := e.sequence[row:][:n], e.at[row:][:n], e.period[row:][:n]

	live := w.live
	pushed := w.pushed[:len(live)]
	slotLength := w.slots.length
	slotFlags := w.slots.flags[:len(slotLength)]
	fan, plane, every, most := w.slots.fan, w.slots.plane, s.cfg.KeyEvery, s.cfg.Window

	// Neighbours are alike: what holds for one is not worked out again for the next.
	var limit limits
	var number uint64
	var free, from, to int // the slot of that number; those from there on go to rows from there on
	var after components.Row
	for j, stream := range streams {
		l := &live[stream]
		sequence, count := l.Sequence, int(l.Count)
		next, start, length := sequence+uint64(count), starts[j], components.PTS(lengths[j])
		if l.Target != limit.target {
			limit = limitsOf(l.Target)
		}
		// One that begins where the last ended is not the last again.
		if parts[j] != 0 || count == 0 || start != l.Next || kinds[j]&components.Breaks != 0 ||
			numbers[j] != 0 && numbers[j] != next || !limit.allows(length) {
			n = j
			break
		}
		if next != number || stream != after {
			w.stay(p, e, i+from, row+from, to, j-from)
			if next != number {
				number, free = next, int(next%uint64(fan))
			}
			from, to = j, free*plane+int(stream)
		}
		after = stream + 1

		held := l.Held + length
		for slot := free - count; held > most || count == fan; slot++ {
			oldest := slot*plane + int(stream)
			if slot < 0 {
				oldest += fan * plane
			}
			gone := components.PTS(slotLength[oldest])
			if count != fan && held-gone < limit.least {
				break
			}
			if slotFlags[oldest]&components.Breaks != 0 {
				l.Breaks++
			}
			held -= gone
			sequence++
			count--
		}
		period := l.Period
		if begin := components.PTS(period) * every; uint64(start-begin) >= uint64(every) {
			period = KeyPeriod(start, every)
			l.Period, w.keyPeriod[stream] = period, period
		}

		at := l.Until
		l.Sequence, l.Count = sequence, uint32(count+1)
		l.Held, l.Next, l.Until = held, start+length, at+length
		l.Parts, l.Made = 0, 0
		pushed[stream] = true
		sequences[j], ats[j], periods[j] = next, at, period
	}
	w.stay(p, e, i+from, row+from, to, n-from)
	e.row += components.Row(n)
	return i + n
}
