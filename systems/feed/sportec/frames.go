package sportec

import (
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// IsFrames reports whether data begins as a file of positions does.
func IsFrames(data []byte) bool { return begins(data, "<Positions") }

// Frames is a [recording.FrameReader] of a file of positions. The information about
// the match says who plays for which side, the file of events when the periods
// began and which way the sides play. Files of other formats tell nothing.
//
// The file is by object: it has where one player was throughout a half, and then
// the next. So all of it is read before the first frame is given. What is kept is
// 4 bytes for each time that a player was seen and 8 for the ball, of some 140 in
// the file; where every time stands alone, with a hole before it, 24 more. Nothing
// is allocated for a frame.
func Frames(data []byte, with recording.Parts, names components.Interner, m *recording.Match) iter.Seq2[recording.Sight, error] {
	return func(yield func(recording.Sight, error) bool) {
		f := newFrames(data, names, m)
		f.about(with)
		f.read()
		if f.err != nil {
			yield(recording.Sight{}, f.err)
			return
		}
		f.header()
		f.give(yield)
	}
}

// frames reads a file of positions.
type frames struct {
	data  []byte
	doc   document
	names components.Interner
	match *recording.Match
	err   *recording.Error

	info    *info // nil without
	starts  spans // of the periods by the file of events; none without
	matchID string
	teams   [components.Away + 1]string // IDs of the sides, both or none
	clubs   [components.Away + 1]string // what they are called

	people  map[string]person // by ID
	most    [2]int64          // how far from the center spot a place may be, in centimeters
	stamp   stamp
	epoch   components.PTS // the moment of the first frame of the file
	periods [components.Shootout + 1]stretch
	places  []components.Place // of players
	flights []flight           // of the ball
}

// person is a player, or the ball.
type person struct {
	who  uint8 // 0 for the ball
	team components.Team
}

func newFrames(data []byte, names components.Interner, m *recording.Match) *frames {
	const each = 128 // bytes of a file for a place, about
	return &frames{
		data: data, doc: open(data), names: names, match: m,
		people: make(map[string]person),
		most:   [2]int64{halfLength + beyond, halfWidth + beyond},
		places: make([]components.Place, 0, len(data)/each),
	}
}

// fail ends the reading at byte from, unless it has ended already.
func (f *frames) fail(from int64, field, found string, fault recording.Fault, want string) {
	if f.err == nil {
		f.err = &recording.Error{Offset: from, Field: field, Found: recording.Clip([]byte(found)), Err: fault, Want: want}
	}
}

// warn adds a warning about what is at byte from.
func (f *frames) warn(class recording.Class, from int64, format string, args ...any) {
	if f.match.Warnings.Count(class) > 0 {
		f.match.Warnings.Add(class, "") // which is not formatted
		return
	}
	f.match.Warnings.Add(class, "byte %d: "+format, append([]any{from}, args...)...)
}

// header fills in what the match does not have yet.
func (f *frames) header() {
	m := f.match
	if m.Format == "" {
		m.Format = Format
	}
	if m.Sport == "" {
		m.Sport = sport
	}
	if m.Source == "" {
		m.Source = source
	}
	if m.Terms == "" {
		m.Terms = terms
	}
	if m.Home == "" && m.Away == "" {
		m.Home, m.Away = f.clubs[components.Home], f.clubs[components.Away]
	}
}
