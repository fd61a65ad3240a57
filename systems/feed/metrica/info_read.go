package metrica

import (
	"encoding/xml"
	"strings"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// infoReader reads metadata, element by element.
type infoReader struct {
	*info
	err   *recording.Error
	path  []string // of the elements that are open
	text  strings.Builder
	at    int64  // byte of the file at which the text begins
	named string // the last ProviderParameter
	goals [3]bool
	specs specReader
}

func readInfo(data []byte) (*info, error) {
	d := openXML(data)
	r := infoReader{info: &info{field: usual}}
	for token := d.next(); token != nil && r.err == nil; token = d.next() {
		switch t := token.(type) {
		case xml.StartElement:
			r.path = append(r.path, t.Name.Local)
			r.text.Reset()
			r.at = d.at()
			r.begin(t, d.from)
		case xml.CharData:
			r.text.Write(t)
		case xml.EndElement:
			r.path = r.path[:len(r.path)-1]
			r.end(t.Name.Local, text{strings.TrimSpace(r.text.String()), r.at})
			r.text.Reset()
			r.at = d.at()
		}
	}
	if r.err == nil {
		r.err = d.err
	}
	if r.err != nil {
		return nil, r.err
	}
	in := r.info
	in.specs = r.specs.all
	in.scored = r.goals[components.Home] && r.goals[components.Away]
	if in.sides[components.Home] == "" || in.sides[components.Home] == in.sides[components.Away] {
		return nil, &recording.Error{Offset: int64(len(data)), Field: "Score", Want: "idLocalTeam and idVisitingTeam", Err: recording.Missing}
	}
	return in, nil
}

func attribute(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// in reports whether the innermost element that is open is called name.
func (r *infoReader) in(name string) bool {
	return len(r.path) > 0 && r.path[len(r.path)-1] == name
}
