package metrica

import (
	"bytes"
	"fmt"

	"touchline/systems/feed/recording"
)

const byteOrderMark = "\uFEFF"

// lines walks over the lines of a file. It stops at the first error.
type lines struct {
	data  []byte
	at    int
	begin int  // of the line
	line  int  // from 1
	whole bool // the line has an end
	err   *recording.Error
}

// mark passes over a byte order mark.
func (l *lines) mark() {
	if bytes.HasPrefix(l.data, []byte(byteOrderMark)) {
		l.at = len(byteOrderMark)
	}
}

// take returns the next line, without its end.
func (l *lines) take() (text []byte, ok bool) {
	if l.err != nil || l.at == len(l.data) {
		return nil, false
	}
	l.begin = l.at
	l.line++
	text = l.data[l.at:]
	n := bytes.IndexByte(text, '\n')
	if l.whole = n >= 0; l.whole {
		text = text[:n]
		l.at++
	}
	l.at += len(text)
	return bytes.TrimSuffix(text, []byte("\r")), true
}

// fail ends the reading at found, which is in the line.
func (l *lines) fail(field string, found []byte, fault recording.Fault, want string) {
	if l.err == nil {
		l.err = &recording.Error{
			Offset: int64(l.begin), Line: max(l.line, 1), Field: field, Found: recording.Clip(found), Err: fault, Want: want,
		}
	}
}

// cut ends the reading where the file ends, because what is wanted is not there.
func (l *lines) cut(want string) {
	if l.err == nil {
		l.fail("", nil, recording.Truncated, want)
		l.err.Offset = int64(len(l.data))
	}
}

// warn warns of a defect of the line. Only the first of a class is written down.
func (f *frames) warn(class recording.Class, format string, args ...any) {
	if f.match.Warnings.Count(class) > 0 {
		f.match.Warnings.Add(class, "")
		return
	}
	f.match.Warnings.Add(class, "line %d: %s", max(f.line, 1), fmt.Sprintf(format, args...))
}
