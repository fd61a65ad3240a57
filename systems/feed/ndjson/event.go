package ndjson

import (
	"math"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// event reads an event. It reports false for one that is wrong or is left out, and
// for a frame, which goes to the match.
func (r *reader) event() (components.Event, bool) {
	if !r.scan.Object() {
		r.notObject()
		return components.Event{}, false
	}
	var f fields
	f.find(&r.scan)
	r.syntax()
	if string(r.word("k", f.k)) == frameKind {
		r.frame(&f)
		return components.Event{}, false
	}
	r.match.Records++
	e := components.Event{
		Clock:    r.clockOf(f.t),
		Period:   r.periodOf(f.p),
		Kind:     r.kind(f.k),
		Seq:      r.seqOf(f.seq),
		Rev:      uint8(r.integer("rev", f.rev, 0, math.MaxUint8, "a revision, 0 to 255")),
		Ref:      uint32(r.integer("ref", f.ref, 0, math.MaxUint32, "the seq of another event")),
		Team:     r.team(f.team),
		Player:   r.symbol("player", f.player),
		Other:    r.symbol("other", f.other),
		X:        r.place("x", f.x),
		Y:        r.place("y", f.y),
		EndX:     r.place("ex", f.ex),
		EndY:     r.place("ey", f.ey),
		Duration: uint32(r.integer("dur", f.dur, 0, math.MaxUint32, "milliseconds, 0 to 4294967295")),
		Value:    int32(r.integer("value", f.value, math.MinInt32, math.MaxInt32, "a whole number of 32 bits")),
		Received: r.pts("late", f.late, maxClock, "milliseconds after it occurred, up to a week"),
		Flags:    r.flags(f.flags),
	}
	e.Source = e.Kind.Input()
	return e, r.err == nil && r.keep(&e)
}

// keep notes e in what is known, and reports whether it is new.
func (r *reader) keep(e *components.Event) bool {
	this := id{e.Source, e.Seq, e.Rev}
	if _, ok := r.seen[this]; ok {
		r.match.Warnings.Add(recording.DuplicateID, "line %d: seq %d, rev %d came before: left out", r.line, e.Seq, e.Rev)
		return false
	}
	r.seen[this] = struct{}{}
	r.newest = max(r.newest, e.Seq)
	if e.Ref != 0 {
		r.refs = append(r.refs, ref{r.line, e.Ref})
	}
	if e.Rev == 0 { // a revision speaks of the past
		if e.Period < r.period || e.Period == r.period && e.Clock < r.clock {
			r.match.Warnings.Add(recording.TimeRegress, "line %d: t %s of period %d is before the event before it: kept in the order of the file",
				r.line, appendPTS(nil, e.Clock), e.Period)
		}
		r.period, r.clock = e.Period, e.Clock
	}
	r.played = r.played || e.Source == components.FromMatch && e.Period > 0
	r.over = r.over || e.Kind == components.MatchEnd || e.Kind == components.Abandoned
	return true
}

func (r *reader) clockOf(v scan.Span) components.PTS {
	const want = "milliseconds since the period began, up to a week"
	if v == (scan.Span{}) {
		r.fail("t", v, recording.Missing, want)
	}
	return r.pts("t", v, maxClock, want)
}

func (r *reader) periodOf(v scan.Span) components.Period {
	if v == (scan.Span{}) {
		return r.period
	}
	return components.Period(r.integer("p", v, 0, math.MaxUint8, "a period, 0 to 255"))
}

func (r *reader) seqOf(v scan.Span) uint32 {
	if v == (scan.Span{}) {
		if r.newest == math.MaxUint32 {
			r.fail("seq", v, recording.Missing, "a number, as there is none after 4294967295")
		}
		return r.newest + 1
	}
	return uint32(r.integer("seq", v, 1, math.MaxUint32, "a number from 1 to 4294967295"))
}

func (r *reader) kind(v scan.Span) components.EventKind {
	if v == (scan.Span{}) {
		r.fail("k", v, recording.Missing, "a kind of event")
		return components.Other
	}
	kind, ok := components.ParseEventKind(string(r.word("k", v)))
	if !ok && r.err == nil {
		r.match.Warnings.Add(recording.UnknownType, "line %d: k %s: taken as other", r.line, recording.Clip(r.scan.Text(v)))
	}
	return kind
}

func (r *reader) team(v scan.Span) components.Team {
	switch string(r.word("team", v)) {
	case "":
		return components.NoTeam
	case "home":
		return components.Home
	case "away":
		return components.Away
	}
	r.fail("team", v, recording.OutOfRange, "home or away")
	return components.NoTeam
}
