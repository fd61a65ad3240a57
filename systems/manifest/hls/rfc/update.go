package rfc

// CheckUpdate returns what is wrong with a media playlist, given what it was before:
// at the same URI, a moment ago or longer. It may be a delta update of it. What is
// wrong with either by itself is not said.
func CheckUpdate(before, after string) []Fault {
	was, c := read(before), read(after)
	if len(was.lines) == 0 || len(c.lines) == 0 || was.multivariant() || c.multivariant() {
		return nil
	}
	old, m := was.media(), c.media()
	c.faults = nil
	c.checkSkipped(old, m)
	if old.skipped > 0 {
		inherit(m, old)
	}
	c.checkHead(old, m)
	c.checkEnd(old, m)
	for i := range m.segments {
		s := &m.segments[i]
		if before := old.find(s.n); before != nil {
			c.checkStays(before, s)
			c.checkPartsStay(before, s, true)
		} else if s.n == old.making.n {
			c.checkMaking(old, s, true)
		}
	}
	if m.making.n == old.making.n {
		c.checkMaking(old, &m.making, false)
	}
	c.checkHinted(old, m)
	c.checkRangesStay(old, m)
	return c.sorted()
}

// find returns the segment with that number, nil if it is not listed.
func (m *media) find(n uint64) *segment {
	first := m.sequence + m.skipped
	if n < first || n-first >= uint64(len(m.segments)) {
		return nil
	}
	return &m.segments[n-first]
}

// end is the number after that of the last segment.
func (m *media) end() uint64 { return m.making.n }

// line returns the first line with a tag; without it, the first of all.
func (c *checker) line(tag string) *line {
	if l := c.first(tag); l != nil {
		return l
	}
	return c.top()
}

// checkHead checks what may not change, or not go back.
func (c *checker) checkHead(old, m *media) {
	if m.target != old.target {
		c.must(c.line("#EXT-X-TARGETDURATION"), "4.4.3.1", "%v, and was %v: must not change", m.target, old.target)
	}
	if m.sequence < old.sequence {
		c.must(c.line("#EXT-X-MEDIA-SEQUENCE"), "4.4.3.2", "%d, and was %d: must not go back", m.sequence, old.sequence)
	}
	if m.breaks < old.breaks {
		c.must(c.line("#EXT-X-DISCONTINUITY-SEQUENCE"), "6.2.2", "%d, and was %d: must not go back", m.breaks, old.breaks)
	}
	if m.kind != old.kind {
		c.must(c.line("#EXT-X-PLAYLIST-TYPE"), "6.2.1", "type %q, and was %q: must not change", m.kind, old.kind)
	}
	if old.kind != "" && m.sequence > old.sequence {
		c.must(c.line("#EXT-X-MEDIA-SEQUENCE"), "4.4.3.5", "%d, and was %d: of type %s must none be removed", m.sequence, old.sequence, old.kind)
	}
}

// checkEnd checks that a playlist grows at its end, unless it has ended, and is not cut
// too short at its beginning.
func (c *checker) checkEnd(old, m *media) {
	last := &c.lines[len(c.lines)-1]
	switch {
	case old.ended && !m.ended:
		c.must(last, "4.4.3.4", "no #EXT-X-ENDLIST, and it had ended: must stay")
	case old.ended && m.end() > old.end():
		c.must(last, "4.4.3.4", "goes on to segment %d, and had ended with %d: must not", m.end()-1, old.end()-1)
	case m.end() < old.end():
		c.must(last, "6.2.1", "ends with segment %d, and did with %d: must be removed from the beginning alone", int64(m.end())-1, old.end()-1)
	}
	if m.sequence <= old.sequence || m.ended {
		return
	}
	all := m.making.duration
	for i := range m.segments {
		all += m.segments[i].duration
	}
	for n := m.sequence; n < m.sequence+m.skipped; n++ {
		if s := old.find(n); s != nil {
			all += s.duration
		}
	}
	if all < 3*m.target {
		c.must(c.line("#EXT-X-MEDIA-SEQUENCE"), "6.2.2", "segments were removed, and %v are left: must be at least three target durations, %v", all, 3*m.target)
	}
}
