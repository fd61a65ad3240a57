// Package table walks over comma-separated values (RFC 4180) in memory and hands
// out the columns that a reader wants, where they lie.
package table

import (
	"bytes"
	"fmt"
	"slices"
	"unicode/utf8"

	"touchline/systems/feed/recording"
)

// Bounds of what a file may have.
const (
	maxColumns = 4096
	maxField   = 64 << 10 // bytes
)

// Table walks over the rows of a file whose first row names the columns. It stops
// at the first error.
type Table struct {
	Line   int // of the row, from 1
	Row    int // from 1, without the header
	Fields [][]byte
	Err    *recording.Error

	data    []byte
	at      int
	begin   int   // of the row
	columns int   // that each row has
	wanted  []int // place in Fields by column, −1 if it is not wanted
	lines   int   // that were passed
	text    []byte
}

// New returns a table of data that hands out the columns called names, in that
// order. All of them must be there, once.
func New(data []byte, names ...string) Table {
	const mark = "\uFEFF"
	t := Table{data: data, Fields: make([][]byte, len(names))}
	if bytes.HasPrefix(data, []byte(mark)) {
		t.at = len(mark)
	}
	found := make([]bool, len(names))
	t.row(func(column int, field []byte) {
		place := slices.Index(names, string(field))
		if place >= 0 && found[place] {
			place = -1 // the first of two counts
		}
		if place >= 0 {
			found[place] = true
		}
		t.wanted = append(t.wanted, place)
	})
	t.columns = len(t.wanted)
	if i := slices.Index(found, false); i >= 0 && t.Err == nil {
		t.fail(fmt.Sprintf("column %q", names[i]), recording.Missing, "it in the first line")
		t.truncated()
	}
	return t
}

// Next goes to the next row. Its fields are valid until the one after it; blank
// lines are passed over.
func (t *Table) Next() bool {
	for t.Err == nil && t.at < len(t.data) && (t.data[t.at] == '\n' || t.data[t.at] == '\r') {
		if t.data[t.at] == '\n' {
			t.lines++
		}
		t.at++
	}
	if t.Err != nil || t.at == len(t.data) {
		return false
	}
	t.Row++
	t.text = t.text[:0]
	n := 0
	t.row(func(column int, field []byte) {
		if n = column + 1; n <= t.columns && t.wanted[column] >= 0 {
			t.Fields[t.wanted[column]] = field
		}
	})
	if t.Err == nil && n != t.columns {
		t.fail(fmt.Sprintf("%d fields", n), "not as many as columns", fmt.Sprint(t.columns))
		t.truncated()
	}
	return t.Err == nil
}

// Text returns the text of Fields[i]. What is not UTF-8 becomes U+FFFD; then valid
// is false.
func (t *Table) Text(i int) (text []byte, valid bool) {
	if utf8.Valid(t.Fields[i]) {
		return t.Fields[i], true
	}
	return bytes.ToValidUTF8(t.Fields[i], []byte("\uFFFD")), false
}

// Unended reports whether the last row lacks its line end: it may be cut short in
// its last field.
func (t *Table) Unended() bool {
	return t.Err == nil && t.at == len(t.data) && t.at > 0 && t.data[t.at-1] != '\n'
}

// Fail ends the walk at a field of the row.
func (t *Table) Fail(field string, found []byte, fault recording.Fault, want string) {
	if t.Err == nil {
		t.fail(field, fault, want)
		t.Err.Found = recording.Clip(found)
	}
}

func (t *Table) fail(field string, fault recording.Fault, want string) {
	t.Err = &recording.Error{Offset: int64(t.begin), Line: max(t.Line, 1), Record: t.Row, Field: field, Want: want, Err: fault}
}

// truncated makes an error of the last row, which has no end, one of a file that
// is cut short.
func (t *Table) truncated() {
	if t.at == len(t.data) && (t.at == 0 || t.data[t.at-1] != '\n') {
		t.Err.Offset, t.Err.Err = int64(len(t.data)), recording.Truncated
	}
}
