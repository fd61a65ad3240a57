package sportec

import (
	"bytes"
	"encoding/xml"
	"errors"
	"strings"

	"touchline/systems/feed/recording"
)

// What is wrong with XML as such.
const (
	notXML   recording.Fault = "not XML"
	tooDeep  recording.Fault = "elements are nested too deep"
	tooLong  recording.Fault = "the text is too long"
	trailing recording.Fault = "trailing bytes"
)

// stray makes what is outside the root an error.
func (d *document) stray(from int64, found []byte) {
	d.err = &recording.Error{Offset: from, Found: recording.Clip(bytes.TrimSpace(found)), Err: trailing, Want: "nothing more"}
	if !d.begun {
		d.err.Err, d.err.Want = notXML, "an element"
	}
}

// broken makes what package xml says an error of the file.
func (d *document) broken(err error) {
	d.err = &recording.Error{Offset: d.at(), Err: notXML}
	if d.err.Offset >= d.size {
		d.err.Offset, d.err.Err, d.err.Want = d.size, recording.Truncated, "the end of the document"
		return
	}
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		d.err.Field = recording.Clip([]byte(syntax.Msg))
		return
	}
	d.err.Field = recording.Clip([]byte(strings.TrimPrefix(err.Error(), "xml: ")))
}
