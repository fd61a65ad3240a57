package rfc

import "strings"

// checkKeys checks the keys of segments.
func (c *checker) checkKeys(m *media) {
	check := func(s *segment) {
		formats := map[string]bool{}
		for _, l := range s.tags {
			if l.tag != "#EXT-X-KEY" {
				continue
			}
			c.checkKey(l, "4.4.4.4")
			format := keyFormat(l)
			if formats[format] {
				c.must(l, "4.4.4.4", "a second key for %s of one segment: must be one", format)
			}
			formats[format] = true
		}
		if len(formats) > 1 && formats["NONE"] {
			c.must(s.tags[0], "4.4.4.4", "keys and NONE for one segment: must be one or the other")
		}
	}
	for i := range m.segments {
		check(&m.segments[i])
	}
	check(&m.making)
}

// keyFormat is what a key is for; without a word of it, the key is at its URI.
func keyFormat(l *line) string {
	if l.get("METHOD") == "NONE" {
		return "NONE"
	}
	if format, ok := l.find("KEYFORMAT"); ok {
		return format
	}
	return "identity"
}

// checkKey checks a key of a media or of a multivariant playlist.
func (c *checker) checkKey(l *line, section string) {
	none := l.get("METHOD") == "NONE"
	switch {
	case none && len(l.attributes) > 1:
		c.must(l, section, "METHOD=NONE and other attributes: must be alone")
	case !none && l.get("URI") == "":
		c.must(l, section, "no URI: must be one unless METHOD is NONE")
	}
	for _, name := range []string{"IV", "KEYID"} {
		if value, ok := l.find(name); ok && len(value) != len("0x")+32 {
			c.must(l, section, "%s=%.60s: must be 128 bits", name, value)
		}
	}
	if versions, ok := l.find("KEYFORMATVERSIONS"); ok {
		for _, one := range strings.Split(versions, "/") {
			if n, ok := integer(one); !ok || n == 0 {
				c.must(l, section, "KEYFORMATVERSIONS=%.40q: must be positive integers with / between them", versions)
				break
			}
		}
	}
}
