package recordingtest

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"touchline/systems/feed/recording"
)

// Misplaced says what is wrong with the place that the error of a reader gives in
// data, or nothing: an error says where in the file it is, and what was found there
// or wanted.
func Misplaced(err error, data []byte) string {
	e, ok := errors.AsType[*recording.Error](err)
	switch {
	case !ok:
		return "it does not say where"
	case errors.Is(e, recording.ErrUnknown):
		return "" // it is of the whole file
	case !errors.Is(e, recording.ErrFormat):
		return "it is no fault of a file"
	case e.Offset < 0 || e.Offset > int64(len(data)):
		return fmt.Sprintf("byte %d is not in a file of %d", e.Offset, len(data))
	case e.Field == "" && e.Found == "" && e.Want == "":
		return "it does not say what"
	}
	from := int(e.Offset)
	if e.Line > 0 {
		line := lineAt(data, e.Line)
		if line < 0 || from < line || from < len(data) && bytes.Contains(data[line:from], []byte("\n")) {
			return fmt.Sprintf("byte %d is not in line %d", e.Offset, e.Line)
		}
		from = line
	}
	const near = 8192 // bytes, more than a record has
	text := data[from:min(from+near, len(data))]
	found, _ := strings.CutSuffix(e.Found, "..")
	if told := shown(text); !strings.Contains(told, found) && !rewritten(data, text, found) {
		return fmt.Sprintf("what is there is %.60q", told)
	}
	return ""
}

// rewritten reports whether found may stand in text in other letters: times are told
// in UTC, XML has entities and line ends of its own, tables double their quotes.
func rewritten(data, text []byte, found string) bool {
	if _, err := time.Parse(time.RFC3339, found); err == nil {
		return true
	}
	switch begin := bytes.TrimLeft(data, "\uFEFF \t\r\n"); {
	case len(begin) > 0 && (begin[0] == '{' || begin[0] == '['):
		return false
	case len(begin) > 0 && begin[0] == '<' && strings.HasPrefix(found, "of "): // so many bytes
		return true
	}
	return bytes.ContainsAny(text, "&\r") || strings.Contains(found, `"`)
}

// lineAt returns where line n begins, from 1, or -1 if there is none such.
func lineAt(data []byte, n int) int {
	at := 0
	for range n - 1 {
		next := bytes.IndexByte(data[at:], '\n')
		if next < 0 {
			return -1
		}
		at += next + 1
	}
	return at
}

// shown returns text as errors show it.
func shown(text []byte) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return utf8.RuneError
	}, string(text))
}
