package metrica

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"touchline/systems/feed/recording"
)

const (
	maxDepth = 64       // how deep elements may nest; the format needs ten
	maxText  = 64 << 10 // the longest attribute or text, in bytes
)

// Faults of XML as such.
const (
	notXML   recording.Fault = "not XML"
	tooDeep  recording.Fault = "nested too deep"
	tooLong  recording.Fault = "the text is too long"
	trailing recording.Fault = "trailing bytes"
)

// metadata goes through an XML file.
type metadata struct {
	dec   *xml.Decoder
	size  int64
	mark  int64 // bytes of a byte order mark, which come before what dec reads
	from  int64 // where the token begins that next returned last
	depth int   // elements that are open
	begun bool
	err   *recording.Error
}

// openXML begins with data. A byte order mark is passed over.
func openXML(data []byte) metadata {
	text := bytes.TrimPrefix(data, []byte("\uFEFF"))
	return metadata{dec: xml.NewDecoder(bytes.NewReader(text)), size: int64(len(data)), mark: int64(len(data) - len(text))}
}

// at returns the byte of the file that comes next.
func (d *metadata) at() int64 { return d.mark + d.dec.InputOffset() }

// next returns the next token, which is valid until the one after it; nil at the
// end of the document, and when that is in error.
func (d *metadata) next() xml.Token {
	d.from = d.at()
	token, err := d.dec.Token()
	switch t := token.(type) {
	case xml.StartElement:
		d.start(t)
	case xml.EndElement:
		d.depth--
	case xml.CharData:
		if outside := bytes.Trim(t, " \t\r\n"); d.depth == 0 && len(outside) > 0 {
			d.stray(outside)
		} else if len(t) > maxText {
			d.fail(d.from, "", tooLong, "at most 65536 bytes")
		}
	case nil:
		if err != io.EOF || !d.begun {
			d.broken(err)
		}
	}
	if d.err != nil {
		return nil
	}
	return token
}

// start opens an element.
func (d *metadata) start(t xml.StartElement) {
	if d.depth == 0 && d.begun {
		d.stray([]byte("<" + t.Name.Local))
	}
	for _, a := range t.Attr {
		if len(a.Value) > maxText {
			d.fail(d.from, a.Name.Local, tooLong, "at most 65536 bytes")
		}
	}
	if d.begun, d.depth = true, d.depth+1; d.depth > maxDepth {
		d.fail(d.from, "", tooDeep, "at most 64 levels")
	}
}

// stray makes what is outside the root an error.
func (d *metadata) stray(found []byte) {
	if d.begun {
		d.fail(d.from, "", trailing, "nothing more")
	} else {
		d.fail(d.from, "", notXML, "an element")
	}
	d.err.Found = recording.Clip(found)
}

// broken makes what package xml says an error of the file.
func (d *metadata) broken(err error) {
	at, text := d.at(), err.Error()
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		text = syntax.Msg
	}
	if at >= d.size && !strings.Contains(text, "closed by") { // which is wrong, whatever follows
		d.fail(d.size, "", recording.Truncated, "the end of the document")
		return
	}
	d.fail(at, text, notXML, "")
}

func (d *metadata) fail(at int64, field string, fault recording.Fault, want string) {
	if d.err == nil {
		d.err = &recording.Error{Offset: at, Field: recording.Clip([]byte(field)), Err: fault, Want: want}
	}
}
