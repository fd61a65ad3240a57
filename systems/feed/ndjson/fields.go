package ndjson

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// Bounds of what a line may say.
const (
	maxClock = 7 * 24 * 3_600_000 // ms: a week
	maxBeat  = 3_600_000          // ms: an hour
)

// fail makes the line an error, unless it is one already.
func (r *reader) fail(field string, v scan.Span, fault recording.Fault, want string) {
	if r.err != nil {
		return
	}
	r.err = &recording.Error{Offset: int64(r.at + v.From), Line: r.line, Field: field, Want: want, Err: fault}
	if v != (scan.Span{}) {
		r.err.Found = recording.Clip(r.scan.Text(v))
	}
}

// syntax makes the line an error if its JSON is one.
func (r *reader) syntax() {
	if err := r.scan.Err(); err != nil && r.err == nil {
		r.err = err
		r.err.Offset += int64(r.at)
		r.err.Line = r.line
	}
}

// integer reads a whole number; v may be absent, which is 0.
func (r *reader) integer(field string, v scan.Span, least, most int64, want string) int64 {
	if v == (scan.Span{}) {
		return 0
	}
	n, ok := scan.Int(r.scan.Text(v))
	if !ok {
		r.fail(field, v, r.number(v), want)
		return 0
	}
	if n < least || n > most {
		r.fail(field, v, recording.OutOfRange, want)
		return 0
	}
	return n
}

// number says what is wrong with v, which is not the number that was wanted.
func (r *reader) number(v scan.Span) recording.Fault {
	if _, ok := scan.Int(r.scan.Text(v)); ok {
		return recording.OutOfRange
	}
	return recording.WrongType
}

// pts reads milliseconds; v may be absent, which is 0. A fraction is rounded to
// the 90 kHz clock.
func (r *reader) pts(field string, v scan.Span, most int64, want string) components.PTS {
	if v == (scan.Span{}) {
		return 0
	}
	return r.ptsFrom(field, v, 0, most, want)
}

// ptsFrom reads milliseconds from least to most.
func (r *reader) ptsFrom(field string, v scan.Span, least, most int64, want string) components.PTS {
	const scale = 1_000_000
	n, ok := scan.Fixed(r.scan.Text(v), 6)
	switch {
	case !ok && r.numeric(v), ok && (n < least*scale || n > most*scale):
		r.fail(field, v, recording.OutOfRange, want)
		return 0
	case !ok:
		r.fail(field, v, recording.WrongType, want)
		return 0
	case n < 0:
		return -components.PTS((-n*90 + scale/2) / scale)
	}
	return components.PTS((n*90 + scale/2) / scale)
}

// place reads meters; v may be absent, which is no place. It rounds to the
// centimeter.
func (r *reader) place(field string, v scan.Span) components.Centimeter {
	if v == (scan.Span{}) {
		return components.NoPlace
	}
	const want = "meters from the center spot, -327.67 to 327.67"
	n, ok := scan.Fixed(r.scan.Text(v), 2)
	switch {
	case !ok && !r.numeric(v):
		r.fail(field, v, recording.WrongType, want)
	case !ok || n < -32767 || n > 32767:
		r.fail(field, v, recording.OutOfRange, want)
	}
	return components.Centimeter(n)
}

// numeric reports whether v is a number, of whatever size.
func (r *reader) numeric(v scan.Span) bool {
	c := r.scan.Text(v)[0]
	return c == '-' || '0' <= c && c <= '9'
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
	text, valid := scan.AppendText(r.text[:0], raw)
	r.text = text
	if !valid {
		r.match.Warnings.Add(recording.BadText, "line %d: %s %s", r.line, field, recording.Clip(raw))
	}
	return text
}

// symbol reads a text and interns it.
func (r *reader) symbol(field string, v scan.Span) components.Symbol {
	text := r.word(field, v)
	if len(text) == 0 {
		return 0
	}
	return r.names.Intern(text)
}

// truth reads true or false; v may be absent, which is false.
func (r *reader) truth(field string, v scan.Span) bool {
	if v == (scan.Span{}) {
		return false
	}
	switch string(r.scan.Text(v)) {
	case "true":
		return true
	case "false":
		return false
	}
	r.fail(field, v, recording.WrongType, "true or false")
	return false
}
