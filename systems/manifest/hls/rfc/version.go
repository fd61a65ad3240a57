package rfc

import "strings"

// checkVersion checks that the playlist says a version that has all that it uses
// (section 8).
func (c *checker) checkVersion() {
	says := uint64(1)
	if l := c.first("#EXT-X-VERSION"); l != nil {
		n, _ := integer(l.value)
		says = max(says, n)
	}
	iframes := c.first("#EXT-X-I-FRAMES-ONLY") != nil
	told := uint64(0)
	for i := range c.lines {
		l := &c.lines[i]
		if needs, what := version(l, iframes); needs > says && needs > told {
			told = needs
			c.must(l, "8", "%s in version %d: must be version %d", what, says, needs)
		}
	}
}

// version is the first that has what a line has.
func version(l *line, iframes bool) (uint64, string) {
	for _, a := range l.attributes {
		if strings.HasPrefix(a.name, "REQ-") {
			return 12, a.name
		}
	}
	switch l.tag {
	case "#EXT-X-KEY", "#EXT-X-SESSION-KEY":
		return keyVersion(l)
	case "#EXTINF":
		if text, _, _ := strings.Cut(l.value, ","); strings.Contains(text, ".") {
			return 3, "a duration with decimals"
		}
	case "#EXT-X-BYTERANGE", "#EXT-X-I-FRAMES-ONLY":
		return 4, l.tag
	case "#EXT-X-MAP":
		if iframes {
			return 5, l.tag
		}
		return 6, l.tag + " without #EXT-X-I-FRAMES-ONLY"
	case "#EXT-X-MEDIA":
		if strings.HasPrefix(l.get("INSTREAM-ID"), "SERVICE") {
			return 7, "INSTREAM-ID=" + l.get("INSTREAM-ID")
		}
	case "#EXT-X-DEFINE":
		if strings.Contains(l.value, "QUERYPARAM=") {
			return 11, "QUERYPARAM"
		}
		return 8, l.tag
	case "#EXT-X-SKIP":
		if _, ok := l.find("RECENTLY-REMOVED-DATERANGES"); ok {
			return 10, "RECENTLY-REMOVED-DATERANGES"
		}
		return 9, l.tag
	}
	return 1, ""
}

func keyVersion(l *line) (uint64, string) {
	for _, name := range []string{"KEYFORMAT", "KEYFORMATVERSIONS"} {
		if _, ok := l.find(name); ok {
			return 5, name
		}
	}
	if strings.HasPrefix(l.get("METHOD"), "SAMPLE-AES") {
		return 5, "METHOD=" + l.get("METHOD")
	}
	if _, ok := l.find("IV"); ok {
		return 2, "IV"
	}
	return 1, ""
}
