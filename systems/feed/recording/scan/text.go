package scan

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"

	"touchline/systems/feed/recording"
)

// plain has the bytes that stand for themselves in a string.
var plain = func() (t [256]bool) {
	for c := range t {
		t[c] = c >= ' ' && c != '"' && c != '\\'
	}
	return t
}()

// special returns the place of the first byte from i on that does not stand for
// itself in a string. It looks at eight at a time: one of them is less than a space
// if a borrow comes out of it, and a quote or a backslash if it is zero after an
// exclusive or with that. What it finds first is true; after that borrows may
// mislead.
func special(data []byte, i int) int {
	const ones, high = 0x01010101_01010101, 0x80808080_80808080
	for ; len(data)-i >= 8; i += 8 {
		w := binary.LittleEndian.Uint64(data[i:])
		quote, slash := w^'"'*ones, w^'\\'*ones
		found := (w-' '*ones)&^w | (quote-ones)&^quote | (slash-ones)&^slash
		if found &= high; found != 0 {
			return i + bits.TrailingZeros64(found)/8
		}
	}
	for i < len(data) && plain[data[i]] {
		i++
	}
	return i
}

// str passes over the string that comes next, and reports whether it has escapes.
func (s *Scanner) str() (escaped bool) {
	data, i := s.data, s.at+1
	for {
		i = special(data, i)
		s.at = i
		if i == len(data) {
			s.fail("the end of a string", recording.Truncated)
			return escaped
		}
		switch data[i] {
		case '"':
			s.at++
			return escaped
		case '\\':
			escaped = true
			if i = escape(data, i+1); i > 0 {
				continue
			}
			if bytes.IndexByte(data[s.at:], '"') < 0 {
				s.at = len(data) // it was cut short rather than wrong
			}
			s.fail(`an escape like \n or \u00e9`, recording.Syntax)
		default:
			s.fail("no control character in a string", recording.Syntax)
		}
		return escaped
	}
}

// escape returns where the escape ends whose letter is data[i], or -1 if there is
// none such.
func escape(data []byte, i int) int {
	if i >= len(data) {
		return -1
	}
	switch data[i] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 1
	case 'u':
		if i+5 <= len(data) && hex4(data[i+1:]) >= 0 {
			return i + 5
		}
	}
	return -1
}

// AppendText appends the text of quoted, a string as it stands in JSON, to dst.
// What is not UTF-8, and halves of a surrogate pair, become U+FFFD; then valid is
// false.
func AppendText(dst, quoted []byte) (text []byte, valid bool) {
	valid = true
	for in := quoted[1 : len(quoted)-1]; len(in) > 0; {
		switch c := in[0]; {
		case c == '\\':
			r, n := unescape(in)
			valid = valid && (r != utf8.RuneError || n == len(`\ufffd`) && hex4(in[2:]) == utf8.RuneError)
			dst = utf8.AppendRune(dst, r)
			in = in[n:]
		case c < utf8.RuneSelf:
			dst = append(dst, c)
			in = in[1:]
		default:
			r, n := utf8.DecodeRune(in)
			valid = valid && (r != utf8.RuneError || n > 1)
			dst = utf8.AppendRune(dst, r)
			in = in[n:]
		}
	}
	return dst, valid
}

// unescape returns the letter that the escape at the beginning of in stands for,
// and how many bytes it takes.
func unescape(in []byte) (rune, int) {
	switch c := in[1]; c {
	case 'b':
		return '\b', 2
	case 'f':
		return '\f', 2
	case 'n':
		return '\n', 2
	case 'r':
		return '\r', 2
	case 't':
		return '\t', 2
	case 'u':
		r := hex4(in[2:])
		if !utf16.IsSurrogate(r) {
			return r, 6
		}
		if len(in) >= 12 && in[6] == '\\' && in[7] == 'u' {
			if pair := utf16.DecodeRune(r, hex4(in[8:])); pair != utf8.RuneError {
				return pair, 12
			}
		}
		return utf8.RuneError, 6
	default:
		return rune(c), 2
	}
}

// hex4 reads four hexadecimal digits; it returns -1 if they are not.
func hex4(in []byte) rune {
	if len(in) < 4 {
		return -1
	}
	var r rune
	for _, c := range in[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return -1
		}
		r = r<<4 | rune(c)
	}
	return r
}
