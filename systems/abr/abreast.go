package abr

import "touchline/components"

// abreast returns how many of the pushes from i on, and before end, are of streams that
// lie beside each other and are in step: what is pushed to them simply follows, is as
// long as what came before, has the same number, and enters windows of as many segments.
// Their slots lie beside each other, too, and what holds for one holds for all.
//
// What begins where the last segment ended is not that one again, and what is as long is
// not too long.
//
// A push reads 28 bytes, and 24 of its stream.
func (w *windows) abreast(p *pushes, i, end int) int {
	first := p.stream[i]
	live := w.live[first:]
	n := min(end-i, len(live))
	streams, pieces, numbers, live := p.stream[i:][:n], p.piece[i:][:n], p.number[i:][:n], live[:n]
	sequence, count := live[0].Sequence, live[0].Count
	if count == 0 || int(count) == w.slots.fan {
		return 0
	}
	next := sequence + uint64(count)
	for j := range live {
		l, piece := &live[j], &pieces[j]
		if streams[j] != first+components.Row(j) || l.Sequence != sequence || l.Count != count ||
			l.Length != piece.Length || l.Next != piece.Start || piece.Flags&components.Breaks != 0 || piece.Part > 0 ||
			numbers[j] != 0 && numbers[j] != next {
			return j
		}
	}
	return n
}
