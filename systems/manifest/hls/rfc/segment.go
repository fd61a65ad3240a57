package rfc

import "strings"

// say reads what a tag says of the segment that follows.
func (c *checker) say(s *segment, l *line) {
	if l.tag == "#EXT-X-PART" {
		s.parts = append(s.parts, part{l, lasts(l.get("DURATION"))})
		return
	}
	for _, before := range s.tags {
		if before.tag == l.tag && l.tag != "#EXT-X-KEY" {
			c.must(l, tags[l.tag].section, "twice of one segment: must be once")
		}
	}
	s.tags = append(s.tags, l)
	switch l.tag {
	case "#EXTINF":
		s.extinf = l
		text, _, comma := strings.Cut(l.value, ",")
		var ok bool
		if s.duration, ok = seconds(text); !ok || !comma {
			c.must(l, "4.4.4.1", "%.40q: must be a decimal number and a comma", l.value)
		}
	case "#EXT-X-DISCONTINUITY":
		s.discontinuity = l
	case "#EXT-X-GAP":
		s.gap = l
	case "#EXT-X-BYTERANGE":
		s.byterange = l
	case "#EXT-X-PROGRAM-DATE-TIME":
		var ok bool
		if s.at, ok = date(l.value); ok {
			s.date = l
		} else {
			c.must(l, "4.4.4.6", "%.40q: must be a date and time as ISO 8601 has it", l.value)
		}
	case "#EXT-X-KEY":
		s.keys = keyed(s.keys, l)
	case "#EXT-X-MAP":
		s.initialize = l.value
	}
	if len(s.parts) > 0 && l.tag != "#EXTINF" && l.tag != "#EXT-X-GAP" && l.tag != "#EXT-X-BYTERANGE" && l.tag != "#EXT-X-BITRATE" {
		c.must(l, "4.4.4.9", "after a part of its segment: must be before all")
	}
}

// keyed are the keys in force after a tag: NONE ends them all, any other those of its
// format.
func keyed(keys map[string]string, l *line) map[string]string {
	now := map[string]string{}
	if l.get("METHOD") == "NONE" {
		return now
	}
	for format, value := range keys {
		now[format] = value
	}
	now[l.get("KEYFORMAT")] = l.value
	return now
}
