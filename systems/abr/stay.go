package abr

// stay copies what n segments have in their windows and in their entries as they were
// pushed, from a push on, to the entries from one on and to the slots from a row on.
// Entries have told already when they begin and which key they take.
//
// Of streams that lie beside each other and are in step that is many at once. Else it
// is one.
//
// A push reads 29 bytes, and 4 for each rendition, and writes 42 and as many.
func (w *windows) stay(p *pushes, e *entries, push, row, to, n int) {
	s := &w.slots
	if n == 0 {
		return
	}
	if n == 1 {
		stream, start, length, flags := p.stream[push], p.start[push], p.length[push], p.flags[push]
		s.start[to], s.at[to], s.length[to] = start, e.at[row], length
		s.flags[to], s.keyPeriod[to] = flags, e.period[row]
		copy(s.bytesOf(to), p.bytesOf(push))
		e.stream[row], e.start[row], e.length[row], e.flags[row], e.missed[row] = stream, start, length, flags, 0
		return
	}
	copy(s.start[to:], p.start[push:][:n])
	copy(s.at[to:], e.at[row:][:n])
	copy(s.length[to:], p.length[push:][:n])
	copy(s.flags[to:], p.flags[push:][:n])
	copy(s.keyPeriod[to:], e.period[row:][:n])
	copy(s.bytes[to*s.renditions:], p.bytes[push*p.renditions:][:n*p.renditions])
	copy(e.stream[row:], p.stream[push:][:n])
	copy(e.start[row:], p.start[push:][:n])
	copy(e.length[row:], p.length[push:][:n])
	copy(e.flags[row:], p.flags[push:][:n])
	clear(e.missed[row:][:n])
}
