package rfc

import "time"

// media is a media playlist as far as its rules need it.
type media struct {
	target   time.Duration
	sequence uint64
	breaks   uint64
	kind     string // PLAYLIST-TYPE
	ended    bool
	iframes  bool
	skipped  uint64
	control  *line // EXT-X-SERVER-CONTROL
	part     *line // EXT-X-PART-INF
	segments []segment
	making   segment // its parts are those after the last segment
	ranges   []*line
	reports  []*line
	hints    []*line
}

// segment is a media segment with what is said of it.
type segment struct {
	n             uint64 // media sequence number
	extinf        *line
	uri           *line
	duration      time.Duration
	discontinuity *line
	breaks        uint64 // discontinuity sequence number
	gap           *line
	date          *line
	at            time.Time
	byterange     *line
	tags          []*line           // of this segment, parts apart
	keys          map[string]string // in force, by key format
	initialize    string            // in force: EXT-X-MAP
	parts         []part
}

type part struct {
	line     *line
	duration time.Duration
}

// length is what a segment's parts last together.
func (s *segment) length() (sum time.Duration) {
	for _, p := range s.parts {
		sum += p.duration
	}
	return sum
}

// media reads what a media playlist has, and says what can not be read of it.
func (c *checker) media() *media {
	m := &media{}
	s := segment{keys: map[string]string{}}
	open := false // something was said of the next segment
	for i := range c.lines {
		l := &c.lines[i]
		switch {
		case l.tag == "":
			if s.uri = l; s.extinf == nil {
				c.must(l, "4.4.4.1", "no #EXTINF before it: must be one")
			}
			m.segments = append(m.segments, s)
			s = segment{keys: s.keys, initialize: s.initialize}
			open = false
		case tags[l.tag].place == segmentTag:
			c.say(&s, l)
			open = open || l.tag != "#EXT-X-PART" && l.tag != "#EXT-X-KEY" && l.tag != "#EXT-X-MAP"
		default:
			c.head(m, &s, l)
		}
	}
	if open && (s.extinf != nil || len(s.parts) == 0) {
		c.must(&c.lines[len(c.lines)-1], "4.4.4", "the playlist ends: a segment must follow its tags")
	}
	m.making = s
	m.count()
	return m
}

// count gives segments their numbers.
func (m *media) count() {
	breaks := m.breaks
	number := func(s *segment, n uint64) {
		if s.discontinuity != nil {
			breaks++
		}
		s.n, s.breaks = n, breaks
	}
	for i := range m.segments {
		number(&m.segments[i], m.sequence+m.skipped+uint64(i))
	}
	number(&m.making, m.sequence+m.skipped+uint64(len(m.segments)))
}

// head reads a tag of the whole playlist.
func (c *checker) head(m *media, s *segment, l *line) {
	before := func(late bool, what string) {
		if late {
			c.must(l, tags[l.tag].section, "after %s: must be before", what)
		}
	}
	begun := len(m.segments) > 0 || len(s.parts) > 0
	switch l.tag {
	case "#EXT-X-TARGETDURATION":
		n, _ := integer(l.value)
		m.target = time.Duration(min(n, 1<<32)) * time.Second
	case "#EXT-X-MEDIA-SEQUENCE":
		m.sequence, _ = integer(l.value)
		before(begun, "a segment")
	case "#EXT-X-DISCONTINUITY-SEQUENCE":
		m.breaks, _ = integer(l.value)
		before(begun || s.discontinuity != nil, "a segment or a discontinuity")
	case "#EXT-X-PLAYLIST-TYPE":
		if m.kind = l.value; m.kind != "EVENT" && m.kind != "VOD" {
			c.must(l, "4.4.3.5", "%.40q: must be EVENT or VOD", l.value)
		}
	case "#EXT-X-ENDLIST":
		m.ended = true
	case "#EXT-X-I-FRAMES-ONLY":
		m.iframes = true
	case "#EXT-X-SERVER-CONTROL":
		m.control = l
	case "#EXT-X-PART-INF":
		m.part = l
	case "#EXT-X-SKIP":
		m.skipped, _ = integer(l.get("SKIPPED-SEGMENTS"))
		before(begun, "a segment")
	case "#EXT-X-DATERANGE":
		m.ranges = append(m.ranges, l)
	case "#EXT-X-RENDITION-REPORT":
		m.reports = append(m.reports, l)
	case "#EXT-X-PRELOAD-HINT":
		m.hints = append(m.hints, l)
	}
}
