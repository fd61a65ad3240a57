package rfc

// checkMultivariant checks a multivariant playlist.
func (c *checker) checkMultivariant() {
	variants := c.variants()
	groups := c.groups()
	c.checkReferences(variants, groups)
	c.checkMembers(variants, groups)
	c.checkCaptions(variants)
	c.checkSession()
	c.checkSteering(variants)
}

// variants are the EXT-X-STREAM-INF tags, each of which must have a URI behind it.
func (c *checker) variants() (variants []*line) {
	var waiting *line
	for i := range c.lines {
		l := &c.lines[i]
		switch l.tag {
		case "":
			if waiting == nil {
				c.must(l, "4.4.6.2", "no #EXT-X-STREAM-INF before it: must be one")
			}
			waiting = nil
			continue
		case "#EXT-X-STREAM-INF":
			variants = append(variants, l)
			c.checkQuality(l)
		case "#EXT-X-I-FRAME-STREAM-INF":
			c.checkQuality(l)
		}
		if waiting != nil {
			c.must(waiting, "4.4.6.2", "%s follows: must be a URI", l.tag)
		}
		if waiting = nil; l.tag == "#EXT-X-STREAM-INF" {
			waiting = l
		}
	}
	if waiting != nil {
		c.must(waiting, "4.4.6.2", "nothing follows: must be a URI")
	}
	return variants
}

func (c *checker) checkQuality(l *line) {
	section := tags[l.tag].section
	peak, _ := integer(l.get("BANDWIDTH"))
	average, _ := integer(l.get("AVERAGE-BANDWIDTH"))
	switch {
	case peak == 0 && l.get("BANDWIDTH") != "":
		c.must(l, section, "BANDWIDTH=%.40s: must be above 0", l.get("BANDWIDTH"))
	case average > peak:
		c.must(l, section, "AVERAGE-BANDWIDTH=%d: must be at most BANDWIDTH, %d, which is the peak", average, peak)
	}
	if l.get("CODECS") == "" {
		c.should(l, section, "no CODECS: should be there")
	}
}

// checkCaptions checks that no variant is said to be without closed captions unless all
// are.
func (c *checker) checkCaptions(variants []*line) {
	none := func(l *line) bool {
		for _, a := range l.attributes {
			if a.name == "CLOSED-CAPTIONS" {
				return !a.quoted && a.value == "NONE"
			}
		}
		return false
	}
	var without, with *line
	for _, l := range variants {
		if none(l) {
			without = l
		} else {
			with = l
		}
	}
	if without != nil && with != nil {
		c.must(without, "4.4.6.2", "CLOSED-CAPTIONS=NONE, which line %d has not: must be of all variants", with.n)
	}
}

// checkSession checks the keys and the data of a session.
func (c *checker) checkSession() {
	seen := map[string]bool{}
	for i := range c.lines {
		l := &c.lines[i]
		id := l.tag
		switch l.tag {
		case "#EXT-X-SESSION-KEY":
			if l.get("METHOD") == "NONE" {
				c.must(l, "4.4.6.5", "METHOD=NONE: must be another")
			} else {
				c.checkKey(l, "4.4.6.5")
			}
			for _, name := range []string{"METHOD", "URI", "IV", "KEYFORMAT", "KEYFORMATVERSIONS"} {
				id += "\n" + l.get(name)
			}
		case "#EXT-X-SESSION-DATA":
			_, value := l.find("VALUE")
			if _, uri := l.find("URI"); value == uri {
				c.must(l, "4.4.6.4", "VALUE and URI: must be one of both")
			}
			id += "\n" + l.get("DATA-ID") + "\n" + l.get("LANGUAGE")
		default:
			continue
		}
		if seen[id] {
			c.must(l, tags[l.tag].section, "the same stands before it: must be once")
		}
		seen[id] = true
	}
}

// checkSteering checks that there are variants on the pathway to begin with.
func (c *checker) checkSteering(variants []*line) {
	l := c.first("#EXT-X-CONTENT-STEERING")
	if l == nil {
		return
	}
	way, ok := l.find("PATHWAY-ID")
	for _, v := range variants {
		if !ok || pathway(v) == way {
			return
		}
	}
	c.must(l, "4.4.6.6", "PATHWAY-ID=%.40q: must be that of a variant", way)
}

// pathway is that of a variant; without a word of it, it is one dot.
func pathway(l *line) string {
	if way, ok := l.find("PATHWAY-ID"); ok {
		return way
	}
	return "."
}
