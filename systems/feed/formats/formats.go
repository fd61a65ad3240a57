// Package formats knows all formats of recorded matches, and tells them apart by
// their content.
package formats

import (
	"bytes"
	"fmt"
	"strings"

	"touchline/components"
	"touchline/systems/feed/cricsheet"
	"touchline/systems/feed/metrica"
	"touchline/systems/feed/ndjson"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/skillcorner"
	"touchline/systems/feed/soccernet"
	"touchline/systems/feed/sportec"
	"touchline/systems/feed/statsbomb"
	"touchline/systems/feed/wyscout"
)

// Role is what a file tells of a match.
type Role uint8

// The roles.
const (
	Events Role = iota // what happened
	Info               // what sides and players are called
	Frames             // where the ball and the players were
	Texts              // what was said about it
)

var roleNames = [...]string{"events", "information", "tracking", "texts"}

func (r Role) String() string { return roleNames[r] }

// format is one that can be read. Of the roles it has the files for which there is
// a function.
type format struct {
	name string
	is   func(data []byte) bool
	read recording.Reader

	several bool // there may be several files of events, each of another sort

	isInfo   func(data []byte) bool
	withInfo func(info []byte) (recording.Reader, error)

	isFrames func(data []byte) bool
	frames   recording.FrameReader
	bySide   bool // there is a file of frames for each side

	isTexts func(data []byte) bool
	texts   func(period components.Period) recording.Reader
}

// all are the formats, in the order in which they are tried. No beginning is
// that of two.
var all = [...]format{
	{name: statsbomb.Format, is: statsbomb.Is, read: statsbomb.Read, isInfo: statsbomb.IsInfo, withInfo: statsbomb.WithInfo, isFrames: statsbomb.IsFrames, frames: statsbomb.Frames},
	{name: ndjson.Format, is: ndjson.Is, read: ndjson.Read},
	{name: sportec.Format, is: sportec.Is, read: sportec.Read, isInfo: sportec.IsInfo, withInfo: sportec.WithInfo, isFrames: sportec.IsFrames, frames: sportec.Frames},
	{name: wyscout.Format, is: wyscout.Is, read: wyscout.Read},
	{name: cricsheet.Format, is: cricsheet.Is, read: cricsheet.Read},
	{name: metrica.Format, is: metrica.Is, read: metrica.Read, isInfo: metrica.IsInfo, withInfo: metrica.WithInfo, isFrames: metrica.IsFrames, frames: metrica.Frames, bySide: true},
	{name: skillcorner.Format, is: skillcorner.Is, read: skillcorner.Read, isInfo: skillcorner.IsInfo, withInfo: skillcorner.WithInfo, isFrames: skillcorner.IsFrames, frames: skillcorner.Frames},
	{name: soccernet.Format, is: soccernet.Is, read: soccernet.Read, several: true, isTexts: soccernet.IsText, texts: soccernet.Texts},
}

// Names returns the names of the formats.
func Names() []string {
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].name
	}
	return names
}

// File is what a file is: of which format, and what it tells of a match.
type File struct {
	Format string
	Role   Role
	of     *format
}

// Detect returns what data is. It looks at the beginning alone: a file that is cut
// short is still known, and its reader then says where it ends.
//
// The error is a [recording.ErrUnknown]. It says what was tried, and what the file
// is if that is a common mistake.
func Detect(data []byte) (File, error) {
	for i := range all {
		f := &all[i]
		for role, is := range [...]func([]byte) bool{f.is, f.isInfo, f.isFrames, f.isTexts} {
			if is != nil && is(data) {
				return File{f.name, Role(role), f}, nil
			}
		}
	}
	unknown := Unknown(mistake(data))
	if unknown.Field == "" {
		unknown.Field = "a file that begins"
		unknown.Found = fmt.Sprintf("%#q", data[:min(16, len(data))])
	}
	return File{}, unknown
}

// Unknown returns the error for a file that is something else than a match.
func Unknown(what string) *recording.Error {
	return &recording.Error{Field: what, Want: oneOf(Names()), Err: recording.ErrUnknown}
}

// Reader returns the reader of events, given the content of the match's file of
// information or nil. The error is one of that.
func (f File) Reader(info []byte) (recording.Reader, error) {
	if info == nil {
		return f.of.read, nil
	}
	return f.of.withInfo(info)
}

// Frames returns the reader of frames.
func (f File) Frames() recording.FrameReader { return f.of.frames }

// Several reports whether there may be several files of events of a match, each of
// another sort: those beside the one that tells the score have texts.
func (f File) Several() bool { return f.of.several }

// BySide reports whether there is a file of frames for each side.
func (f File) BySide() bool { return f.of.bySide }

// Texts returns the reader of what was said in a period.
func (f File) Texts(period components.Period) recording.Reader { return f.of.texts(period) }

// oneOf returns names as a choice: "a, b or c".
func oneOf(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
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
