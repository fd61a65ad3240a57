package sportec

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"

	"touchline/systems/feed/recording"
)

const (
	maxDepth = 64       // how deep elements may nest; the format needs five
	maxText  = 64 << 10 // the longest attribute, in bytes
)

// document goes through the elements of an XML file.
type document struct {
	dec   *xml.Decoder
	text  *bytes.Reader // that dec reads, which takes no byte of it before it needs it
	size  int64
	skip  int64 // bytes that dec does not read: of a byte order mark, and those passed over
	depth int   // elements that are open
	begun bool
	err   *recording.Error
}

// tag is the start or the end of an element.
type tag struct {
	name  string
	attrs []xml.Attr
	from  int64 // byte of the file
	end   bool
}

// open begins with data. A byte order mark is passed over.
func open(data []byte) document {
	after := bytes.TrimPrefix(data, []byte("\uFEFF"))
	text := bytes.NewReader(after)
	return document{
		dec:  xml.NewDecoder(text),
		text: text,
		size: int64(len(data)),
		skip: int64(len(data) - len(after)),
	}
}

// at returns the byte of the file that comes next.
func (d *document) at() int64 { return d.skip + d.dec.InputOffset() }

// pass goes on at byte to of the file, after elements that somebody else has read
// whole. The last that next returned must have been an end, or the start of an
// element that does not end in the same tag.
func (d *document) pass(to int64) {
	n := to - d.at()
	d.text.Seek(n, io.SeekCurrent) // never before the beginning, so that there is no error
	d.skip += n
}

// next returns the next start or end of an element. What is between them, text
// and comments, is passed over: the format has nothing there. It reports false at
// the end of the document, and when the document is in error.
func (d *document) next() (tag, bool) {
	for d.err == nil {
		from := d.at()
		token, err := d.dec.Token()
		switch t := token.(type) {
		case xml.StartElement:
			return d.start(t, from)
		case xml.EndElement:
			d.depth--
			return tag{name: t.Name.Local, from: from, end: true}, true
		case xml.CharData:
			if d.depth == 0 && len(bytes.Trim(t, " \t\r\n")) > 0 {
				d.stray(from, t)
			}
		case nil:
			if err == io.EOF && d.begun {
				return tag{}, false
			}
			d.broken(err)
		}
	}
	return tag{}, false
}

// start opens an element.
func (d *document) start(t xml.StartElement, from int64) (tag, bool) {
	switch {
	case d.depth == 0 && d.begun:
		d.stray(from, []byte("<"+t.Name.Local))
		return tag{}, false
	case d.depth == maxDepth:
		d.err = &recording.Error{Offset: from, Err: tooDeep, Want: fmt.Sprintf("at most %d", maxDepth)}
		return tag{}, false
	}
	for _, a := range t.Attr {
		if len(a.Value) > maxText {
			d.err = &recording.Error{
				Offset: from, Field: a.Name.Local, Found: fmt.Sprintf("of %d bytes", len(a.Value)),
				Err: tooLong, Want: fmt.Sprintf("at most %d", maxText),
			}
			return tag{}, false
		}
	}
	d.depth, d.begun = d.depth+1, true
	return tag{name: t.Name.Local, attrs: t.Attr, from: from}, true
}

// rest goes to the end of the document, so that what is malformed after the part
// that is wanted is found too.
func (d *document) rest() {
	for {
		if _, ok := d.next(); !ok {
			return
		}
	}
}

// get returns the attribute of t called name, "" if it has none.
func (t *tag) get(name string) string {
	for i := range t.attrs {
		if t.attrs[i].Name.Local == name {
			return t.attrs[i].Value
		}
	}
	return ""
}
