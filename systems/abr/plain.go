package abr

import "touchline/components"

// plain enters whole segments into their streams' windows, from push i on and up to
// push end, until it comes to one that does not simply follow: the first of a stream,
// one that came before, one that others are missing before, one that is too long. It
// returns which that is, or end.
//
// A push reads 37 bytes, reads and writes 65 of its stream, reads 13 of the slots of the
// newest and the oldest segment and writes 25 in its own, copies 4 for each rendition,
// and writes 43 of its entry.
func (s *System) plain(w *windows, p *pushes, e *entries, i, end int) int {
	n := end - i
	streams, starts, ats := p.stream[i:end][:n], p.start[i:end][:n], p.at[i:end][:n]
	lengths, kinds, numbers := p.length[i:end][:n], p.flags[i:end][:n], p.number[i:end][:n]
	row := int(e.row)
	outStream, outSequence, outStart, outAt := e.stream[row:][:n], e.sequence[row:][:n], e.start[row:][:n], e.at[row:][:n]
	outLength, outFlags, outPeriod, outMissed := e.length[row:][:n], e.flags[row:][:n], e.period[row:][:n], e.missed[row:][:n]

	live := w.live
	m := len(live)
	periods, pushed := w.keyPeriod[:m], w.pushed[:m]

	slots := len(w.slots.start)
	slotStart, slotAt, slotLength := w.slots.start[:slots], w.slots.at[:slots], w.slots.length[:slots]
	slotFlags, slotPeriod := w.slots.flags[:slots], w.slots.keyPeriod[:slots]

	fan, plane, every, most := uint64(w.slots.fan), uint64(w.slots.plane), s.cfg.KeyEvery, s.cfg.Window
	for j, stream := range streams {
		l := &live[stream]
		sequence, count := l.Sequence, uint64(l.Count)
		next, number := sequence+count, numbers[j]
		length, target := components.PTS(lengths[j]), l.Target
		slot := sequence % fan
		free := slot + count
		if free >= fan {
			free -= fan
		}
		newest := free - 1
		if free == 0 {
			newest = fan - 1
		}
		oldest := slot*plane + uint64(stream)
		start := starts[j]
		if number != 0 && number != next || count == 0 || start == slotStart[newest*plane+uint64(stream)] ||
			length == 0 || seconds(uint32(length)) > int64(target) {
			e.row += components.Row(j)
			return i + j
		}

		flags, at := kinds[j], l.Until
		if start != l.Next || flags&components.Breaks != 0 {
			flags |= components.Breaks
			at = max(ats[j], at)
		}
		held, least := l.Held+length, 3*components.PTS(target)*components.PTSPerSecond
		for count > 0 {
			gone := components.PTS(slotLength[oldest])
			if count != fan && (held <= most || held-gone < least) {
				break
			}
			if slotFlags[oldest]&components.Breaks != 0 {
				l.Breaks++
			}
			held -= gone
			sequence++
			count--
			oldest += plane
			if slot++; slot == fan {
				slot, oldest = 0, uint64(stream)
			}
		}
		period := l.Period
		if begin := components.PTS(period) * every; uint64(start-begin) >= uint64(every) {
			period = KeyPeriod(start, every)
		}

		to := free*plane + uint64(stream)
		slotStart[to], slotAt[to], slotLength[to] = start, at, uint32(length)
		slotFlags[to], slotPeriod[to] = flags, period
		copy(w.slots.bytesOf(int(to)), p.bytesOf(i+j))

		l.Sequence, l.Count = sequence, uint32(count+1)
		l.Held, l.Next, l.Until = held, start+length, at+length
		l.Parts, l.Made = 0, 0
		pushed[stream] = true
		if period != l.Period {
			l.Period, periods[stream] = period, period
		}
		outStream[j], outSequence[j], outStart[j], outAt[j] = stream, next, start, at
		outLength[j], outFlags[j], outPeriod[j], outMissed[j] = uint32(length), flags, period, 0
	}
	e.row += components.Row(n)
	return end
}
