package scan

// Keys passes over the next value and returns how many of names it has as keys:
// formats are told apart by those of their first record. Of a value that is no
// object it is none, and names are at most 64.
func (s *Scanner) Keys(names ...string) int {
	if !s.Object() {
		s.Value()
		return 0
	}
	var found uint64
	n := 0
	for s.Key() {
		for i, name := range names {
			if string(s.Name) == name && found>>i&1 == 0 {
				found |= 1 << i
				n++
			}
		}
		s.Value()
	}
	return n
}
