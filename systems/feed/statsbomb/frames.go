package statsbomb

import (
	"cmp"
	"iter"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// IsFrames reports whether data begins as 360 frames do: with an array whose first
// element has two of the keys of a frame.
func IsFrames(data []byte) bool {
	s := scan.New(data)
	return s.Array() && s.Element() && s.Keys("event_uuid", "visible_area", "freeze_frame") >= 2
}

// Frames is a [recording.FrameReader] of 360 frames: who was seen at an event. It
// needs the file of the events, which says when and where that was; the ball is
// where they say. Players are known by their side alone.
func Frames(data []byte, with recording.Parts, _ components.Interner, m *recording.Match) iter.Seq2[recording.Sight, error] {
	return func(yield func(recording.Sight, error) bool) {
		if with.Events == nil {
			yield(recording.Sight{}, &recording.Error{Field: "events", Want: "the file of them, which says when the frames are", Err: recording.Missing})
			return
		}
		events, err := readMoments(with.Events)
		if err != nil {
			yield(recording.Sight{}, err)
			return
		}
		m.Format, m.Sport = cmp.Or(m.Format, Format), cmp.Or(m.Sport, sport)
		m.Source, m.Terms = cmp.Or(m.Source, source), cmp.Or(m.Terms, terms)
		m.Home, m.Away = cmp.Or(m.Home, events.home), cmp.Or(m.Away, events.away)
		f := frames{reader: reader{what: "frame", scan: scan.New(data), match: m}, events: events}
		f.read(yield)
	}
}

// frames reads a file of frames. Its record is a frame, of the side and the period of
// its event.
type frames struct {
	reader
	events *moments
	at     *moment // of the frame
	seen   []components.Seen
	actor  components.Place // of the frame, or no place

	met   bool      // a frame was of an event
	stray scan.Span // the first that was not
}

// read gives the frames of the file, and at last its error.
func (f *frames) read(yield func(recording.Sight, error) bool) {
	if !f.scan.Array() {
		f.wrong("", f.scan.Value(), "an array of frames")
	}
	for f.err == nil && f.scan.Element() {
		f.number++
		s, ok := f.frame()
		if f.err == nil && ok && !yield(s, nil) {
			return
		}
	}
	if f.syntax(); f.err == nil {
		f.scan.End()
		f.syntax()
	}
	if !f.met && f.stray != (scan.Span{}) {
		f.rec.id = f.stray
		f.number = 0
		f.fail("event_uuid", f.stray, recording.OtherMatch, "the ID of an event")
	}
	if f.err != nil {
		yield(recording.Sight{}, f.err)
	}
}
