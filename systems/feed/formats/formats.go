// Package formats knows all formats of recorded matches, and tells them apart by
// their content.
package formats

import (
	"bytes"
	"fmt"
	"strings"

	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/statsbomb"
)

// format is one that can be read.
type format struct {
	name string
	is   func(data []byte) bool
	read recording.Reader
}

// all are the formats, in the order in which they are tried. No beginning is
// that of two.
var all = [...]format{
	{statsbomb.Format, statsbomb.Is, statsbomb.Read},
	{ndjson.Format, ndjson.Is, ndjson.Read},
}

// Names returns the names of the formats.
func Names() []string {
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].name
	}
	return names
}

// Detect returns the format of data and its reader. It looks at the beginning
// alone: that of a file which is cut short is still known, and its reader then
// says where it ends.
//
// The error is a [recording.ErrUnknown]. It says what was tried, and what the
// file is if that is a common mistake.
func Detect(data []byte) (name string, read recording.Reader, err error) {
	for i := range all {
		if all[i].is(data) {
			return all[i].name, all[i].read, nil
		}
	}
	unknown := &recording.Error{Want: strings.Join(Names(), " or "), Err: recording.ErrUnknown}
	if unknown.Field = mistake(data); unknown.Field == "" {
		unknown.Field = "a file that begins"
		unknown.Found = fmt.Sprintf("%#q", data[:min(16, len(data))])
	}
	return "", nil, unknown
}

// mistake returns what data is if it is what is often got instead of a match.
func mistake(data []byte) string {
	const mark = "\uFEFF"
	text := bytes.TrimLeft(bytes.TrimPrefix(data, []byte(mark)), " \t\r\n")
	begins := func(prefix string) bool {
		return len(text) >= len(prefix) && strings.EqualFold(string(text[:len(prefix)]), prefix)
	}
	switch {
	case len(text) == 0:
		return "an empty file"
	case begins("<!doctype html"), begins("<html"):
		return "an HTML page"
	case begins("version https://git-lfs"):
		return "a Git LFS pointer, without the file that it stands for"
	}
	return ""
}
