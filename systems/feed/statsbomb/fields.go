package statsbomb

import (
	"fmt"

	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// fail ends the reading at v, unless it has ended already.
func (r *reader) fail(field string, v scan.Span, fault recording.Fault, want string) {
	if r.err != nil {
		return
	}
	r.err = &recording.Error{
		Offset: int64(v.From), Record: r.number, ID: r.id(),
		Field: field, Want: want, Err: fault,
	}
	if v != (scan.Span{}) {
		r.err.Found = recording.Clip(r.scan.Text(v))
	} else {
		r.err.Offset = int64(r.scan.At())
	}
}

// wrong ends the reading if v, which may be absent, is not what was wanted.
func (r *reader) wrong(field string, v scan.Span, want string) {
	r.syntax()
	r.fail(field, v, recording.WrongType, want)
}

// syntax ends the reading if the JSON is in error.
func (r *reader) syntax() {
	if err := r.scan.Err(); err != nil && r.err == nil {
		r.err = err
		r.err.Record = r.number
	}
}

// id returns the ID of the record, without its quotes, "" if it is not known.
func (r *reader) id() string {
	text := r.scan.Text(r.rec.id)
	if len(text) < 2 {
		return ""
	}
	return string(text[1 : len(text)-1])
}

// where says which record it is, for warnings.
func (r *reader) where() string {
	return fmt.Sprintf("%s %d (id %s)", r.what, r.number, recording.Clip([]byte(r.id())))
}

// required returns v, and ends the reading if it is absent.
func (r *reader) required(field string, v scan.Span, want string) scan.Span {
	if v == (scan.Span{}) {
		r.fail(field, v, recording.Missing, want)
	}
	return v
}

// integer reads a whole number that is there.
func (r *reader) integer(field string, v scan.Span) int64 {
	n, ok := scan.Int(r.scan.Text(v))
	if !ok {
		r.fail(field, v, recording.WrongType, "a whole number")
	}
	return n
}

// members returns the members of o, which are absent if it is.
func (r *reader) members(field string, o *object) *[4]scan.Span {
	if o.at != (scan.Span{}) && r.scan.Text(o.at)[0] != '{' {
		r.fail(field, o.at, recording.WrongType, "an object")
	}
	return &o.members
}

// inner looks into v, a value within a record that should be an object.
func (r *reader) inner(v scan.Span, names ...string) object {
	var o object
	if v != (scan.Span{}) {
		in := r.scan.Inside(v)
		o.pick(&in, names...)
	}
	return o
}

// ref reads the ID of o, its first member, which is 0 if it is absent.
func (r *reader) ref(field string, o object) int64 {
	id := r.members(field, &o)[0]
	if id == (scan.Span{}) {
		return 0
	}
	return r.integer(field, id)
}

// word reads a text, which is valid until the next is read; v may be absent,
// which is the empty text.
func (r *reader) word(field string, v scan.Span) []byte {
	if v == (scan.Span{}) {
		return nil
	}
	raw := r.scan.Text(v)
	if raw[0] != '"' {
		r.fail(field, v, recording.WrongType, "a text")
		return nil
	}
	if len(raw) > scan.MaxText+len(`""`) {
		r.fail(field, v, recording.OutOfRange, "at most 65536 bytes")
		return nil
	}
	text, valid := scan.AppendText(r.text[:0], raw)
	r.text = text
	if !valid {
		r.match.Warnings.Add(recording.BadText, "%s: %s %s", r.where(), field, recording.Clip(raw))
	}
	return text
}

// truth reads true or false; v may be absent, which is false.
func (r *reader) truth(field string, v scan.Span) bool {
	switch string(r.scan.Text(v)) {
	case "true":
		return true
	case "false", "":
		return false
	}
	r.fail(field, v, recording.WrongType, "true or false")
	return false
}
