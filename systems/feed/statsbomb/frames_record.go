package statsbomb

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// frame reads the frame that comes next. It reports false if that is of no event.
func (f *frames) frame() (s recording.Sight, ok bool) {
	const none = components.NoPlace
	f.rec = record{}
	var v [2]scan.Span
	at := f.scan.Pick(v[:], "event_uuid", "freeze_frame")
	if f.syntax(); f.err != nil {
		return s, false
	}
	if at == (scan.Span{}) || f.scan.Text(at)[0] != '{' {
		f.wrong("", at, "a frame")
		return s, false
	}
	if !f.find(v[0]) {
		return s, false
	}
	f.players(v[1])
	f.straighten()
	s.Period, s.Clock, s.Holder = f.at.period, f.at.clock, f.at.holder
	s.Ball, s.Height, s.Seen = f.at.place, none, f.seen
	return s, true
}

// find finds the event of the frame. It reports false if there is none, or it has
// had a frame.
func (f *frames) find(id scan.Span) bool {
	const want = "a text"
	if f.required("event_uuid", id, want); f.err == nil && f.scan.Text(id)[0] != '"' {
		f.wrong("event_uuid", id, want)
	}
	if f.err != nil {
		return false
	}
	f.rec.id = id
	f.at = f.events.of(f.scan.Text(id))
	switch {
	case f.at == nil:
		if f.stray == (scan.Span{}) {
			f.stray = id
		}
		f.match.Warnings.Add(recording.DanglingRef, "%s: its event is not in the file of them: left out", f.where())
		return false
	case f.at.framed:
		f.match.Warnings.Add(recording.DuplicateID, "%s: its event has one: left out", f.where())
		return false
	}
	f.met, f.at.framed = true, true
	f.rec.team, f.time.period = f.at.team, f.at.period
	return true
}

// players reads who was seen.
func (f *frames) players(list scan.Span) {
	const field, none = "freeze_frame", components.NoPlace
	f.seen, f.actor = f.seen[:0], components.Place{X: none, Y: none}
	if list == (scan.Span{}) {
		return
	}
	in := f.scan.Inside(list)
	if !in.Array() {
		f.wrong(field, list, "an array")
	}
	for f.err == nil && in.Element() {
		var v [3]scan.Span
		at := in.Pick(v[:], "teammate", "actor", "location")
		if at == (scan.Span{}) || f.scan.Text(at)[0] != '{' {
			f.wrong(field, at, "an object")
			return
		}
		mate := f.truth("freeze_frame.teammate", f.required("freeze_frame.teammate", v[0], "true or false"))
		var p components.Place
		p.X, p.Y = f.place("freeze_frame.location", v[2])
		if p.X == none {
			continue
		}
		team := f.at.team
		if !mate {
			team = team.Opponent()
		}
		f.seen = append(f.seen, components.Seen{Place: p, Team: team})
		if f.truth("freeze_frame.actor", v[1]) {
			f.actor = p
		}
	}
}

// straighten turns the frame if it was seen from the other end: then the one who
// acted is not where the event is, but where that is seen from there.
func (f *frames) straighten() {
	a, e := f.actor, f.at.place
	if a.X == components.NoPlace || e.X == components.NoPlace || apart(a, e) < far || apart(a, components.Place{X: -e.X, Y: -e.Y}) > near {
		return
	}
	f.match.Warnings.Add(recording.TurnedFrame, "%s: it is seen from the other end: turned", f.where())
	for i := range f.seen {
		p := &f.seen[i].Place
		p.X, p.Y = -p.X, -p.Y
	}
}

// How far an actor is from an event, squared: no further apart than they are
// measured, and too far to be there.
const (
	near = 200 * 200 // cm²
	far  = 1000 * 1000
)

func apart(a, b components.Place) int64 {
	x, y := int64(a.X)-int64(b.X), int64(a.Y)-int64(b.Y)
	return x*x + y*y
}
