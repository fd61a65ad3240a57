package metrica

import (
	"touchline/components"
	"touchline/systems/feed/recording"
)

const (
	rollover = 2 * components.PTSPerSecond // a larger step back: the clock has begun again
	normal   = components.PTSPerSecond / 2 // a smaller one: not worth a warning

	longest = 24 * 60 * 60 * 1_000_000 // µs that a file may last

	wantTime   = "seconds since the file began, 0 to 86400"
	wantPeriod = "a period, 1 to 5"
)

// pts returns microseconds on the clock of media.
func pts(micros int64) components.PTS { return components.PTS(round(micros*9, 100)) }

// clock is where the match is.
type clock struct {
	period components.Period
	base   components.PTS // of the file, when the period began
	now    components.PTS // the furthest that the period has come
	last   components.PTS // when the last of its records ends
	ended  bool           // the source said so
}

// reach moves the match to record i, and begins and ends periods. Records are in
// the order of play even where their times are not: then the record gets the time
// of the one before it.
func (t *teller) reach(i int) {
	rec := &t.records[i]
	if rec.period > t.time.period {
		t.begin(rec)
	}
	c := &t.time
	at := rec.start - c.base
	behind := c.now - at
	late := rec.period < c.period
	switch {
	case late:
		t.match.Warnings.Add(recording.TimeRegress, "%s: it is of period %d, and period %d has begun: kept in the order of the file",
			rec.where(), rec.period, c.period)
	case behind > rollover:
		t.match.Warnings.Add(recording.ClockRollover, "%s: it is %v behind the clock of its period: kept in the order of the file, at %v",
			rec.where(), behind.Duration(), c.now.Duration())
	case behind > normal:
		t.match.Warnings.Add(recording.TimeRegress, "%s: it is %v behind the event before it: kept in the order of the file",
			rec.where(), behind.Duration())
	}
	t.flags = 0
	if late || behind > 0 {
		t.flags = components.Repaired
	} else {
		c.now = at
		c.last = max(c.last, rec.end-c.base)
	}
	c.ended = c.ended || rec.has(endHalf) && !late
}

// begin ends the period that is on, and begins that of rec.
func (t *teller) begin(rec *record) {
	before := t.time
	t.end()
	t.time = clock{period: rec.period, base: rec.start}
	if before.period == 0 {
		t.give(t.referee(components.MatchStart))
	} else {
		t.match.Breaks[rec.period] = max(rec.start-(before.base+before.last), 0)
	}
	t.give(t.referee(components.PeriodStart))
}

// end ends the period that is on, if one is.
func (t *teller) end() {
	if t.time.period == 0 {
		return
	}
	t.time.now = max(t.time.now, t.time.last)
	e := t.referee(components.PeriodEnd)
	if !t.time.ended {
		e.Flags = components.Repaired
	}
	t.give(e)
}

// over returns when record i is over: not after the next one begins.
func (t *teller) over(i int) components.PTS {
	end := t.records[i].end
	if i+1 < len(t.records) && t.records[i+1].period == t.records[i].period {
		end = min(end, t.records[i+1].start)
	}
	return max(end-t.time.base, t.time.now)
}
