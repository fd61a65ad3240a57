package strict

import (
	"unicode/utf16"
	"unicode/utf8"
)

// String reads a string.
func (r *Reader) String() (string, error) {
	if err := r.take('"'); err != nil {
		return "", err
	}
	begin := r.at
	var out []byte // only where there is an escape
	plain := begin // what is not in out yet
	for r.at < len(r.text) {
		switch c := r.text[r.at]; {
		case c == '"':
			text := r.text[plain:r.at]
			if out != nil {
				text = append(out, text...)
			}
			r.at++
			return string(text), nil
		case c == '\\':
			out = append(out, r.text[plain:r.at]...)
			var err error
			if out, err = r.escape(out); err != nil {
				return "", err
			}
			plain = r.at
		case c < ' ':
			return "", r.Fault(r.at, ErrSyntax, "%q: a control character in a string", c)
		case c < utf8.RuneSelf:
			r.at++
		default:
			char, size := utf8.DecodeRune(r.text[r.at:])
			if char == utf8.RuneError && size == 1 {
				return "", r.Fault(r.at, ErrSyntax, "%q: must be UTF-8", c)
			}
			r.at += size
		}
	}
	return "", r.Fault(begin-1, ErrSyntax, "a string that does not end")
}

// escapes are what follows a backslash, and what it stands for.
var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// escape reads an escape and appends what it stands for.
func (r *Reader) escape(out []byte) ([]byte, error) {
	at := r.at
	if at+1 < len(r.text) {
		if c := escapes[r.text[at+1]]; c != 0 {
			r.at += 2
			return append(out, c), nil
		}
	}
	char, ok := r.unit()
	if ok && utf16.IsSurrogate(char) { // the first of two that make one character
		var low rune
		low, ok = r.unit()
		char = utf16.DecodeRune(char, low)
		ok = ok && char != utf8.RuneError
	}
	if !ok {
		return nil, r.Fault(at, ErrSyntax, "an escape that stands for no character")
	}
	return utf8.AppendRune(out, char), nil
}

// unit reads an escape of the form \u20ac.
func (r *Reader) unit() (unit rune, ok bool) {
	const size = len(`\u20ac`)
	if len(r.text)-r.at < size || r.text[r.at] != '\\' || r.text[r.at+1] != 'u' {
		return 0, false
	}
	for _, c := range r.text[r.at+2:][:4] {
		unit <<= 4
		switch {
		case '0' <= c && c <= '9':
			unit |= rune(c - '0')
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			unit |= rune(c|0x20-'a') + 10
		default:
			return 0, false
		}
	}
	r.at += size
	return unit, true
}
