package dash

import (
	"bytes"
	"encoding/base64"
	"html"
)

// Form says how the body of an event is written.
type Form uint8

// The forms of an event's body.
const (
	Text   Form = iota // as text
	Markup             // as the XML that it is: elements of another namespace, without an error
	Binary             // in base64
	Splice             // a splice_info_section of SCTE-35, in base64, in a Signal (SCTE 214-1)
	forms
)

var formNames = [forms]string{"text", "markup", "binary", "splice"}

func (f Form) String() string { return formNames[min(f, forms-1)] }

// signal opens a body that is a splice. The namespace is the one that packagers
// and players have settled on.
const (
	signal    = `<Signal xmlns="http://www.scte.org/schemas/35/2016"><Binary>`
	signalEnd = `</Binary></Signal>`
	eventEnd  = "</Event>\n"
)

func appendEvent(dst []byte, v *Event) []byte {
	dst = append(dst, "<Event"...)
	dst = appendNumber(dst, ` presentationTime="`, uint64(v.Time))
	dst = appendNonzero(dst, ` duration="`, uint64(v.Duration))
	dst = appendNumber(dst, ` id="`, uint64(v.ID))
	if v.Form == Binary {
		dst = append(dst, ` contentEncoding="base64"`...)
	}
	dst = append(dst, '>')
	switch v.Form {
	case Markup:
		dst = append(dst, v.Body...)
	case Binary:
		dst = base64.StdEncoding.AppendEncode(dst, v.Body)
	case Splice:
		dst = append(dst, signal...)
		dst = base64.StdEncoding.AppendEncode(dst, v.Body)
		dst = append(dst, signalEnd...)
	default:
		dst = appendEscaped(dst, v.Body)
	}
	return append(dst, eventEnd...)
}

// bodyOf reads the body of an event that appendEvent wrote.
func bodyOf(text []byte, f Form) []byte {
	_, text, _ = bytes.Cut(text, []byte(">"))
	text = bytes.TrimSuffix(text, []byte(eventEnd))
	switch f {
	case Markup:
		return bytes.Clone(text)
	case Binary, Splice:
		text = bytes.TrimSuffix(bytes.TrimPrefix(text, []byte(signal)), []byte(signalEnd))
		body, err := base64.StdEncoding.AppendDecode(nil, text)
		if err != nil {
			panic(err) // it is our own
		}
		return body
	}
	return []byte(html.UnescapeString(string(text)))
}
