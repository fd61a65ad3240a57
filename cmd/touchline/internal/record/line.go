package record

import (
	"encoding/hex"
	"strconv"
	"time"
	"unicode/utf8"
)

// line is one JSON object of an NDJSON file, as it is written. Keys are given in
// the order in which they are to stand.
type line struct {
	b      []byte
	pieces []piece // of the stream that is told of
}

func (l *line) open() { l.b = append(l.b[:0], '{') }

func (l *line) close() []byte {
	l.b = append(l.b, '}', '\n')
	return l.b
}

func (l *line) key(k string) {
	if last := l.b[len(l.b)-1]; last != '{' && last != '[' {
		l.b = append(l.b, ',')
	}
	l.b = append(l.b, '"')
	l.b = append(l.b, k...)
	l.b = append(l.b, '"', ':')
}

func (l *line) int(k string, v int64) {
	l.key(k)
	l.b = strconv.AppendInt(l.b, v, 10)
}

func (l *line) bool(k string, v bool) {
	l.key(k)
	l.b = strconv.AppendBool(l.b, v)
}

func (l *line) text(k, v string) {
	l.key(k)
	l.b = appendText(l.b, v)
}

func (l *line) hex(k string, v []byte) {
	l.key(k)
	l.b = append(l.b, '"')
	l.b = hex.AppendEncode(l.b, v)
	l.b = append(l.b, '"')
}

func (l *line) texts(k string, v []string) {
	l.key(k)
	l.b = append(l.b, '[')
	for i, s := range v {
		if i > 0 {
			l.b = append(l.b, ',')
		}
		l.b = appendText(l.b, s)
	}
	l.b = append(l.b, ']')
}

// utc writes a wall clock time, in unix ms, as RFC 3339 has it.
func (l *line) utc(k string, ms int64) {
	l.key(k)
	l.b = append(l.b, '"')
	l.b = time.UnixMilli(ms).UTC().AppendFormat(l.b, "2006-01-02T15:04:05.000Z07:00")
	l.b = append(l.b, '"')
}

// object begins an object that end ends.
func (l *line) object(k string) {
	l.key(k)
	l.b = append(l.b, '{')
}

func (l *line) end() { l.b = append(l.b, '}') }

// appendText appends s as a JSON string (RFC 8259).
func appendText(b []byte, s string) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', byte(c))
		case c < 0x20:
			b = append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		default:
			b = utf8.AppendRune(b, c)
		}
	}
	return append(b, '"')
}
