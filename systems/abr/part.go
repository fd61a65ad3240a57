package abr

import (
	"touchline/components"
	"touchline/ecs"
)

// part tells of parts of segments that are to enter next, from push i on and up to push
// end, until it comes to a whole segment. It returns which that is, or end.
//
// A part that is not the next of its segment is refused. Those of a segment before which
// others are missing are not told of: what is missing is known for certain when the
// whole has come.
//
// A part reads 28 bytes, reads 36 of its stream and writes 7, and writes 36.
func (s *System) part(r *ecs.Run, c *columns, i, end int) int {
	first := r.Append(components.Part, end-i)
	view.Of(r.World) // anew, if memory moved
	w, p, t := &c.windows, &c.pushes, &c.told
	streams, pieces := p.stream[:end], p.piece[:end]
	numbers, told, rows := p.number[:end], t.stream, len(t.stream)
	parts, sequences, since := t.piece[:rows], t.sequence[:rows], t.at[:rows]
	live := w.live
	pushed, refused := w.pushed[:len(live)], w.refused[:len(live)]
	row, j := uint(first), uint(i)
	for ; j < uint(end); j++ {
		piece, stream := &pieces[j], streams[j]
		if piece.Part == 0 {
			break
		}
		l := &live[stream]
		next := l.Sequence + uint64(l.Count)
		if l.Target == 0 {
			l.Target = s.target
		}
		if l.Count == 0 || numbers[j] != 0 && numbers[j] != next {
			continue
		}
		limit, length, before := limitsOf(l.Target), components.PTS(piece.Length), components.PTS(l.Made)
		if uint16(piece.Part) != l.Parts+1 || length == 0 || !limit.allows(before+length) {
			refused[stream]++
			continue
		}
		at, flags := l.Until+before, piece.Flags
		if piece.Part == 1 && piece.Start != l.Next {
			flags |= components.Breaks
		}
		if flags&components.Breaks != 0 {
			at = max(l.Until, p.at[j])
		}
		l.Parts++
		l.Made += piece.Length
		pushed[stream] = true
		if row < uint(rows) { // always: there is one for each part
			told[row], sequences[row], since[row] = stream, next, at
			parts[row] = components.Piece{Start: piece.Start, Length: piece.Length, Flags: flags, Part: piece.Part}
			row++
		}
	}
	r.Truncate(components.Part, int(row))
	return int(j)
}
