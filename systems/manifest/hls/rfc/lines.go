package rfc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a tag or a URI: what is neither a comment nor empty.
type line struct {
	n          int
	tag        string // up to the colon; empty if the line is a URI
	value      string // after it, or the URI
	attributes []attribute
}

// text is what stands behind a tag, or nothing if there is none.
func (l *line) text() string {
	if l == nil {
		return ""
	}
	return l.value
}

// read cuts a text into lines. Without lines in what it returns, the text is no
// playlist.
func read(text string) *checker {
	c := &checker{}
	fault := func(n int, section, message string) {
		c.must(&line{n: n, tag: "text"}, section, "%s", message)
	}
	first, _, _ := strings.Cut(text, "\n")
	if strings.TrimSuffix(first, "\r") != "#EXTM3U" {
		c.must(&line{n: 1, tag: "#EXTM3U"}, "4.4.1.1", "%.40q: must be the first line", first)
		return c
	}
	if !utf8.ValidString(text) {
		fault(1, "4.1", "must be UTF-8")
	}
	n := 0
	for row := range strings.Lines(text) {
		n++
		row, ended := strings.CutSuffix(row, "\n")
		if !ended {
			fault(n, "4.1", "the line does not end: must be with a line feed")
		}
		row = strings.TrimSuffix(row, "\r")
		if strings.ContainsFunc(row, unicode.IsControl) && !strings.HasPrefix(row, "#EXT-X-SKIP") {
			fault(n, "4.1", "must hold no control character")
		}
		switch {
		case strings.HasPrefix(row, "#EXT"):
			l := line{n: n}
			l.tag, l.value, _ = strings.Cut(row, ":")
			c.lines = append(c.lines, l)
		case row != "" && row[0] != '#':
			l := line{n: n, value: row}
			if strings.ContainsAny(row, " \t\"") {
				c.must(&l, "4.1", "%.60q: must hold neither white space nor a quote", row)
			}
			c.lines = append(c.lines, l)
		}
	}
	for i := range c.lines {
		c.readAttributes(&c.lines[i])
	}
	return c
}

// multivariant reports which of both a playlist is.
func (c *checker) multivariant() bool {
	for i := range c.lines {
		if tags[c.lines[i].tag].place == multivariantTag {
			return true
		}
	}
	return false
}
