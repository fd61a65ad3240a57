// Package scan walks over JSON (RFC 8259) in memory and hands out the parts that
// a reader wants, where they lie.
//
// It checks all that it passes over, as strictly as encoding/json does, but
// builds nothing: a match has megabytes of which a reader keeps a tenth.
package scan

import "touchline/systems/feed/recording"

// Bounds of what a file may have.
const (
	MaxDepth = 64       // how deep objects and arrays may nest
	MaxText  = 64 << 10 // the longest text that is read, in bytes between its quotes
)

// Scanner walks over one JSON text. Its methods stop at the first error, which
// [Scanner.Err] returns; after it they give false and empty spans.
//
//	if s.Object() {
//		for s.Key() {
//			switch string(s.Name) {
//			case "id":
//				id = s.Value()
//			default:
//				s.Value()
//			}
//		}
//	}
type Scanner struct {
	Name []byte // the key that Key has come to, without escapes

	data  []byte
	at    int
	depth int
	first bool // an object or array has just begun
	err   *recording.Error
}

// New returns a scanner of data, at its beginning. A byte order mark is passed
// over.
func New(data []byte) Scanner {
	s := Scanner{data: data}
	if len(data) >= 3 && string(data[:3]) == "\uFEFF" {
		s.at = 3
	}
	return s
}

// Span is where a value lies. The zero Span is no value.
type Span struct{ From, To int }

// Text returns the bytes of v.
func (s *Scanner) Text(v Span) []byte { return s.data[v.From:v.To] }

// Inside returns a scanner of v alone, which gives spans of the same text.
func (s *Scanner) Inside(v Span) Scanner { return Scanner{data: s.data[:v.To], at: v.From} }

// At returns where the scanner is.
func (s *Scanner) At() int { return s.at }

// Err returns what stopped the scanner, an [*recording.Error], or nil.
func (s *Scanner) Err() *recording.Error { return s.err }

// Value passes over the value that comes next and returns where it lies; null
// counts as no value.
func (s *Scanner) Value() Span {
	c := s.peek()
	from := s.at
	s.value(c)
	if s.err != nil || c == 'n' {
		return Span{}
	}
	return Span{from, s.at}
}

// Pick passes over the value that comes next, as Value does. If it is an object,
// it puts where members of it lie into out, in the order of names; of a key that
// comes twice the last counts.
func (s *Scanner) Pick(out []Span, names ...string) Span {
	clear(out)
	s.peek()
	from := s.at
	if !s.Object() {
		return s.Value()
	}
	for s.Key() {
		i := 0
		for i < len(names) && string(s.Name) != names[i] {
			i++
		}
		if v := s.Value(); i < len(names) {
			out[i] = v
		}
	}
	if s.err != nil {
		return Span{}
	}
	return Span{from, s.at}
}

// End checks that nothing but white space follows.
func (s *Scanner) End() {
	if s.err == nil && s.space() < len(s.data) {
		s.fail("nothing more", trailing)
	}
}

// Faults of texts that begin well.
const (
	tooDeep  recording.Fault = "nested too deep"
	trailing recording.Fault = "trailing bytes"
)

// fail stops the scanner where it is.
func (s *Scanner) fail(want string, fault recording.Fault) {
	if s.err != nil {
		return
	}
	s.err = &recording.Error{Offset: int64(s.at), Want: want, Err: fault}
	if s.at >= len(s.data) {
		s.err.Offset, s.err.Err = int64(len(s.data)), recording.Truncated
		return
	}
	s.err.Found = recording.Clip(recording.Start(s.data[s.at:], 16))
}
