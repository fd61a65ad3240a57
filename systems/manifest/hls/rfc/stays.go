package rfc

import (
	"fmt"
	"maps"
	"time"
)

// changed makes faults of a segment in which something has changed.
func (c *checker) changed(l *line, s *segment) func(section, what string, now, before any) {
	return func(section, what string, now, before any) {
		c.must(l, section, "segment %d: %s %.80s, and was %.80s: must not change", s.n, what, fmt.Sprint(now), fmt.Sprint(before))
	}
}

// checkStays checks that a segment is what it was.
func (c *checker) checkStays(was, s *segment) {
	l := s.uri
	changed := c.changed(l, s)
	if s.uri.value != was.uri.value {
		changed("6.2.1", "URI", s.uri.value, was.uri.value)
	}
	if s.duration != was.duration {
		changed("6.2.1", "duration", s.duration, was.duration)
	}
	if now, before := s.byterange.text(), was.byterange.text(); now != before {
		changed("6.2.1", "byte range", now, before)
	}
	if (s.gap != nil) != (was.gap != nil) {
		changed("6.2.1", "gap", s.gap != nil, was.gap != nil)
	}
	c.checkApplies(l, was, s)
}

// checkApplies checks that the tags that are of a segment and of its parts are those
// that they were.
func (c *checker) checkApplies(l *line, was, s *segment) {
	changed := c.changed(l, s)
	if (s.discontinuity != nil) != (was.discontinuity != nil) {
		changed("6.2.1", "discontinuity", s.discontinuity != nil, was.discontinuity != nil)
	}
	if s.breaks != was.breaks {
		changed("6.2.2", "discontinuity sequence number", s.breaks, was.breaks)
	}
	if s.date != nil && was.date != nil && !s.at.Equal(was.at) {
		changed("4.4.4.6", "date", s.at.UTC().Format(time.RFC3339Nano), was.at.UTC().Format(time.RFC3339Nano))
	}
	if !maps.Equal(s.keys, was.keys) {
		changed("4.4.4.4", "keys", s.keys, was.keys)
	}
	if s.initialize != was.initialize {
		changed("4.4.4.5", "initialization section", s.initialize, was.initialize)
	}
}

// checkMaking checks that a segment is what it was while it was made, be it made by now
// or not.
func (c *checker) checkMaking(old *media, s *segment, made bool) {
	was := &old.making
	c.checkPartsStay(was, s, made)
	if len(was.parts) == 0 || len(s.parts) == 0 && !made {
		return
	}
	l := s.uri
	if l == nil {
		l = s.parts[0].line
	}
	c.checkApplies(l, was, s)
}

// checkPartsStay checks that the parts of a segment are what they were, and more. When
// a segment is made they may go, from the first on.
func (c *checker) checkPartsStay(was, s *segment, made bool) {
	at := func(k int) *line {
		if k < len(s.parts) {
			return s.parts[k].line
		}
		if s.uri != nil {
			return s.uri
		}
		return &c.lines[len(c.lines)-1]
	}
	if made && len(s.parts) < len(was.parts) {
		gone := len(was.parts) - len(s.parts)
		for k, p := range s.parts {
			if p.line.value != was.parts[gone+k].line.value {
				c.must(p.line, "6.2.2", "%q: must be as it was, parts being removed from the first on: %q", p.line.value, was.parts[gone+k].line.value)
				return
			}
		}
		return
	}
	for k, p := range was.parts {
		if k >= len(s.parts) {
			c.must(at(k), "6.2.1", "part %d of segment %d is gone: must stay near the end", k, s.n)
			return
		}
		if now := s.parts[k].line; now.value != p.line.value {
			c.must(now, "6.2.1", "%q, and was %q: must not change", now.value, p.line.value)
		}
	}
}

// checkHinted checks that the part that was announced is that which came.
func (c *checker) checkHinted(old, m *media) {
	k := len(old.making.parts)
	parts := m.making.parts
	if s := m.find(old.making.n); s != nil {
		parts = s.parts
		if next := m.find(s.n + 1); len(parts) <= k && next != nil {
			parts, k = next.parts, 0
		} else if len(parts) <= k {
			parts, k = m.making.parts, 0
		}
	} else if m.making.n != old.making.n {
		return
	}
	for _, l := range old.hints {
		if l.get("TYPE") == "PART" && k < len(parts) && parts[k].line.get("URI") != l.get("URI") {
			c.should(parts[k].line, "4.4.5.3", "URI %.60q, and %.60q was announced: should be the same", parts[k].line.get("URI"), l.get("URI"))
		}
	}
}

// checkRangesStay checks that date ranges are what they were, and more.
func (c *checker) checkRangesStay(old, m *media) {
	before := map[string]*line{}
	for _, l := range old.ranges {
		if before[l.get("ID")] == nil {
			before[l.get("ID")] = l
		}
	}
	for _, l := range m.ranges {
		if was := before[l.get("ID")]; was != nil {
			c.checkSame(l, was)
		}
	}
}
