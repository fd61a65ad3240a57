package dash

import (
	"encoding/xml"

	"touchline/components"
)

// Longest is tested as a bound.
const Longest = longest

// AppendEscaped is tested by itself.
func AppendEscaped(dst []byte, s string) []byte { return appendEscaped(dst, s) }

// AppendTime returns p as an xs:duration.
func AppendTime(dst []byte, p components.PTS) string {
	text := appendTime(dst, "", p)
	return string(text[:len(text)-1]) // without the quote
}

// ReadDuration reads an xs:duration.
func ReadDuration(text string) (components.PTS, error) {
	var d duration
	err := d.UnmarshalXMLAttr(xml.Attr{Name: xml.Name{Local: "start"}, Value: text})
	return components.PTS(d), err
}

// Held is how much memory a timeline holds: room for so many runs, and for so
// many bytes of text.
func (t *Timeline) Held() (runs, text int) { return cap(t.runs), cap(t.text) }
