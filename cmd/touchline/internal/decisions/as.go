package decisions

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// as reads the line into v. It must have the keys. An error names the file.
func (d *Decision) as(v any, keys ...string) error {
	err := d.has(keys)
	if err == nil {
		if wrong := json.Unmarshal(d.Text, v); wrong != nil {
			err = d.fault(wrong)
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", d.file, err)
	}
	return nil
}

// has reports a key that the line does not have.
func (d *Decision) has(keys []string) error {
	if d.seen(keys) {
		return nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(d.Text, &all); err != nil {
		return d.fault(err)
	}
	for _, key := range keys {
		if value, ok := all[key]; !ok || string(value) == "null" {
			return d.missing(key)
		}
	}
	return nil
}

// seen reports whether the keys are there for all to see, as they are in a line
// that a run has written: reading a line for its keys costs as much as reading it.
// A line with a cause or another object may have them in there, so it is not sure.
func (d *Decision) seen(keys []string) bool {
	if bytes.Count(d.Text, []byte("{")) > 1 {
		return false
	}
	for _, key := range keys {
		_, value, ok := bytes.Cut(d.Text, []byte(`"`+key+`":`))
		if !ok || bytes.HasPrefix(bytes.TrimLeft(value, " \t\r"), []byte("null")) {
			return false
		}
	}
	return true
}
