package rfc

import (
	"strings"
	"time"
)

// checkMedia checks a media playlist.
func (c *checker) checkMedia(m *media) {
	if c.first("#EXT-X-TARGETDURATION") == nil {
		c.must(c.top(), "4.4.3.1", "#EXT-X-TARGETDURATION is missing")
	}
	for i := range m.segments {
		c.checkSegment(m, &m.segments[i])
		c.checkByteRange(m, i)
	}
	c.checkDates(m)
	c.checkKeys(m)
	c.checkParts(m)
	c.checkServer(m)
	c.checkSkip(m)
	c.checkHints(m)
	c.checkReports(m)
	c.checkRanges(m)
	c.checkStart(m)
}

func (c *checker) checkSegment(m *media, s *segment) {
	// To the nearest integer: a half is rounded up.
	if s.extinf != nil && (s.duration+time.Second/2).Truncate(time.Second) > m.target && c.first("#EXT-X-TARGETDURATION") != nil {
		c.must(s.extinf, "4.4.3.1", "%v: must be rounded at most the target duration, %v", s.duration, m.target)
	}
}

// checkByteRange checks what segment i is of a resource: without an offset, what
// follows the segment before it.
func (c *checker) checkByteRange(m *media, i int) {
	s := &m.segments[i]
	if s.byterange == nil {
		return
	}
	length, offset, from := strings.Cut(s.byterange.value, "@")
	_, ok := integer(length)
	switch _, at := integer(offset); {
	case !ok || from && !at:
		c.must(s.byterange, "4.4.4.2", "%.40q: must be length@offset", s.byterange.value)
	case !from && (i == 0 || m.segments[i-1].byterange == nil || m.segments[i-1].uri.value != s.uri.value):
		c.must(s.byterange, "4.4.4.2", "no offset: must be one unless the segment before is of the same resource")
	}
}

// jitter is by how much dates and durations may differ, being rounded.
const jitter = 10 * time.Millisecond

// checkDates checks that the dates of segments follow from each other, as far as the
// clock does not break.
func (c *checker) checkDates(m *media) {
	var next time.Time
	for i := range m.segments {
		s := &m.segments[i]
		if s.date != nil {
			if !next.IsZero() && s.discontinuity == nil && s.at.Sub(next).Abs() > jitter {
				c.should(s.date, "4.4.4.6", "%s: should be %s, when the segment before it ends", s.date.value, next.UTC().Format(time.RFC3339Nano))
			}
			next = s.at
		}
		if !next.IsZero() {
			next = next.Add(s.duration)
		}
	}
}

// checkStart checks where players are told to begin.
func (c *checker) checkStart(m *media) {
	l := c.first("#EXT-X-START")
	if l == nil || m.skipped > 0 {
		return
	}
	var all time.Duration
	for i := range m.segments {
		all += m.segments[i].duration
	}
	text, back := strings.CutPrefix(l.get("TIME-OFFSET"), "-")
	at := lasts(text)
	if at > all {
		c.should(l, "4.4.2.2", "TIME-OFFSET=%s: should be within the playlist, which lasts %v", l.get("TIME-OFFSET"), all)
		return
	}
	if !back {
		at = all - at
	}
	if !m.ended && at < 3*m.target {
		c.should(l, "4.4.2.2", "TIME-OFFSET=%s: should not be within three target durations of the end", l.get("TIME-OFFSET"))
	}
}
