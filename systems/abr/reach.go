package abr

import "touchline/components"

// apart reports whether streams that are pushed to lie so far from each other that
// hardly two slots of them are in a line, and no processor guesses which comes next.
func apart(streams []components.Row) bool {
	return int(streams[len(streams)-1]-streams[0]) >= 2*len(streams)
}

// reach reads what pushes will need of their streams, and whole segments among them of
// their slots and of those of the oldest. Nothing of one has to wait here for the one
// before it, so that a processor fetches the lines of many at a time: what follows finds
// them. What it returns is of no use: but for that a compiler might see that nobody wants
// to know.
//
// A push reads 5 bytes, 20 of its stream and 20 of its slot.
//
//go:noinline
func (w *windows) reach(streams []components.Row, parts []uint8) (sum uint64) {
	live, s := w.live, &w.slots
	for _, stream := range streams {
		sum += live[stream].Sequence
	}
	for j, stream := range streams[:len(parts)] {
		if parts[j] != 0 {
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
