package skillcorner

import (
	"bytes"

	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// fail ends the reading at v, or where the scanner is if that is absent.
func (f *frames) fail(field string, v scan.Span, fault recording.Fault, want string) {
	if f.err != nil {
		return
	}
	f.err = &recording.Error{Offset: int64(f.scan.At()), ID: f.id(), Field: field, Want: want, Err: fault}
	if v != (scan.Span{}) {
		f.err.Offset, f.err.Found = int64(v.From), recording.Clip(f.scan.Text(v))
	}
}

// wrong ends the reading because v is not what was wanted.
func (f *frames) wrong(field string, v scan.Span, want string) {
	f.syntax()
	f.fail(field, v, recording.WrongType, want)
}

// syntax ends the reading if the JSON is in error.
func (f *frames) syntax() {
	if err := f.scan.Err(); err != nil && f.err == nil {
		f.err = err
		f.err.ID = f.id()
	}
}

// required returns v, and ends the reading if it is absent.
func (f *frames) required(field string, v scan.Span, want string) scan.Span {
	if v == (scan.Span{}) {
		f.fail(field, v, recording.Missing, want)
	}
	return v
}

// whole reads a whole number from least to most, of which want speaks.
func (f *frames) whole(field string, v scan.Span, least, most int64, want string) int64 {
	if f.err != nil {
		return 0
	}
	text := f.scan.Text(v)
	n, ok := scan.Int(text)
	switch {
	case !ok && text[0] != '-' && text[0]-'0' > 9:
		f.wrong(field, v, want)
	case !ok || n < least || n > most:
		f.fail(field, v, recording.OutOfRange, want)
	}
	return n
}

// warn warns of a defect of the frame.
func (f *frames) warn(class recording.Class, format string, args ...any) {
	f.match.Warnings.Add(class, "frame "+f.id()+": "+format, args...)
}

// again counts one more defect of class, unless it is the first, which is the one to
// be described.
func (f *frames) again(class recording.Class) bool {
	if f.match.Warnings.Count(class) == 0 {
		return false
	}
	f.match.Warnings.Add(class, "")
	return true
}

// id returns the number of the frame, "" if it is not known.
func (f *frames) id() string {
	text := f.scan.Text(f.rec.number)
	if _, ok := scan.Int(text); !ok {
		return ""
	}
	return string(text)
}

// line returns the line of a byte, from 1.
func (f *frames) line(offset int64) int {
	return 1 + bytes.Count(f.data[:offset], []byte("\n"))
}
