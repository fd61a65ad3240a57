package statsbomb

import (
	"bytes"
	"hash/maphash"

	"touchline/systems/feed/recording/scan"
)

// ids is a set of texts of the file. It keeps where they lie, not the texts, so
// that it allocates only when it doubles.
type ids struct {
	seed  maphash.Seed
	spans []scan.Span
	slots []int32 // 1 + place in spans; a power of two of them, at most half in use
}

func newIDs() ids {
	return ids{seed: maphash.MakeSeed(), slots: make([]int32, 1024)}
}

// has reports whether v's text is in the set, and puts it there.
func (s *ids) has(file *scan.Scanner, v scan.Span) bool {
	if 2*len(s.spans) >= len(s.slots) {
		s.grow(file)
	}
	slot := s.slot(file, file.Text(v))
	if s.slots[slot] != 0 {
		return true
	}
	s.spans = append(s.spans, v)
	s.slots[slot] = int32(len(s.spans))
	return false
}

// find returns which of the set text is, by the order in which they came, or −1.
func (s *ids) find(file *scan.Scanner, text []byte) int {
	return int(s.slots[s.slot(file, text)]) - 1
}

// slot returns where text is, or where it belongs.
func (s *ids) slot(file *scan.Scanner, text []byte) int {
	mask := len(s.slots) - 1
	i := int(maphash.Bytes(s.seed, text)) & mask
	for s.slots[i] != 0 && !bytes.Equal(file.Text(s.spans[s.slots[i]-1]), text) {
		i = (i + 1) & mask
	}
	return i
}

func (s *ids) grow(file *scan.Scanner) {
	s.slots = make([]int32, 2*len(s.slots))
	for i, v := range s.spans {
		s.slots[s.slot(file, file.Text(v))] = int32(i + 1)
	}
}
