package table

import (
	"bytes"

	"touchline/systems/feed/recording"
)

// row takes the fields of the row that comes next.
func (t *Table) row(take func(column int, field []byte)) {
	t.begin = t.at
	t.Line = t.lines + 1
	for column := 0; ; column++ {
		field := t.field()
		switch {
		case t.Err != nil:
			return
		case column == maxColumns:
			t.fail("", "too many columns", "at most 4096")
			return
		case len(field) > maxField:
			t.Fail("", field, "too long", "at most 65536 bytes in a field")
			return
		}
		take(column, field)
		if t.at == len(t.data) {
			return
		}
		c := t.data[t.at]
		t.at++
		if c == '\n' {
			t.lines++
			return
		}
	}
}

// field passes over the field that comes next and returns it without its quotes.
func (t *Table) field() []byte {
	rest := t.data[t.at:]
	if len(rest) > 0 && rest[0] == '"' {
		return t.quoted()
	}
	n := bytes.IndexAny(rest, ",\n")
	if n < 0 {
		n = len(rest)
	}
	t.at += n
	return bytes.TrimSuffix(rest[:n], []byte("\r"))
}

// quoted passes over a field in quotes; two quotes in it stand for one.
func (t *Table) quoted() []byte {
	from := len(t.text)
	for t.at++; ; {
		n := bytes.IndexByte(t.data[t.at:], '"')
		if n < 0 {
			t.at = len(t.data)
			t.fail("", recording.Truncated, "the end of a field in quotes")
			t.Err.Offset = int64(len(t.data))
			return nil
		}
		part := t.data[t.at : t.at+n]
		t.lines += bytes.Count(part, []byte("\n"))
		t.text = append(t.text, part...)
		t.at += n + 1
		if t.at == len(t.data) || t.data[t.at] != '"' {
			break
		}
		t.text = append(t.text, '"')
		t.at++
	}
	if t.at < len(t.data) && t.data[t.at] == '\r' {
		t.at++
	}
	if t.at < len(t.data) && t.data[t.at] != ',' && t.data[t.at] != '\n' {
		t.Fail("", recording.Start(t.data[t.at:], 16), "after a field in quotes", "a comma or the end of the line")
	}
	return t.text[from:]
}
