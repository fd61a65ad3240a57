// Package ndjson reads and writes touchline's own format for recorded matches: a
// header line, then a line of JSON for each event.
//
//	{"v":1,"sport":"football","home":"Argentina","away":"France"}
//	{"t":0,"p":1,"k":"kickoff","team":"home"}
//	{"t":1395000,"p":1,"k":"goal","team":"home","player":"Lionel Messi","flags":["penalty"]}
//
// docs/formats/ndjson.md lists the keys.
package ndjson

import (
	"bytes"
	"iter"
	"strconv"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// Format is the name of the format.
const Format = "ndjson"

// MaxLine is the longest line that is read, in bytes.
const MaxLine = 64 << 10

// Is reports whether data begins as this format does: with an object that has a
// "v" on its first line.
func Is(data []byte) bool {
	line, _, _ := bytes.Cut(data[:min(MaxLine, len(data))], []byte("\n"))
	s := scan.New(line)
	for ok := s.Object(); ok && s.Key(); s.Value() {
		if string(s.Name) == "v" {
			return true
		}
	}
	return false
}

// Read is a [recording.Reader].
//
// An event that came before, with the same seq and rev, is left out. One that
// gives no seq gets the next after the highest, one that gives no period has
// that of the line before it.
func Read(data []byte, names components.Interner, m *recording.Match) iter.Seq2[components.Event, error] {
	return func(yield func(components.Event, error) bool) {
		r := reader{names: names, match: m, seen: make(map[id]struct{}), period: components.FirstHalf}
		header, ended := true, len(data) == 0 || data[len(data)-1] == '\n'
		for r.next(&data) {
			switch {
			case header:
				r.header()
				header = false
			default:
				if e, ok := r.event(); ok && !yield(e, nil) {
					return
				}
			}
			if r.err != nil {
				break
			}
		}
		if r.err == nil && header {
			if r.at += r.skip; ended {
				r.line++
			}
			r.fail("", scan.Span{}, recording.Truncated, "a header")
		}
		if r.err != nil {
			yield(components.Event{}, r.err)
			return
		}
		r.dangling()
		r.end()
	}
}

// id names an event in one of its revisions.
type id struct {
	source components.Input
	seq    uint32
	rev    uint8
}

// ref is an event that another speaks of.
type ref struct {
	line int
	seq  uint32
}

// reader is what is known at a line.
type reader struct {
	names components.Interner
	match *recording.Match

	scan scan.Scanner // of the line
	line int          // from 1
	at   int          // where the line begins
	skip int          // from there to where the next begins
	text []byte       // scratch for texts without their escapes
	err  *recording.Error

	players []components.Seen // of a frame

	seen   map[id]struct{}
	refs   []ref
	newest uint32 // the highest seq
	period components.Period
	clock  components.PTS // of the event before
	played bool           // something happened in the match
	over   bool           // and it ended
}

// next goes to the next line that is not blank, and cuts it off data.
func (r *reader) next(data *[]byte) bool {
	for len(*data) > 0 {
		line, rest, _ := bytes.Cut(*data, []byte("\n"))
		r.line++
		r.at += r.skip
		r.skip = len(*data) - len(rest)
		*data = rest
		if len(line) > MaxLine {
			r.fail(strconv.Itoa(len(line))+" bytes", scan.Span{}, "the line is too long", "at most 65536")
			return false
		}
		r.scan = scan.New(line)
		if len(bytes.TrimLeft(line[r.scan.At():], " \t\r")) > 0 {
			return true
		}
	}
	return false
}

// dangling warns of events that speak of events that are not there.
func (r *reader) dangling() {
	all := make(map[uint32]bool, len(r.seen))
	for i := range r.seen {
		all[i.seq] = true
	}
	for _, ref := range r.refs {
		if !all[ref.seq] {
			r.match.Warnings.Add(recording.DanglingRef, "line %d: ref %d: there is no such event", ref.line, ref.seq)
		}
	}
}

// end warns of a match that does not end: the file may be cut short between two
// lines, which nothing else in it tells.
func (r *reader) end() {
	if r.played && !r.over {
		r.match.Warnings.Add(recording.MatchMissingEnd, "line %d is the last: the file may be cut short", r.line)
	}
}
