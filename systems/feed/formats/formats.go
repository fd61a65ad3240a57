// Package formats knows all formats of recorded matches, and tells them apart by
// their content.
package formats

import (
	"bytes"
	"fmt"
	"strings"

	"touchline/systems/feed/cricsheet"
	"touchline/systems/feed/metrica"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/skillcorner"
	"touchline/systems/feed/sportec"
	"touchline/systems/feed/statsbomb"
	"touchline/systems/feed/wyscout"
)

// format is one that can be read.
type format struct {
	name string
	is   func(data []byte) bool
	read recording.Reader

	// Of a format that has what a match's sides and players are called in a file
	// of its own, or nil.
	isInfo   func(data []byte) bool
	withInfo func(info []byte) (recording.Reader, error)
}

// all are the formats, in the order in which they are tried. No beginning is
// that of two.
var all = [...]format{
	{name: statsbomb.Format, is: statsbomb.Is, read: statsbomb.Read},
	{name: ndjson.Format, is: ndjson.Is, read: ndjson.Read},
	{name: sportec.Format, is: sportec.Is, read: sportec.Read, isInfo: sportec.IsInfo, withInfo: sportec.WithInfo},
	{name: wyscout.Format, is: wyscout.Is, read: wyscout.Read},
	{name: cricsheet.Format, is: cricsheet.Is, read: cricsheet.Read},
	{name: metrica.Format, is: metrica.Is, read: metrica.Read, isInfo: metrica.IsInfo, withInfo: metrica.WithInfo},
	{name: skillcorner.Format, is: skillcorner.Is, read: skillcorner.Read, isInfo: skillcorner.IsInfo, withInfo: skillcorner.WithInfo},
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
	unknown := &recording.Error{Want: oneOf(Names()), Err: recording.ErrUnknown}
	if unknown.Field = mistake(data); unknown.Field == "" {
		unknown.Field = "a file that begins"
		unknown.Found = fmt.Sprintf("%#q", data[:min(16, len(data))])
	}
	return "", nil, unknown
}

// oneOf returns names as a choice: "a, b or c".
func oneOf(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// Info returns the format that has data as its information about a match, for
// [WithInfo]. It reports false if data is nothing of the kind.
func Info(data []byte) (name string, ok bool) {
	for i := range all {
		if all[i].isInfo != nil && all[i].isInfo(data) {
			return all[i].name, true
		}
	}
	return "", false
}

// WithInfo returns the reader of the format called name, which is one that [Info]
// returned for info, for the match that info is about.
func WithInfo(name string, info []byte) (recording.Reader, error) {
	for i := range all {
		if all[i].name == name && all[i].withInfo != nil {
			return all[i].withInfo(info)
		}
	}
	return nil, fmt.Errorf("%s: %w: it has no information about matches", name, recording.ErrUnknown)
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
	if _, ok := Info(data); ok {
		return "the information about a match, without its events"
	}
	return ""
}
