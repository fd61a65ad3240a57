package rfc

import (
	"net/url"
	"time"
)

// checkServer checks what the server says that it does.
func (c *checker) checkServer(m *media) {
	target := time.Duration(0)
	if m.part != nil {
		target = lasts(m.part.get("PART-TARGET"))
		if target == 0 {
			c.must(m.part, "4.4.3.7", "PART-TARGET=%s: must be above 0", m.part.get("PART-TARGET"))
		}
	}
	l := m.control
	back := time.Duration(0)
	if l != nil {
		back = lasts(l.get("PART-HOLD-BACK"))
	}
	switch {
	case m.part == nil:
	case l == nil || l.get("PART-HOLD-BACK") == "":
		c.must(m.part, "4.4.3.8", "no PART-HOLD-BACK: must be there with #EXT-X-PART-INF")
	case back < 2*target:
		c.must(l, "4.4.3.8", "PART-HOLD-BACK %v: must be at least twice the part target duration, %v", back, target)
	case back < 3*target:
		c.should(l, "4.4.3.8", "PART-HOLD-BACK %v: should be at least three times the part target duration, %v", back, target)
	}
	if l == nil {
		return
	}
	if text, ok := l.find("HOLD-BACK"); ok && lasts(text) < 3*m.target {
		c.must(l, "4.4.3.8", "HOLD-BACK %v: must be at least three times the target duration, %v", lasts(text), m.target)
	}
	until, skips := l.find("CAN-SKIP-UNTIL")
	if skips && lasts(until) < 6*m.target {
		c.must(l, "4.4.3.8", "CAN-SKIP-UNTIL %v: must be at least six times the target duration, %v", lasts(until), m.target)
	}
	if l.get("CAN-SKIP-DATERANGES") != "" && !skips {
		c.must(l, "4.4.3.8", "CAN-SKIP-DATERANGES without CAN-SKIP-UNTIL: must be with it")
	}
}

// checkSkip checks that a delta update leaves out no segment that is nearer to the end
// than it may.
func (c *checker) checkSkip(m *media) {
	l := c.first("#EXT-X-SKIP")
	if l == nil {
		return
	}
	until := ""
	if m.control != nil {
		until = m.control.get("CAN-SKIP-UNTIL")
	}
	if until == "" {
		c.must(l, "6.2.5.1", "no CAN-SKIP-UNTIL: must be there")
		return
	}
	if m.ended {
		c.must(l, "6.2.5.1", "#EXT-X-ENDLIST: must be no delta update then")
	}
	var left time.Duration
	for i := range m.segments {
		left += m.segments[i].duration
	}
	if left < lasts(until) {
		c.must(l, "6.2.5.1", "%v are left: must be at least CAN-SKIP-UNTIL, %v", left, lasts(until))
	}
}

// checkHints checks what is announced.
func (c *checker) checkHints(m *media) {
	kinds := map[string]bool{}
	there := map[string]bool{}
	for i := range m.segments {
		for _, p := range m.segments[i].parts {
			there[p.line.get("URI")+p.line.get("BYTERANGE")] = true
		}
	}
	for _, p := range m.making.parts {
		there[p.line.get("URI")+p.line.get("BYTERANGE")] = true
	}
	for _, l := range m.hints {
		kind := l.get("TYPE")
		switch {
		case m.ended:
			c.must(l, "4.4.5.3", "a hint with #EXT-X-ENDLIST: must be none")
		case kind == "PART" && m.part == nil:
			c.must(l, "4.4.3.7", "a part without #EXT-X-PART-INF: must be there")
		case kinds[kind]:
			c.should(l, "6.2.6", "a second hint of type %s: should be one", kind)
		case there[l.get("URI")]:
			c.must(l, "4.4.5.3", "%.60q is there: must be what is not", l.get("URI"))
		}
		kinds[kind] = true
	}
}

// checkReports checks what is said of other renditions. What a report leaves out is
// as in this playlist.
func (c *checker) checkReports(m *media) {
	seen := map[string]bool{}
	for _, l := range m.reports {
		uri := l.get("URI")
		if u, err := url.Parse(uri); err != nil || u.IsAbs() || u.Host != "" {
			c.must(l, "4.4.5.4", "URI %.60q: must be relative", uri)
		}
		if seen[uri] {
			c.should(l, "4.4.5.4", "a second report of %.60q: should be one", uri)
		}
		seen[uri] = true
		_, msn := l.find("LAST-MSN")
		_, part := l.find("LAST-PART")
		if msn && !part && m.part != nil && len(m.making.parts) > 0 {
			c.should(l, "4.4.5.4", "no LAST-PART: should be there with parts")
		}
		if part && m.part == nil {
			c.should(l, "4.4.5.4", "LAST-PART: should be with parts alone")
		}
	}
}
