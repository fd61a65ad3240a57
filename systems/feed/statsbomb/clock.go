package statsbomb

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

// Steps back of the clock.
const (
	normal   = components.PTSPerSecond / 2 // not worth a warning
	rollover = components.PTSPerSecond * 2 // beyond it the clock has begun again
)

// clock is where the match is.
type clock struct {
	period components.Period
	now    components.PTS // the furthest that the period has come
	ended  bool           // the source said so
}

// tell reads the period and the time of the record, and begins and ends periods.
//
// Records are in the order of play even where their times are not: then the
// record gets the time of the one before it.
func (r *reader) tell(typ int64) {
	p := r.period()
	at := r.timestamp()
	if r.err != nil {
		return
	}
	if p > r.time.period {
		r.begin(p)
	}
	behind := r.time.now - at
	late := p < r.time.period
	switch {
	case typ == halfEnd && !late: // one for each side, and they may differ
		r.time.ended = true
		at = max(at, r.time.now)
	case late:
		r.match.Warnings.Add(recording.TimeRegress, "%s: it is of period %d, and period %d has begun: kept in the order of the file",
			r.where(), p, r.time.period)
	case behind > rollover:
		r.match.Warnings.Add(recording.ClockRollover, "%s: it is %v behind the clock of its period: kept in the order of the file, at %v",
			r.where(), behind.Duration(), r.time.now.Duration())
	case behind > normal:
		r.match.Warnings.Add(recording.TimeRegress, "%s: it is %v behind the event before it: kept in the order of the file",
			r.where(), behind.Duration())
	}
	if late || at < r.time.now {
		r.rec.flags |= components.Repaired
		at = r.time.now
	}
	r.time.now, r.rec.clock = at, at
	r.release(at)
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
}

// end ends the period that is on, if one is.
func (r *reader) end() {
	if r.time.period == 0 {
		return
	}
	for i := range r.held { // the ball cannot be in the air when the whistle goes
		r.held[i].Clock = min(r.held[i].Clock, r.time.now)
	}
	r.release(r.time.now)
	e := r.referee(components.PeriodEnd)
	if !r.time.ended {
		e.Flags = components.Repaired
		r.match.Warnings.Add(recording.PeriodMissingEnd, "period %d ends with its last event", r.time.period)
	}
	r.give(e)
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

func (r *reader) period() components.Period {
	const want = "a period, 1 to 5"
	v := r.required("period", r.rec.spans.period, want)
	if r.err != nil {
		return 0
	}
	n := r.integer("period", v)
	if n < 1 || n > int64(components.Shootout) {
		r.fail("period", v, recording.OutOfRange, want)
	}
	return components.Period(n)
}
