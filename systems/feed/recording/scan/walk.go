package scan

import "touchline/systems/feed/recording"

// Object enters the object that comes next. If something else does, it stays
// before it and returns false.
func (s *Scanner) Object() bool { return s.enter('{') }

// Array enters the array that comes next. If something else does, it stays
// before it and returns false.
func (s *Scanner) Array() bool { return s.enter('[') }

func (s *Scanner) enter(open byte) bool {
	if s.peek() != open || s.err != nil {
		return false
	}
	if s.depth++; s.depth > MaxDepth {
		s.fail("at most 64 levels", tooDeep)
		return false
	}
	s.at++
	s.first = true
	return true
}

// Key goes to the next key of the object that the scanner is in, and leaves the
// object after the last.
func (s *Scanner) Key() bool {
	v, escaped := s.key()
	if v.To == 0 {
		return false
	}
	s.Name = s.data[v.From+1 : v.To-1]
	if escaped {
		s.Name, _ = AppendText(nil, s.Text(v))
	}
	return true
}

// key passes over the next key and its colon, and returns where the key lies and
// whether it has escapes.
func (s *Scanner) key() (v Span, escaped bool) {
	if !s.next('}', "a comma or }") {
		return Span{}, false
	}
	if s.at == len(s.data) || s.data[s.at] != '"' { // next has passed the white space
		s.fail("a key in quotes", recording.Syntax)
		return Span{}, false
	}
	v.From = s.at
	escaped = s.str()
	v.To = s.at
	if s.peek() != ':' {
		s.fail("a colon", recording.Syntax)
	}
	if s.err != nil {
		return Span{}, false
	}
	s.at++
	return v, escaped
}

// more is Key for who does not want the name.
func (s *Scanner) more() bool {
	v, _ := s.key()
	return v.To > 0
}

// Element goes to the next element of the array that the scanner is in, and
// leaves the array after the last.
func (s *Scanner) Element() bool { return s.next(']', "a comma or ]") }

// next passes the comma before the next member, if there is one before the
// bracket.
func (s *Scanner) next(bracket byte, want string) bool {
	c := s.peek()
	first := s.first
	s.first = false
	switch {
	case s.err != nil:
		return false
	case c == bracket:
		s.at++
		s.depth--
		return false
	case first:
		return true
	case c != ',':
		s.fail(want, recording.Syntax)
		return false
	}
	s.at++
	if s.peek() == bracket {
		s.fail("another member after the comma", recording.Syntax)
		return false
	}
	return true
}
