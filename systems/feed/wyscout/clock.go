package wyscout

import (
	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

const (
	rollover = 2 * components.PTSPerSecond // a larger step back: the clock has begun again
	normal   = components.PTSPerSecond / 2 // a smaller one: not worth a warning
	longest  = 24 * 60 * 60                // seconds that a period may last
)

// clock is where the match is.
type clock struct {
	period components.Period
	now    components.PTS // the furthest that the period has come
}

// period reads the period of a record.
func (r *reader) period(at scan.Span) components.Period {
	const want = "1H, 2H, E1, E2 or P"
	switch string(r.Word("matchPeriod", r.Required("matchPeriod", at, want))) {
	case "1H":
		return components.FirstHalf
	case "2H":
		return components.SecondHalf
	case "E1":
		return components.ExtraFirst
	case "E2":
		return components.ExtraSecond
	case "P":
		return components.Shootout
	}
	r.Fail("matchPeriod", at, recording.OutOfRange, want)
	return 0
}

// clock reads the seconds since the period began, rounded to the clock of media.
// They come from arithmetic with floats: 1.8923389999999927.
func (r *reader) clock(at scan.Span) components.PTS {
	const want = "seconds since the period began, 0 to 86400"
	const places = 12 // digits beyond which nothing is meant
	n, ok := r.Fixed("eventSec", r.Required("eventSec", at, want), places)
	if !ok || n < 0 || n > longest*1_000_000_000_000 {
		r.Fail("eventSec", at, recording.OutOfRange, want)
		return 0
	}
	return components.PTS(round(n/10*9, 10_000_000))
}

// reach moves the match to the record that is being told, and begins and ends
// periods. Records are in the order of play even where their times are not: then
// the record gets the time of the one before it.
func (r *reader) reach() {
	rec := &r.now
	if rec.period > r.time.period {
		r.begin(rec.period)
	}
	behind := r.time.now - rec.clock
	late := rec.period < r.time.period
	switch {
	case late:
		r.Warn(recording.TimeRegress, "it is of period %d, and period %d has begun: kept in the order of the file", rec.period, r.time.period)
	case behind > rollover:
		r.Warn(recording.ClockRollover, "it is %v behind the clock of its period: kept in the order of the file, at %v", behind.Duration(), r.time.now.Duration())
	case behind > normal:
		r.Warn(recording.TimeRegress, "it is %v behind the event before it: kept in the order of the file", behind.Duration())
	}
	if late || behind > 0 {
		rec.flags |= components.Repaired
	} else {
		r.time.now = rec.clock
	}
}

// begin ends the period that is on, and begins p.
func (r *reader) begin(p components.Period) {
	before := r.time.period
	r.end()
	r.time = clock{period: p}
	if before == 0 {
		r.give(r.referee(components.MatchStart))
	}
	r.give(r.referee(components.PeriodStart))
	r.kickOff = kickOff{due: p != components.Shootout}
	r.awarded = components.NoTeam
}

// end ends the period that is on, if one is: with its last event, for the format
// has no other end.
func (r *reader) end() {
	if r.time.period > 0 {
		e := r.referee(components.PeriodEnd)
		e.Flags = components.Repaired
		r.give(e)
	}
}

// finish ends the match.
func (r *reader) finish() {
	if r.end(); r.time.period > 0 {
		r.give(r.referee(components.MatchEnd))
	}
}

// referee returns an event of neither side, now.
func (r *reader) referee(kind components.EventKind) components.Event {
	const none = components.NoPlace
	return components.Event{
		Kind: kind, Period: r.time.period, Clock: r.time.now, Source: components.FromMatch,
		X: none, Y: none, EndX: none, EndY: none,
	}
}
