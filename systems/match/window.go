package match

// windowBits is how far back a window remembers.
const windowBits = 64

// A window remembers which sequence numbers of a source have come. Bit i of seen
// is for the number newest − i.
type window struct {
	seen   *uint64
	newest *uint32
}

// mark takes in seq. It is fresh if it has not come before, and late if a higher
// one has.
//
// A number too old for the window cannot be told from a repeat, and is taken for
// one: a source that lost its connection sends again what it had sent before.
func (w window) mark(seq uint32) (fresh, late bool) {
	switch newest := *w.newest; {
	case seq > newest:
		*w.seen = *w.seen<<(seq-newest) | 1 // a shift of 64 and more leaves 0
		*w.newest = seq
		return true, false
	case newest-seq >= windowBits:
		return false, true
	default:
		bit := uint64(1) << (newest - seq)
		fresh = *w.seen&bit == 0
		*w.seen |= bit
		return fresh, true
	}
}
