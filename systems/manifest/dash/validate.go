package dash

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"touchline/components"
)

// longest is the longest duration that is written and read: some 300 years.
const longest = 10_000_000_000 * components.PTSPerSecond

// Validate reports everything in m that would make players or the schema refuse
// it. It is for set-up and tests: writing never fails.
func (m *MPD) Validate() error {
	c := checker{}
	for _, d := range []struct {
		name string
		p    components.PTS
	}{
		{"duration", m.Duration}, {"min buffer", m.MinBuffer}, {"time-shift buffer", m.TimeShiftBuffer},
		{"presentation delay", m.PresentationDelay}, {"max segment", m.MaxSegment},
	} {
		c.duration("MPD", d.name, d.p)
	}
	if m.MinUpdatePeriod != AtAnyTime {
		c.duration("MPD", "min update period", m.MinUpdatePeriod)
	}
	c.check(len(m.Periods) > 0, "MPD", "no period")
	c.check(m.Service.Min <= m.Service.Max, "MPD", "latency from %d to %d ms", m.Service.Min, m.Service.Max)
	ids := map[string]bool{}
	for i := range m.Periods {
		p := &m.Periods[i]
		where := fmt.Sprintf("period %q", p.ID)
		c.check(!ids[p.ID], where, "its ID is taken")
		ids[p.ID] = true
		c.check(i == 0 || p.Start > m.Periods[i-1].Start, where, "must start after the one before")
		c.period(where, p)
	}
	return errors.Join(c.errs...)
}

type checker struct{ errs []error }

func (c *checker) check(ok bool, where, format string, args ...any) {
	if !ok {
		c.errs = append(c.errs, fmt.Errorf(where+": "+format, args...))
	}
}

func (c *checker) duration(where, name string, p components.PTS) {
	c.check(p >= 0 && p <= longest, where, "%s %d: must be from 0 to %d", name, p, longest)
}

func (c *checker) period(where string, p *Period) {
	c.duration(where, "start", p.Start)
	c.duration(where, "duration", p.Duration)
	sets, representations := map[uint32]bool{}, map[string]bool{}
	for i := range p.Streams {
		c.check(p.Streams[i].Scheme != "", where, "event stream %d: no scheme", i)
		c.check(p.Streams[i].Timescale > 0, where, "event stream %d: no timescale", i)
	}
	for i := range p.Sets {
		s := &p.Sets[i]
		at := fmt.Sprintf("%s, set %d", where, s.ID)
		c.check(s.ID > 0 && !sets[s.ID], at, "its ID must be its own, and not 0")
		sets[s.ID] = true
		c.set(at, s)
		for j := range s.Representations {
			r := &s.Representations[j]
			c.check(r.ID != "" && !representations[r.ID] && strings.IndexFunc(r.ID, unicode.IsSpace) < 0, at,
				"representation %q: its ID must be its own, and hold no white space", r.ID)
			representations[r.ID] = true
			c.check(r.Bandwidth > 0, at, "representation %q: no bandwidth", r.ID)
			c.check(!strings.ContainsAny(r.Codecs, " \t\n\r\"<>"), at, "representation %q: codecs %q", r.ID, r.Codecs)
		}
	}
}

func (c *checker) set(at string, s *Set) {
	t := &s.Template
	c.check(s.Content < contents, at, "content %d", s.Content)
	c.check(s.MIME != "", at, "no MIME type")
	c.check(s.SAP <= 6, at, "SAP type %d: must be at most 6", s.SAP)
	c.check(language(s.Lang), at, "language %q: must be as BCP 47 has it", s.Lang)
	c.check(len(s.Representations) > 0, at, "no representation")
	c.check(t.Timescale > 0, at, "no timescale")
	c.check(strings.Contains(t.Media, "$Number") || t.Timeline != nil && strings.Contains(t.Media, "$Time"), at,
		"media template %q: must hold $Number$, or $Time$ and have a timeline", t.Media)
	c.check(t.Timeline != nil || t.Duration > 0, at, "neither a timeline nor a duration")
	c.check(t.Timeline == nil || t.Timeline.number+uint64(t.Timeline.count) < 1<<32, at, "segment numbers beyond 2^32")
	c.duration(at, "availability offset", t.AvailabilityOffset)
	if len(s.Protections) > 0 {
		c.check(s.Protections[0].System.media(), at, "protected by %v first: must be cenc or cbcs", s.Protections[0].System)
	}
	for _, p := range s.Protections {
		c.check(p.System < systems, at, "key system %d", p.System)
	}
}

// language reports whether tag has the form of xs:language. None is one, too.
func language(tag string) bool {
	if tag == "" {
		return true
	}
	for i, part := range strings.Split(tag, "-") {
		if len(part) == 0 || len(part) > 8 {
			return false
		}
		for _, r := range part {
			letter := r|0x20 >= 'a' && r|0x20 <= 'z'
			if !letter && (i == 0 || r < '0' || r > '9') {
				return false
			}
		}
	}
	return true
}
