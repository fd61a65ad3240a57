// Package rfc holds HLS playlists to RFC 8216bis
// (draft-pantos-hls-rfc8216bis): one playlist to what it says of a text, two
// successive versions to what it says of changes.
//
// It reads the text by itself and imports nothing of Touchline's, so that it can find
// faults of its readers and writers. Every fault names the section that it is against.
package rfc

import (
	"cmp"
	"fmt"
	"slices"
)

// Fault is something that a playlist may not have.
type Fault struct {
	Line    int    // counted from 1
	Tag     string // with its #, or what else the line is
	Section string // of RFC 8216bis
	Text    string // what was found, and what is wanted
	Warning bool   // the section says should, not must
}

func (f Fault) String() string {
	must := "must"
	if f.Warning {
		must = "should"
	}
	return fmt.Sprintf("line %d: %s: %s (RFC 8216bis, section %s, %s)", f.Line, f.Tag, f.Text, f.Section, must)
}

// Check returns what is wrong with a playlist, be it a media or a multivariant
// playlist, by line.
func Check(text string) []Fault {
	c := read(text)
	if len(c.lines) == 0 {
		return c.faults
	}
	c.checkTags()
	c.checkVersion()
	if c.multivariant() {
		c.checkMultivariant()
	} else {
		c.checkMedia(c.media())
	}
	return c.sorted()
}

// checker collects the faults of one playlist.
type checker struct {
	lines  []line
	faults []Fault
}

func (c *checker) add(l *line, warning bool, section, format string, args ...any) {
	for i := range args {
		if text, ok := args[i].(string); ok {
			args[i] = brief(text)
		}
	}
	f := Fault{Line: l.n, Tag: brief(l.tag), Section: section, Text: fmt.Sprintf(format, args...), Warning: warning}
	if f.Tag == "" {
		f.Tag = "URI"
	}
	c.faults = append(c.faults, f)
}

// brief is what a fault shows of a text, which may be of any length.
func brief(text string) string {
	const most = 80
	if len(text) > most {
		return text[:most] + "…"
	}
	return text
}

// must is a fault of a line, should one that is a warning.
func (c *checker) must(l *line, section, format string, args ...any) {
	c.add(l, false, section, format, args...)
}

func (c *checker) should(l *line, section, format string, args ...any) {
	c.add(l, true, section, format, args...)
}

func (c *checker) sorted() []Fault {
	slices.SortStableFunc(c.faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return c.faults
}

// first returns the first line with a tag, nil if there is none.
func (c *checker) first(tag string) *line {
	for i := range c.lines {
		if c.lines[i].tag == tag {
			return &c.lines[i]
		}
	}
	return nil
}

// top is the line that faults of the whole are of.
func (c *checker) top() *line { return &c.lines[0] }
