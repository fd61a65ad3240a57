package scan

import (
	"bytes"
	"fmt"
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// Values reads values of a JSON text that was walked over before, where they lie,
// for a reader that takes a record's members in an order of its own. It keeps
// the first error, with the record that it is in; after it the methods give
// zero values.
//
//	v := scan.NewValues(data, m)
//	root := v.Root() // all of it is checked here
//	for at := range v.Elements("events", root) {
//		v.Begin(at)
//		…
//	}
//	return v.Err
type Values struct {
	Err    *recording.Error
	Record int  // that is being read, from 1; 0 outside of records
	ID     Span // the source's name for it, if it has one

	at    Span // where the record lies
	scan  Scanner
	match *recording.Match
	text  []byte // of the last Word
}

// NewValues returns a reader of data that warns m.
func NewValues(data []byte, m *recording.Match) Values {
	return Values{scan: New(data), match: m}
}

// Begin begins the next record, which lies at.
func (v *Values) Begin(at Span) {
	v.Record++
	v.At(at)
}

// At says that what is read now lies at, though it is no record: what is missing
// from it is missing there.
func (v *Values) At(at Span) { v.at, v.ID = at, Span{} }

// Root walks over the whole text and returns where its value lies.
func (v *Values) Root() Span {
	root := v.scan.Value()
	v.scan.End()
	if err := v.scan.Err(); err != nil {
		v.Err = err
		return Span{}
	}
	return root
}

// Text returns the bytes of at, as they stand in the file.
func (v *Values) Text(at Span) []byte { return v.scan.Text(at) }

// Members puts where members of the object at lie into out, in the order of
// names. If at is absent, so are they.
func (v *Values) Members(field string, at Span, out []Span, names ...string) {
	clear(out)
	if at == (Span{}) || v.Err != nil {
		return
	}
	in := v.scan.Inside(at)
	in.Pick(out, names...)
	if v.scan.data[at.From] != '{' {
		v.Fail(field, at, recording.WrongType, "an object")
	}
}

// Elements gives where the elements of the array at lie, null among them; at may
// be absent.
func (v *Values) Elements(field string, at Span) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		if at == (Span{}) || v.Err != nil {
			return
		}
		in := v.scan.Inside(at)
		if !in.Array() {
			v.Fail(field, at, recording.WrongType, "an array")
			return
		}
		for v.Err == nil && in.Element() {
			in.peek()
			from := in.at
			in.skip()
			if !yield(Span{from, in.at}) {
				return
			}
		}
	}
}

// Entries gives the keys of the object at, in the order of the file, and where
// their values lie; at may be absent. A key is valid until the next is given.
func (v *Values) Entries(field string, at Span) iter.Seq2[[]byte, Span] {
	return func(yield func([]byte, Span) bool) {
		if at == (Span{}) || v.Err != nil {
			return
		}
		in := v.scan.Inside(at)
		if !in.Object() {
			v.Fail(field, at, recording.WrongType, "an object")
			return
		}
		for v.Err == nil && in.Key() {
			key := in.Name
			if !yield(key, in.Value()) {
				return
			}
		}
	}
}

// Required returns at, and fails if it is absent.
func (v *Values) Required(field string, at Span, want string) Span {
	if at == (Span{}) {
		v.Fail(field, at, recording.Missing, want)
	}
	return at
}

// Integer reads a whole number from least to most, of which want speaks. It is 0
// if at is absent.
func (v *Values) Integer(field string, at Span, least, most int64, want string) int64 {
	if at == (Span{}) || v.Err != nil {
		return 0
	}
	text := v.Text(at)
	n, ok := Int(text)
	switch {
	case !ok && !isNumber(text):
		v.Fail(field, at, recording.WrongType, want)
	case !ok || n < least || n > most:
		v.Fail(field, at, recording.OutOfRange, want)
	default:
		return n
	}
	return 0
}

// Fixed reads a number times 10 to the power of places. It reports false if the
// number is beyond the range of the result; what is no number at all is an
// error. It is 0 if at is absent.
func (v *Values) Fixed(field string, at Span, places int) (n int64, ok bool) {
	if at == (Span{}) || v.Err != nil {
		return 0, true
	}
	text := v.Text(at)
	if !isNumber(text) {
		v.Fail(field, at, recording.WrongType, "a number")
		return 0, true
	}
	return Fixed(text, places)
}

// Truth reads true or false; it is false if at is absent.
func (v *Values) Truth(field string, at Span) bool {
	switch string(v.Text(at)) {
	case "true":
		return true
	case "false", "":
		return false
	}
	v.Fail(field, at, recording.WrongType, "true or false")
	return false
}

// Word reads a text, which is valid until the next is read. It is empty if at is
// absent. Bytes that are not UTF-8 are replaced, with a warning.
func (v *Values) Word(field string, at Span) []byte {
	if at == (Span{}) || v.Err != nil {
		return nil
	}
	raw := v.Text(at)
	if raw[0] != '"' {
		v.Fail(field, at, recording.WrongType, "a text")
		return nil
	}
	var valid bool
	if v.text, valid = AppendText(v.text[:0], raw); !valid {
		v.Warn(recording.BadText, "%s %s", field, recording.Clip(raw))
	}
	return v.text
}

// Name reads a text and interns it; it is no symbol if the text is empty or
// absent.
func (v *Values) Name(field string, at Span, names components.Interner) components.Symbol {
	text := v.Word(field, at)
	if len(text) == 0 {
		return 0
	}
	return names.Intern(text)
}

// Warn warns of a defect of the record.
func (v *Values) Warn(class recording.Class, format string, args ...any) {
	if v.match.Warnings.Count(class) > 0 {
		format, args = "", nil // only the first is kept
	} else {
		format = v.where() + ": " + format
	}
	v.match.Warnings.Add(class, format, args...)
}

// where says which record it is.
func (v *Values) where() string {
	if v.Record == 0 {
		return fmt.Sprintf("byte %d", v.at.From)
	}
	if id := v.id(); id != "" {
		return fmt.Sprintf("event %d (id %s)", v.Record, recording.Clip([]byte(id)))
	}
	return fmt.Sprintf("event %d", v.Record)
}

func (v *Values) id() string { return string(bytes.Trim(v.Text(v.ID), `"`)) }

// Fail ends the reading at a value; if that is absent, at the record.
func (v *Values) Fail(field string, at Span, fault recording.Fault, want string) {
	if v.Err != nil {
		return
	}
	v.Err = &recording.Error{
		Offset: int64(v.at.From), Record: v.Record, ID: v.id(), Field: field, Want: want, Err: fault,
	}
	if at != (Span{}) {
		v.Err.Offset = int64(at.From)
		v.Err.Found = recording.Clip(v.Text(at))
	}
}

func isNumber(text []byte) bool { return text[0] == '-' || text[0]-'0' <= 9 }
