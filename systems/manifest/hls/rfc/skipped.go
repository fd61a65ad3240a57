package rfc

// checkSkipped checks that what a delta update leaves out was there.
func (c *checker) checkSkipped(old, m *media) {
	if m.skipped == 0 {
		return
	}
	l := c.first("#EXT-X-SKIP")
	if end := m.sequence + m.skipped; m.sequence < old.sequence || end > old.end() {
		c.must(l, "6.2.5.1", "leaves out segments %d to %d, and there were %d to %d: must have been there", m.sequence, end-1, old.sequence, int64(old.end())-1)
		return
	}
	inherit(old, m)
}

// inherit gives the segments of a delta update what follows from those that it leaves
// out, as another version has them.
func inherit(from, m *media) {
	var keys map[string]string
	var initialize string
	var more uint64
	if last := from.find(m.sequence + m.skipped - 1); last != nil {
		keys, initialize, more = last.keys, last.initialize, last.breaks-m.breaks
	} else if len(m.segments) > 0 { // the other leaves it out, too
		first := &m.segments[0]
		if last = from.find(first.n); last == nil {
			return
		}
		keys, initialize, more = last.keys, last.initialize, last.breaks-first.breaks
	}
	mapped := false
	for i := range len(m.segments) + 1 {
		s := &m.making
		if i < len(m.segments) {
			s = &m.segments[i]
		}
		for _, l := range s.tags {
			switch l.tag {
			case "#EXT-X-KEY":
				keys = keyed(keys, l)
			case "#EXT-X-MAP":
				mapped = true
			}
		}
		if s.keys = keys; !mapped {
			s.initialize = initialize
		}
		s.breaks += more
	}
}
