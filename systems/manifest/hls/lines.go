package hls

import (
	"fmt"
	"strings"
)

// lines reads a playlist line by line.
type lines struct {
	rest string
	n    int    // of the line that was read last, from 1
	tag  string // up to the colon, if the line is a tag; else empty
	text string // after it, or the whole line
	name string // of the attribute that is read
}

// begin makes lines of text, and reads the first, which must be #EXTM3U.
func begin(text string) (*lines, error) {
	l := &lines{rest: text}
	if !l.next() || l.tag != "#EXTM3U" || l.text != "" {
		return nil, &SyntaxError{1, "#EXTM3U", ErrNotPlaylist}
	}
	return l, nil
}

// next reads the next line that is neither empty nor a comment.
func (l *lines) next() bool {
	for l.rest != "" {
		var line string
		line, l.rest, _ = strings.Cut(l.rest, "\n")
		l.n++
		line = strings.TrimSuffix(line, "\r")
		switch {
		case strings.HasPrefix(line, "#EXT"):
			l.tag, l.text, _ = strings.Cut(line, ":")
			return true
		case line != "" && line[0] != '#':
			l.tag, l.text = "", line
			return true
		}
	}
	return false
}

// fault is an error in the line that was read last.
func (l *lines) fault(err error, format string, args ...any) error {
	tag := l.tag
	if tag == "" {
		tag = "URI"
	}
	if format != "" {
		err = fmt.Errorf(format+": %w", append(args, err)...)
	}
	if l.name != "" {
		err = fmt.Errorf("%s %w", l.name, err)
	}
	return &SyntaxError{l.n, tag, err}
}

// uri returns the line, which must be a URI.
func (l *lines) uri() (string, error) {
	for i := range len(l.text) {
		if l.text[i] <= ' ' || l.text[i] == '"' {
			return "", l.fault(ErrSyntax, "%.60q: must hold neither a space nor a quote", l.text)
		}
	}
	return l.text, nil
}

// attributes reads an attribute list (RFC 8216, section 4.2) and gives each to
// take. Quoted values come without their quotes.
func (l *lines) attributes(take func(name, value string) error) error {
	for rest := l.text; ; {
		name, after, ok := strings.Cut(rest, "=")
		if !ok || name == "" || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
			return l.fault(ErrSyntax, "attribute %.60q: must be NAME=value", rest)
		}
		var value string
		if strings.HasPrefix(after, `"`) {
			if value, after, ok = strings.Cut(after[1:], `"`); !ok {
				return l.fault(ErrSyntax, "attribute %.60s: the closing quote is missing", name)
			}
			if after != "" && after[0] != ',' {
				return l.fault(ErrSyntax, "attribute %.60s: %.60q follows its value: must be a comma", name, after)
			}
		} else {
			value, _, _ = strings.Cut(after, ",")
			after = after[len(value):]
			if strings.Contains(value, `"`) {
				return l.fault(ErrSyntax, "attribute %.60s: a quote within %.60s", name, value)
			}
		}
		l.name = name
		err := take(name, value)
		if l.name = ""; err != nil {
			return err
		}
		if after == "" {
			return nil
		}
		rest = after[1:]
	}
}

// needs is an error if one of the attributes that a tag must have is empty. They are
// given as name and value by turns.
func (l *lines) needs(attributes ...string) error {
	for i := 0; i < len(attributes); i += 2 {
		if attributes[i+1] == "" {
			return l.fault(ErrSyntax, "%s is missing or empty", attributes[i])
		}
	}
	return nil
}
