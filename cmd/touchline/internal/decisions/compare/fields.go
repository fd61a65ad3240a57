package compare

import (
	"bytes"
	"encoding/json"

	"touchline/cmd/touchline/internal/decisions"
)

// A Field is one that differs. A value is JSON as it stands in the row, or "" if
// the row does not have the field.
type Field struct {
	Name   string // of those of the cause cause.event, cause.sequence, …
	First  string
	Second string
}

// differing returns the fields in which two rows differ, in the order of the keys
// of the first, then those that only the second has.
func differing(a, b *decisions.Decision) []Field {
	x, y := flat(a.Text), flat(b.Text)
	var fields []Field
	for _, f := range x.keys {
		if x.values[f] != y.values[f] {
			fields = append(fields, Field{f, x.values[f], y.values[f]})
		}
	}
	for _, f := range y.keys {
		if _, ok := x.values[f]; !ok {
			fields = append(fields, Field{f, "", y.values[f]})
		}
	}
	return fields
}

// object is a JSON object with its keys in order. Those of an object within it
// are its own, after a point.
type object struct {
	keys   []string
	values map[string]string
}

func flat(text []byte) object {
	o := object{values: map[string]string{}}
	o.read("", text)
	return o
}

func (o *object) read(prefix string, text []byte) {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil { // not reached: the line has been read before
		return
	}
	for d.More() {
		key, _ := d.Token()
		var value json.RawMessage
		if d.Decode(&value) != nil {
			return
		}
		name := prefix + key.(string)
		if prefix == "" && bytes.HasPrefix(value, []byte("{")) {
			o.read(name+".", value)
			continue
		}
		var tight bytes.Buffer
		if json.Compact(&tight, value) != nil {
			return
		}
		if _, ok := o.values[name]; !ok {
			o.keys = append(o.keys, name)
		}
		o.values[name] = tight.String()
	}
}
