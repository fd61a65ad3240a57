package sportec

import (
	"fmt"

	"touchline/components"
	"touchline/systems/feed/recording"
)

// entry is an Event element that was read, in its newest version.
type entry struct {
	from, to int64   // where it lies in the file
	events   []int32 // the drafts that its events began as
}

// A draft is an event whose number, period, place and side are yet to be found:
// they depend on what comes later in the file. Its Clock is on the wall clock, and
// its Team is in the order of [reader.teams].
type draft struct {
	components.Event
	origin int32 // place of the draft that its event began as: its own, if it is no revision

	entry   label
	heard   components.PTS
	section components.Period // the period that it begins or ends
	left    components.Team   // the side that plays from left to right
	score   score             // that the source gives with it
	scored  bool              // a shot that went in
}

// label says which entry of the file it is.
type label struct {
	from   int64 // byte
	record int   // from 1
	id     string
}

// wrong returns an error of the entry.
func (l *label) wrong(field, found string, fault recording.Fault, want string) *recording.Error {
	return &recording.Error{
		Offset: l.from, Record: l.record, ID: l.id,
		Field: field, Found: recording.Clip([]byte(found)), Err: fault, Want: want,
	}
}

// where says which entry it is, for warnings.
func (l *label) where() string {
	return fmt.Sprintf("event %d (id %s)", l.record, recording.Clip([]byte(l.id)))
}

// score is one that the source gives.
type score struct {
	home, away int16
	given      bool
}

// current is the entry that is being read.
type current struct {
	tag     tag // of the Event
	entry   label
	at      components.PTS
	heard   components.PTS
	x, y    components.Centimeter
	late    bool
	deleted bool
	first   int    // place of its first draft
	path    [3]tag // the element that says what it is, one in that, and one in that again
	depth   int
}
