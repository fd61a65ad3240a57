package recording

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a caller decides on.
var (
	ErrFormat  = errors.New("malformed")          // a file of a known format breaks its rules
	ErrUnknown = errors.New("of no known format") // the file is something else
)

// Fault is a rule that a file breaks. Every Fault is an [ErrFormat].
type Fault string

// The faults that formats share; a reader may name others.
const (
	Missing    Fault = "missing"
	OtherMatch Fault = "of another match"
	OutOfRange Fault = "out of range"
	Syntax     Fault = "not JSON"
	Truncated  Fault = "the file ends too early"
	WrongType  Fault = "of the wrong type"
)

func (f Fault) Error() string { return string(f) }

// Is makes every Fault an [ErrFormat].
func (f Fault) Is(target error) bool { return target == ErrFormat }

// Error says where a file breaks its format, and how.
type Error struct {
	Offset int64  // byte of the file, from 0
	Line   int    // from 1, or 0: then Offset says where
	Record int    // from 1, or 0 if it is not in a record
	ID     string // the source's name for the record, if known
	Field  string // "timestamp", "shot.statsbomb_xg"
	Found  string // as [Clip] gives it
	Want   string
	Err    error // a [Fault], or [ErrUnknown]
}

// Error returns a text like
//
//	byte 182334, event 512 (id 9f3b51c0..): timestamp "00:61:00.000": minutes out of range: want 00-59
func (e *Error) Error() string {
	parts := make([]string, 0, 4)
	if !errors.Is(e, ErrUnknown) { // which is of the whole file
		parts = append(parts, e.where())
	}
	if what := strings.TrimSpace(e.Field + " " + e.Found); what != "" {
		parts = append(parts, what)
	}
	parts = append(parts, e.Err.Error())
	if e.Want != "" {
		parts = append(parts, "want "+e.Want)
	}
	return strings.Join(parts, ": ")
}

// where returns the place of the error: "byte 182334, event 512 (id 9f3b51c0..)".
func (e *Error) where() string {
	text := fmt.Sprintf("byte %d", e.Offset)
	if e.Line > 0 {
		text = fmt.Sprintf("line %d", e.Line)
	}
	if e.Record > 0 {
		text += fmt.Sprintf(", event %d", e.Record)
	}
	if e.ID != "" {
		text += " (id " + short(e.ID) + ")"
	}
	return text
}

// short returns enough of a long ID to find it by.
func short(id string) string {
	if len(id) > 12 {
		id = id[:8] + ".."
	}
	return Clip([]byte(id))
}

func (e *Error) Unwrap() error { return e.Err }

// Clip returns the beginning of found for an [Error]: up to 40 bytes, with what
// a terminal cannot show replaced.
func Clip(found []byte) string {
	const most = 40
	tail := ""
	if len(found) > most {
		found, tail = Start(found, most), ".."
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return utf8.RuneError
	}, string(found)) + tail
}

// Start returns the beginning of text, up to n bytes and not half a letter.
func Start(text []byte, n int) []byte {
	if len(text) <= n {
		return text
	}
	for i := n - 1; i > n-utf8.UTFMax && i >= 0; i-- {
		if utf8.RuneStart(text[i]) {
			if !utf8.FullRune(text[i:n]) {
				n = i // the cut went through a letter
			}
			break
		}
	}
	return text[:n]
}
