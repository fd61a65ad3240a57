package rfc

import "time"

// checkParts checks the parts of all segments.
func (c *checker) checkParts(m *media) {
	target := time.Duration(0)
	if m.part != nil {
		target = lasts(m.part.get("PART-TARGET"))
	}
	oldest := true
	each := func(s *segment, made bool) {
		if len(s.parts) == 0 {
			return
		}
		if m.part == nil && oldest {
			c.must(s.parts[0].line, "4.4.3.7", "a part without #EXT-X-PART-INF: must be there")
		}
		if m.iframes && oldest {
			c.should(s.parts[0].line, "4.4.4.9", "a part with #EXT-X-I-FRAMES-ONLY: should be none")
		}
		if m.part != nil {
			c.checkTarget(s, target, made)
		}
		if made {
			c.checkSum(s, oldest)
		}
		oldest = false
	}
	for i := range m.segments {
		each(&m.segments[i], true)
	}
	each(&m.making, false)
	c.checkEdge(m)
}

// checkTarget checks the parts of a segment, made or in the making, against the part
// target duration.
func (c *checker) checkTarget(s *segment, target time.Duration, made bool) {
	for k, p := range s.parts {
		last := k == len(s.parts)-1 // in the making, too: none may follow
		free := p.line.get("INDEPENDENT") == "YES" || p.line.get("GAP") == "YES" || last || s.parts[k+1].line.get("GAP") == "YES"
		switch {
		case p.duration > target:
			c.must(p.line, "4.4.4.9", "%v: must be at most the part target duration, %v", p.duration, target)
		case !free && p.duration*100 < target*85:
			c.must(p.line, "4.4.4.9", "%v: must be at least 85 %% of the part target duration, %v", p.duration, target)
		}
		if p.line.get("GAP") == "YES" && made && s.gap == nil {
			c.should(p.line, "4.4.4.7", "a part is missing: should be #EXT-X-GAP of its segment")
		}
	}
}

// checkSum checks that the parts of a segment are as long as the segment. Of the
// oldest with parts, some may be gone.
func (c *checker) checkSum(s *segment, oldest bool) {
	if more := s.length() - s.duration; s.extinf != nil && (more > jitter || more < -jitter && !oldest) {
		c.must(s.extinf, "3.2", "its parts last %v: must be %v together", s.length(), s.duration)
	}
}

// checkEdge checks that there are parts near the end alone.
func (c *checker) checkEdge(m *media) {
	left := m.making.length()
	for i := len(m.segments) - 1; i >= 0; i-- {
		s := &m.segments[i]
		for k := len(s.parts) - 1; k >= 0; k-- {
			if left > 3*m.target {
				c.should(s.parts[k].line, "6.2.2", "ends %v before the end: should be there up to three target durations, %v", left, 3*m.target)
				return
			}
			left += s.parts[k].duration
		}
		if len(s.parts) == 0 {
			left += s.duration
		}
	}
}
