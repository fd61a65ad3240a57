package ndjson

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// flagNames are the texts of the flags, in the order of their bits.
var flagNames = [...]string{
	"on_target", "penalty", "void", "overturned", "synthetic", "repaired", "late", "scored", "second_card",
	"tied", "drawn",
}

// flags reads a list of flags. Ones that are not known are left out.
func (r *reader) flags(v scan.Span) components.EventFlags {
	if v == (scan.Span{}) || r.err != nil {
		return 0
	}
	list := r.scan.Inside(v)
	if !list.Array() {
		r.fail("flags", v, recording.WrongType, "a list of flags")
		return 0
	}
	var flags components.EventFlags
	for list.Element() {
		flags |= r.flag(list.Value())
	}
	return flags
}

func (r *reader) flag(v scan.Span) components.EventFlags {
	text := r.word("flags", v)
	for i, name := range flagNames {
		if string(text) == name {
			return 1 << i
		}
	}
	if r.err == nil {
		r.match.Warnings.Add(recording.UnknownFlag, "line %d: flags %s", r.line, recording.Clip(r.scan.Text(v)))
	}
	return 0
}
