package abr

import "touchline/components"

// told are the rows that tell of parts.
type told struct {
	row      components.Row // the next
	stream   []components.Row
	sequence []uint64
	index    []uint8
	start    []components.PTS
	at       []components.PTS
	length   []uint32
	flags    []components.SegmentFlags
}

// part tells of parts of segments that are to enter next, from push i on and up to push
// end, until it comes to a whole segment. It returns which that is, or end.
//
// A part that is not the next of its segment is refused. Those of a segment before which
// others are missing are not told of: what is missing is known for certain when the
// whole has come.
//
// A part reads 26 bytes, reads 36 of its stream and writes 13, and writes 34.
func (s *System) part(w *windows, p *pushes, t *told, i, end int) int {
	streams, starts, lengths, flags := p.stream[:end], p.start[:end], p.length[:end], p.flags[:end]
	numbers, parts := p.number[:end], p.part[:end]
	told, rows := t.stream, len(t.stream)
	sequences, indexes, begins := t.sequence[:rows], t.index[:rows], t.start[:rows]
	since, lasts, kinds := t.at[:rows], t.length[:rows], t.flags[:rows]

	live := w.live
	pushed, refused := w.pushed[:len(live)], w.refused[:len(live)]
	var limit limits
	row, j := uint(t.row), uint(i)
	for ; j < uint(end); j++ {
		part := parts[j]
		if part == 0 {
			break
		}
		stream := streams[j]
		l := &live[stream]
		next, number := l.Sequence+uint64(l.Count), numbers[j]
		if l.Target == 0 {
			l.Target = s.target
		}
		if l.Count == 0 || number != 0 && number != next {
			continue
		}
		if l.Target != limit.target {
			limit = limitsOf(l.Target)
		}
		length, before := components.PTS(lengths[j]), components.PTS(l.Made)
		if uint16(part) != l.Parts+1 || length == 0 || !limit.allows(before+length) {
			refused[stream]++
			continue
		}
		start, at, kind := starts[j], l.Until+before, flags[j]
		if part == 1 && start != l.Next {
			kind |= components.Breaks
		}
		if kind&components.Breaks != 0 {
			at = max(l.Until, p.at[j])
		}
		l.Parts++
		l.Made += uint32(length)
		pushed[stream] = true
		if row < uint(rows) { // always: there is one for each part
			told[row], sequences[row], indexes[row], begins[row] = stream, next, part-1, start
			since[row], lasts[row], kinds[row] = at, uint32(length), kind
			row++
		}
	}
	t.row = components.Row(row)
	return int(j)
}
