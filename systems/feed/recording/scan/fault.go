package scan

import (
	"bytes"
	"fmt"

	"touchline/systems/feed/recording"
)

// Warn warns of a defect of the record.
func (v *Values) Warn(class recording.Class, format string, args ...any) {
	if v.match.Warnings.Count(class) > 0 {
		format, args = "", nil // only the first is kept
	} else {
		format = v.where() + ": " + format
	}
	v.match.Warnings.Add(class, format, args...)
}

// where says which record it is.
func (v *Values) where() string {
	if v.Record == 0 {
		return fmt.Sprintf("byte %d", v.at.From)
	}
	if id := v.id(); id != "" {
		return fmt.Sprintf("event %d (id %s)", v.Record, recording.Clip([]byte(id)))
	}
	return fmt.Sprintf("event %d", v.Record)
}

func (v *Values) id() string { return string(bytes.Trim(v.Text(v.ID), `"`)) }

// Fail ends the reading at a value; if that is absent, at the record.
func (v *Values) Fail(field string, at Span, fault recording.Fault, want string) {
	if v.Err != nil {
		return
	}
	v.Err = &recording.Error{
		Offset: int64(v.at.From), Record: v.Record, ID: v.id(), Field: field, Want: want, Err: fault,
	}
	if at != (Span{}) {
		v.Err.Offset = int64(at.From)
		v.Err.Found = recording.Clip(v.Text(at))
	}
}
