package scan

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

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
	if len(raw) > MaxText+len(`""`) {
		v.Fail(field, at, recording.OutOfRange, "at most 65536 bytes")
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

func isNumber(text []byte) bool { return text[0] == '-' || text[0]-'0' <= 9 }
