package abr

import "touchline/components"

// apart reports whether the streams of some pushes lie so far from each other that
// hardly two slots of them are in a line, and no processor guesses which comes next.
func (p *pushes) apart(i, end int) bool {
	return int(p.stream[end-1]-p.stream[i]) >= 2*(end-i)
}

// reach reads what pushes will need of their streams, and whole segments among them of
// their slots and of those of the oldest. Nothing of one has to wait here for the one
// before it, so that a processor fetches the lines of many at a time: what follows finds
// them. What it returns is of no use: but for that a compiler might see that nobody wants
// to know.
//
// A push reads 20 bytes, 20 of its stream and 20 of its slot.
//
//go:noinline
func (w *windows) reach(streams []components.Row, pieces []components.Piece) (sum uint64) {
	live, s := w.live, &w.slots
	for _, stream := range streams {
		sum += live[stream].Sequence
	}
	for j, stream := range streams[:len(pieces)] {
		if pieces[j].Part != 0 {
			continue
		}
		l := &live[stream]
		to := s.row(l.Sequence+uint64(l.Count), stream)
		sum += uint64(s.media[to].Start) + uint64(s.media[to].Length)
		gone, _ := s.oldest(l, to)
		sum += uint64(gone)
		if bytes := s.bytesOf(to); len(bytes) > 0 {
			sum += uint64(bytes[0]) + uint64(bytes[len(bytes)-1])
		}
	}
	return sum
}
