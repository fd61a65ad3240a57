// Package strict reads JSON (RFC 8259) whose shape is known, from those who are
// not trusted: what parsers read differently is refused. Members may not repeat,
// text must be UTF-8, numbers must be integers, and nothing may follow the value.
package strict

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
)

// Error says at which byte a text is not what was wanted.
type Error struct {
	At  int // from 0
	Err error
}

func (e *Error) Error() string { return fmt.Sprintf("byte %d: %v", e.At, e.Err) }

func (e *Error) Unwrap() error { return e.Err }

// Errors that an [Error] wraps.
var (
	ErrSyntax    = errors.New("not understood")
	ErrDuplicate = errors.New("given twice")
	ErrRange     = errors.New("out of range")
)

// Reader reads a text from its beginning. Nothing is nested deeper than its caller
// asks for.
type Reader struct {
	text []byte
	at   int
}

// New returns a reader of text.
func New(text []byte) *Reader { return &Reader{text: text} }

// At returns the byte that is read next.
func (r *Reader) At() int { return r.at }

// Fault is an error at byte at.
func (r *Reader) Fault(at int, err error, format string, args ...any) error {
	return &Error{at, fmt.Errorf(format+": %w", append(args, err)...)}
}

// peek returns the next byte that is not white space, or 0 at the end.
func (r *Reader) peek() byte {
	for ; r.at < len(r.text); r.at++ {
		switch c := r.text[r.at]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// take reads c.
func (r *Reader) take(c byte) error {
	if found := r.peek(); found != c || r.at == len(r.text) {
		return r.Fault(r.at, ErrSyntax, "%s: must be %q", r.found(), c)
	}
	r.at++
	return nil
}

// found says what is there, for an error.
func (r *Reader) found() string {
	if r.at == len(r.text) {
		return "the end"
	}
	return fmt.Sprintf("%q", r.text[r.at])
}

// most is how many members an object may have.
const most = 32

// Object reads an object. It gives the name of each member to value, which must
// read the member's value.
func (r *Reader) Object(value func(name string) error) error {
	if err := r.take('{'); err != nil {
		return err
	}
	var seen []string
	return r.list('}', func() error {
		r.peek()
		at := r.at
		name, err := r.String()
		if err != nil {
			return err
		}
		if slices.Contains(seen, name) {
			return r.Fault(at, ErrDuplicate, "member %q", name)
		}
		if seen = append(seen, name); len(seen) > most {
			return r.Fault(at, ErrRange, "more than %d members", most)
		}
		if err := r.take(':'); err != nil {
			return err
		}
		return value(name)
	})
}

// Array reads an array. It calls element before each, which must read it.
func (r *Reader) Array(element func() error) error {
	if err := r.take('['); err != nil {
		return err
	}
	return r.list(']', element)
}

// list reads what is separated by commas, up to end.
func (r *Reader) list(end byte, item func() error) error {
	if r.peek() == end {
		r.at++
		return nil
	}
	for {
		if err := item(); err != nil {
			return err
		}
		switch c := r.peek(); {
		case c == ',':
			r.at++
		case c == end && r.at < len(r.text):
			r.at++
			return nil
		default:
			return r.Fault(r.at, ErrSyntax, "%s: must be ',' or %q", r.found(), end)
		}
	}
}

// Int reads an integer, which JSON may write with neither a leading zero nor a plus.
func (r *Reader) Int() (int64, error) {
	c, begin := r.peek(), r.at
	if c == '-' {
		r.at++
	}
	first := r.at
	n := uint64(0)
	for ; r.at < len(r.text) && '0' <= r.text[r.at] && r.text[r.at] <= '9'; r.at++ {
		if n > math.MaxInt64/10 { // ten times that and a digit does not pass 64 bits
			return 0, r.Fault(begin, ErrRange, "a number of more than 63 bits")
		}
		n = 10*n + uint64(r.text[r.at]-'0')
	}
	switch digits := r.text[first:r.at]; {
	case len(digits) == 0:
		return 0, r.Fault(r.at, ErrSyntax, "%s: must be an integer", r.found())
	case digits[0] == '0' && (len(digits) > 1 || c == '-'):
		return 0, r.Fault(begin, ErrSyntax, "%q: must be an integer as JSON writes it", r.text[begin:r.at])
	case r.at < len(r.text) && slices.Contains([]byte(".eE"), r.text[r.at]):
		return 0, r.Fault(r.at, ErrSyntax, "%s: must be an integer", r.found())
	case c == '-' && n <= 1<<63:
		return -int64(n), nil
	case n > math.MaxInt64:
		return 0, r.Fault(begin, ErrRange, "a number of more than 63 bits")
	}
	return int64(n), nil
}

// Bool reads true or false.
func (r *Reader) Bool() (bool, error) {
	r.peek()
	for _, word := range []string{"true", "false"} {
		if bytes.HasPrefix(r.text[r.at:], []byte(word)) {
			r.at += len(word)
			return word == "true", nil
		}
	}
	return false, r.Fault(r.at, ErrSyntax, "%s: must be true or false", r.found())
}

// End checks that nothing follows.
func (r *Reader) End() error {
	if r.peek(); r.at < len(r.text) {
		return r.Fault(r.at, ErrSyntax, "%s: must be the end", r.found())
	}
	return nil
}
