package metrica

import (
	"bytes"
	"cmp"
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// Frames is a [recording.FrameReader] of tracking in the two formats of Metrica's
// sample matches. The table has a file for each side, which says all but which way
// the sides play; the lines of the other format cannot be read without the
// metadata. The file of events says when the periods began. Files of other formats
// tell nothing.
//
// Nothing is kept or allocated for a frame: it is read when it is asked for.
func Frames(data []byte, with recording.Parts, names components.Interner, m *recording.Match) iter.Seq2[recording.Sight, error] {
	return func(yield func(recording.Sight, error) bool) {
		f := frames{lines: lines{data: data}, names: names, match: m, field: usual}
		f.cast = append(f.cast, actor{name: "the ball"})
		f.about(with)
		if f.mark(); isTable(data) {
			f.table()
		} else {
			f.text()
		}
		f.spots = make([]spot, len(f.cast))
		if f.err == nil {
			f.header()
			f.face()
		}
		for f.next() {
			if s, ok := f.sight(); ok && !yield(s, nil) {
				return
			}
		}
		if f.end(); f.err != nil {
			yield(recording.Sight{}, f.err)
		}
	}
}

// frames reads a file of tracking.
type frames struct {
	lines
	names components.Interner
	match *recording.Match

	info   *info    // nil without
	kicks  kickOffs // by the file of events; none without
	field  pitch
	left   bool // the home side attacks to the left in the odd periods
	told   bool // another file says which way it does
	rate   rate
	halves []half // none in a table, whose lines say their period

	layouts []layout // in the order of their frames
	now     int      // the layout of the line before
	cast    []actor  // of all lines; the ball is the first

	row   row
	spots []spot            // of the row, one for each of the cast
	seen  []components.Seen // of the row
	time  timeline
}

// actor is the ball or a player.
type actor struct {
	name string // for warnings
	who  uint8
	team components.Team
}

// row is a line that has been read.
type row struct {
	number int64
	period components.Period
	micros int64 // since the file began, if the line says so
	timed  bool
}

// spot is where somebody was, in millionths of the pitch from its top left corner.
type spot struct {
	place
	half bool // one of the two is known
}

// header fills in what the match does not have yet.
func (f *frames) header() {
	m := f.match
	m.Format, m.Sport = cmp.Or(m.Format, Format), cmp.Or(m.Sport, sport)
	m.Source, m.Terms = cmp.Or(m.Source, source), cmp.Or(m.Terms, terms)
	home, away := homeName, awayName
	if f.halves != nil {
		home, away = f.info.called(components.Home), f.info.called(components.Away)
	}
	m.Home, m.Away = cmp.Or(m.Home, home), cmp.Or(m.Away, away)
}

// isTable reports whether data begins as a table does: with a line that has nothing
// above the period, the frame and the time.
func isTable(data []byte) bool {
	return bytes.HasPrefix(bytes.TrimPrefix(data, []byte(byteOrderMark)), []byte(",,,"))
}
