package dash

import "unicode/utf8"

// special is 1 of the bytes that do not stand for themselves in text and in
// attributes.
var special = func() (t [256]uint8) {
	for c := range t {
		if c < ' ' || c >= utf8.RuneSelf || c == '&' || c == '<' || c == '>' || c == '"' {
			t[c] = 1
		}
	}
	return t
}()

// plain is how many bytes of s, from the first, stand for themselves. It looks at
// eight at a time, as hardly any text has others.
func plain[T string | []byte](s T) int {
	n := 0
	for ; n+8 <= len(s); n += 8 {
		w := s[n : n+8]
		if special[w[0]]|special[w[1]]|special[w[2]]|special[w[3]]|special[w[4]]|special[w[5]]|special[w[6]]|special[w[7]] != 0 {
			break
		}
	}
	for n < len(s) && special[s[n]] == 0 {
		n++
	}
	return n
}

// appendEscaped appends s as XML text that may stand between double quotes. What
// XML 1.0 has no character for comes out as U+FFFD.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	n := plain(s)
	dst = append(dst, s[:n]...)
	if n == len(s) {
		return dst
	}
	return appendSpecial(dst, s[n:])
}

// appendSpecial appends s, which begins with a byte that does not stand for itself.
func appendSpecial[T string | []byte](dst []byte, s T) []byte {
	for len(s) > 0 {
		n := 1
		if s[0] < utf8.RuneSelf {
			dst = appendEntity(dst, s[0])
		} else {
			dst, n = appendRune(dst, string(s[:min(len(s), utf8.UTFMax)]))
		}
		s = s[n:]
		n = plain(s)
		dst = append(dst, s[:n]...)
		s = s[n:]
	}
	return dst
}

// appendEntity appends a character that is not plain. White space but for blanks
// is written as a reference, because a parser would make a blank of it.
func appendEntity(dst []byte, c byte) []byte {
	switch c {
	case '&':
		return append(dst, "&amp;"...)
	case '<':
		return append(dst, "&lt;"...)
	case '>':
		return append(dst, "&gt;"...)
	case '"':
		return append(dst, "&quot;"...)
	case '\t':
		return append(dst, "&#9;"...)
	case '\n':
		return append(dst, "&#10;"...)
	case '\r':
		return append(dst, "&#13;"...)
	}
	return append(dst, "\uFFFD"...)
}

// appendRune appends the character that s begins with, which is not ASCII.
func appendRune(dst []byte, s string) ([]byte, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == 0xFFFE || r == 0xFFFF {
		r = utf8.RuneError
	}
	return utf8.AppendRune(dst, r), n
}
