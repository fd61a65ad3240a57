package skillcorner

import (
	"cmp"
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// IsFrames reports whether data begins as a file of tracking does: with a frame on
// a line of its own, or in an array as the older files have them.
func IsFrames(data []byte) bool {
	s := scan.New(data)
	if s.Array() {
		return s.Element() && s.Keys("frame", "period", "possession", "data") >= 3
	}
	return s.Keys("frame", "ball_data", "possession", "player_data") >= 3
}

// Frames is a [recording.FrameReader]. The file of the match says who plays for
// which side, which way, and when periods begin; without it players are called by
// their IDs and have no side. Beyond its result it allocates for new players, but
// for no frame.
func Frames(data []byte, with recording.Parts, names components.Interner, m *recording.Match) iter.Seq2[recording.Sight, error] {
	return func(yield func(recording.Sight, error) bool) {
		f := newFrames(data, names, m)
		if err := f.about(with.Info); err != nil {
			yield(recording.Sight{}, err)
			return
		}
		f.header()
		f.face(with.Info)
		f.read(yield)
	}
}

// frames reads a file of tracking.
type frames struct {
	data  []byte
	scan  scan.Scanner
	names components.Interner
	match *recording.Match
	info  *info // nil without the file of the match
	cast  cast
	turns turns
	time  timeline
	err   *recording.Error

	rec  frame
	seen []components.Seen // of the frame
}

func newFrames(data []byte, names components.Interner, m *recording.Match) frames {
	return frames{data: data, scan: scan.New(data), names: names, match: m, cast: cast{byID: make(map[int64]int), byTracked: make(map[int64]int)}}
}

// header fills in what the match does not have yet.
func (f *frames) header() {
	m := f.match
	m.Format, m.Sport = cmp.Or(m.Format, Format), cmp.Or(m.Sport, sport)
	m.Source, m.Terms = cmp.Or(m.Source, source), cmp.Or(m.Terms, terms)
	if f.info != nil {
		m.Home, m.Away = cmp.Or(m.Home, f.info.names[components.Home]), cmp.Or(m.Away, f.info.names[components.Away])
	}
}

// read gives the frames of the file, and at last its error.
func (f *frames) read(yield func(recording.Sight, error) bool) {
	array := f.scan.Array()
	for first := true; ; first = false {
		f.rec = frame{}
		if array && !f.scan.Element() {
			f.scan.End()
			break
		}
		if !f.scan.Object() {
			if first || array || f.scan.At() < len(f.data) {
				f.wrong("", f.scan.Value(), "a frame")
			}
			break
		}
		s, ok := f.frame()
		if f.err != nil {
			break
		}
		if ok && !yield(s, nil) {
			return
		}
	}
	f.syntax()
	f.whose()
	if f.err == nil {
		return
	}
	if !array {
		f.err.Line = f.line(f.err.Offset)
	}
	yield(recording.Sight{}, f.err)
}
