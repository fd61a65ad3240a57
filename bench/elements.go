package bench

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// elements returns what an XML document says, a line for each beginning and end of
// an element, each attribute and each text in between. It knows nothing of what the elements mean,
// and so misses none of them; prefixes, the order of attributes and white space
// between elements say nothing.
func elements(text []byte) (string, error) {
	var out strings.Builder
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String(), nil
		}
		if err != nil {
			return "", err
		}
		switch x := token.(type) {
		case xml.StartElement:
			fmt.Fprintf(&out, "<%s %s\n", x.Name.Space, x.Name.Local)
			attributes := slices.DeleteFunc(x.Attr, func(a xml.Attr) bool { return a.Name.Space == "xmlns" || a.Name.Local == "xmlns" })
			slices.SortFunc(attributes, func(a, b xml.Attr) int {
				return strings.Compare(a.Name.Space+" "+a.Name.Local, b.Name.Space+" "+b.Name.Local)
			})
			for _, a := range attributes {
				fmt.Fprintf(&out, "%s %s=%q\n", a.Name.Space, a.Name.Local, a.Value)
			}
		case xml.EndElement:
			fmt.Fprintf(&out, ">%s\n", x.Name.Local)
		case xml.CharData:
			if s := strings.TrimSpace(string(x)); s != "" {
				fmt.Fprintf(&out, "%q\n", s)
			}
		}
	}
}
