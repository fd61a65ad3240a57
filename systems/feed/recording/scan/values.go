package scan

import (
	"iter"

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

// Null reports whether the value at is null.
func (v *Values) Null(at Span) bool { return string(v.Text(at)) == "null" }

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
