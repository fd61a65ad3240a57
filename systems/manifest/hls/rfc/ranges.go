package rfc

import (
	"slices"
	"strings"
	"time"
)

// checkRanges checks date ranges.
func (c *checker) checkRanges(m *media) {
	if len(m.ranges) > 0 && c.first("#EXT-X-PROGRAM-DATE-TIME") == nil {
		c.must(m.ranges[0], "4.4.5.1", "no #EXT-X-PROGRAM-DATE-TIME: must be one")
	}
	known := map[string]*line{}
	for _, l := range m.ranges {
		id := l.get("ID")
		if before := known[id]; before != nil {
			c.checkSame(l, before)
		} else {
			known[id] = l
		}
		if _, ok := l.find("ID"); ok && id == "" {
			c.must(l, "4.4.5.1", "ID is empty: must be the range's own")
		}
		c.checkRange(l)
	}
}

// checkSame checks that what two tags say of the same date range is the same.
func (c *checker) checkSame(l, before *line) {
	for _, a := range l.attributes {
		if was, ok := before.find(a.name); ok && was != a.value {
			c.must(l, "4.4.5.1", "%s of ID=%.40q is %.40q, and was %.40q: must be the same", a.name, l.get("ID"), a.value, was)
		}
	}
}

func (c *checker) checkRange(l *line) {
	start, ok := date(l.get("START-DATE"))
	if _, there := l.find("START-DATE"); there && !ok {
		c.must(l, "4.4.5.1", "START-DATE=%.40q: must be a date and time as ISO 8601 has it", l.get("START-DATE"))
	}
	length, lasts := seconds(l.get("DURATION"))
	if text, ended := l.find("END-DATE"); ended {
		switch end, is := date(text); {
		case !is:
			c.must(l, "4.4.5.1", "END-DATE=%.40q: must be a date and time as ISO 8601 has it", text)
		case ok && end.Before(start):
			c.must(l, "4.4.5.1", "END-DATE=%s: must not be before START-DATE=%s", text, l.get("START-DATE"))
		case ok && lasts && start.Add(length).Sub(end).Abs() > time.Millisecond:
			c.must(l, "4.4.5.1", "END-DATE=%s: must be START-DATE and DURATION, %v", text, length)
		}
	}
	if _, next := l.find("END-ON-NEXT"); next {
		_, ended := l.find("END-DATE")
		switch {
		case l.get("CLASS") == "":
			c.must(l, "4.4.5.1", "END-ON-NEXT without CLASS: must be with it")
		case lasts || ended:
			c.must(l, "4.4.5.1", "END-ON-NEXT with DURATION or END-DATE: must be without")
		}
	}
	if text, ok := l.find("CUE"); ok {
		cues := strings.Split(text, ",")
		for _, cue := range cues {
			if cue != "PRE" && cue != "POST" && cue != "ONCE" {
				c.must(l, "4.4.5.1", "CUE=%.40q: must be of PRE, POST and ONCE", text)
				break
			}
		}
		if slices.Contains(cues, "PRE") && slices.Contains(cues, "POST") {
			c.must(l, "4.4.5.1", "CUE=%.40q: must not be both PRE and POST", text)
		}
	}
}
