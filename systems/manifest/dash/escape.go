package dash

import "unicode/utf8"

// plain are the bytes that stand for themselves in text and in attributes.
var plain = func() (t [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = c != '&' && c != '<' && c != '>' && c != '"'
	}
	return t
}()

// appendEscaped appends s as XML text that may stand between double quotes. What
// XML 1.0 has no character for comes out as U+FFFD.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	for len(s) > 0 {
		n := 0
		for n < len(s) && plain[s[n]] {
			n++
		}
		dst = append(dst, s[:n]...)
		if s = s[n:]; len(s) > 0 {
			n = 1
			if s[0] < utf8.RuneSelf {
				dst = appendEntity(dst, s[0])
			} else {
				dst, n = appendRune(dst, string(s[:min(len(s), utf8.UTFMax)]))
			}
			s = s[n:]
		}
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
