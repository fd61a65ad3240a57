package hls

import (
	"fmt"
	"strconv"
	"strings"
)

// lines reads a playlist line by line.
type lines struct {
	rest string
	n    int    // of the line that was read last, from 1
	tag  string // up to the colon, if the line is a tag; else empty
	text string // after it, or the whole line
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
	return &SyntaxError{l.n, tag, err}
}

// uri returns the line, which must be a URI.
func (l *lines) uri() (string, error) {
	for i := range len(l.text) {
		if l.text[i] <= ' ' || l.text[i] == '"' {
			return "", l.fault(ErrSyntax, "%q: must hold neither a space nor a quote", l.text)
		}
	}
	return l.text, nil
}

// number returns text as a decimal integer of at most most.
func (l *lines) number(text string, most uint64) (uint64, error) {
	n, err := strconv.ParseUint(text, 10, 64)
	switch {
	case err != nil && !allDigits(text):
		return 0, l.fault(ErrSyntax, "%q: must be a decimal number", text)
	case err != nil || n > most:
		return 0, l.fault(ErrRange, "%s: must be at most %d", text, most)
	}
	return n, nil
}

func allDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// decimal returns text, a decimal number of at most most, in units of
// 1/10^places. Further decimals are cut off.
func (l *lines) decimal(text string, places int, most uint64) (uint64, error) {
	whole, part, point := strings.Cut(text, ".")
	if !allDigits(whole) || point && !allDigits(part) {
		return 0, l.fault(ErrSyntax, "%q: must be a decimal number", text)
	}
	n, err := strconv.ParseUint(whole, 10, 64)
	if err != nil || n > most {
		return 0, l.fault(ErrRange, "%s: must be at most %d", text, most)
	}
	for i := range places {
		n *= 10
		if i < len(part) {
			n += uint64(part[i] - '0')
		}
	}
	return n, nil
}

// attributes reads an attribute list (RFC 8216, section 4.2) and gives each to
// take. Quoted values come without their quotes.
func (l *lines) attributes(take func(name, value string) error) error {
	for rest := l.text; ; {
		name, after, ok := strings.Cut(rest, "=")
		if !ok || name == "" || strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "" {
			return l.fault(ErrSyntax, "attribute %q: must be NAME=value", rest)
		}
		var value string
		if strings.HasPrefix(after, `"`) {
			if value, after, ok = strings.Cut(after[1:], `"`); !ok {
				return l.fault(ErrSyntax, "attribute %s: the closing quote is missing", name)
			}
			if after != "" && after[0] != ',' {
				return l.fault(ErrSyntax, "attribute %s: %q follows its value: must be a comma", name, after)
			}
		} else {
			value, _, _ = strings.Cut(after, ",")
			after = after[len(value):]
			if strings.Contains(value, `"`) {
				return l.fault(ErrSyntax, "attribute %s: a quote within %s", name, value)
			}
		}
		if err := take(name, value); err != nil {
			return err
		}
		if after == "" {
			return nil
		}
		rest = after[1:]
	}
}
