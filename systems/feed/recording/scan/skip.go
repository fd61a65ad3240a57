package scan

import (
	"encoding/binary"
	"math/bits"

	"touchline/systems/feed/recording"
)

// space passes over white space. It takes the indents of files that are made to
// be looked at, a third of their bytes, in steps of eight.
func (s *Scanner) space() int {
	data, i := s.data, s.at
	for i < len(data) && data[i] <= ' ' && blank>>data[i]&1 != 0 {
		i++
		if data[i-1] != '\n' {
			continue
		}
		for len(data)-i >= 8 {
			n := bits.TrailingZeros64(binary.LittleEndian.Uint64(data[i:])^0x20202020_20202020) / 8
			i += n
			if n < 8 {
				break
			}
		}
	}
	s.at = i
	return i
}

// blank has a bit for each byte that is white space in JSON.
const blank = 1<<' ' | 1<<'\t' | 1<<'\n' | 1<<'\r'

// peek passes over white space and returns the byte after it, 0 at the end. There
// often is none, and then it costs no call.
func (s *Scanner) peek() byte {
	if i := s.at; i < len(s.data) {
		if c := s.data[i]; c > ' ' {
			return c
		}
	}
	return s.pass()
}

// pass is peek where there is white space: one space, or an indent.
func (s *Scanner) pass() byte {
	if i := s.at + 1; i < len(s.data) && s.data[i-1] == ' ' && s.data[i] > ' ' {
		s.at = i
		return s.data[i]
	}
	if i := s.space(); i < len(s.data) {
		return s.data[i]
	}
	return 0
}

// skip passes over the value that comes next.
func (s *Scanner) skip() { s.value(s.peek()) }

// value passes over the value that begins here, with c.
func (s *Scanner) value(c byte) {
	switch {
	case s.err != nil:
	case c == '"':
		s.str()
	case c == '{':
		for ok := s.Object() && s.more(); ok; ok = s.more() {
			s.skip()
		}
	case c == '[':
		for ok := s.Array() && s.Element(); ok; ok = s.Element() {
			s.skip()
		}
	case c == '-' || '0' <= c && c <= '9':
		s.number()
	case c == 't':
		s.literal("true")
	case c == 'f':
		s.literal("false")
	case c == 'n':
		s.literal("null")
	default:
		s.fail("a value", recording.Syntax)
	}
}

func (s *Scanner) literal(text string) {
	if end := s.at + len(text); end <= len(s.data) && string(s.data[s.at:end]) == text {
		s.at = end
		return
	}
	for i := 0; s.at < len(s.data) && s.data[s.at] == text[i]; i++ {
		s.at++ // so that one that is cut short is called so
	}
	s.fail(text, recording.Syntax)
}

// number passes over the number that comes next.
func (s *Scanner) number() {
	if s.data[s.at] == '-' {
		s.at++
	}
	if s.at < len(s.data) && s.data[s.at] == '0' {
		s.at++ // and no digit may follow
	} else if !s.digits() {
		return
	}
	if s.at < len(s.data) && s.data[s.at] == '.' {
		s.at++
		if !s.digits() {
			return
		}
	}
	if s.at < len(s.data) && s.data[s.at]|0x20 == 'e' {
		s.at++
		if s.at < len(s.data) && (s.data[s.at] == '+' || s.data[s.at] == '-') {
			s.at++
		}
		s.digits()
	}
}

// digits passes over one digit or more.
func (s *Scanner) digits() bool {
	data, i := s.data, s.at
	for i < len(data) && data[i]-'0' <= 9 {
		i++
	}
	if i == s.at {
		s.fail("a digit", recording.Syntax)
	}
	s.at = i
	return s.err == nil
}
