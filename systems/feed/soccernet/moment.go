package soccernet

import (
	"bytes"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

const perMS = components.PTSPerSecond / 1000

const (
	longest = 4 * 60 * 60 * 1000 // ms that a half may last
	second  = 1000               // ms by which the two times of a label may differ

	wantGame     = `a half and minutes:seconds like "1 - 07:30", up to 4 hours`
	wantPosition = "milliseconds since the half began, 0 to 14400000"
)

// moment reads when a label is, as which it returns one of no kind.
//
// The file says it twice: in gameTime with the half and to the second, in position
// to the millisecond and without the half. Either will do if the other is not
// there: of a label without a half, before is the half, which is that of the one
// before it.
func (r *reader) moment(game, position scan.Span, before components.Period) label {
	period, told, timed := r.gameTime(game)
	ms, exact := r.position(position)
	if r.Err != nil {
		return label{}
	}
	l := label{period: period}
	switch {
	case !timed && !exact:
		r.Fail("position", position, recording.Missing, wantPosition)
	case !exact:
		r.Warn(recording.BadTime, "position %s: taken from gameTime %s", r.found(position), r.found(game))
		l.flags |= components.Repaired
		ms = told
	case !timed:
		l.period = max(before, components.FirstHalf)
		r.Warn(recording.BadTime, "gameTime %s: taken to be of half %d", r.found(game), l.period)
		l.flags |= components.Repaired
	case ms > told+second || ms < told-second:
		r.Warn(recording.BadTime, "gameTime %s is not position %s: the position counts", r.found(game), r.found(position))
	}
	l.begin = components.PTS(ms) * perMS
	l.end = l.begin
	return l
}

// found returns what the file has, for a warning.
func (r *reader) found(at scan.Span) string {
	if at == (scan.Span{}) {
		return "missing"
	}
	return recording.Clip(r.Text(at))
}

// position reads milliseconds, which the data sets have as a text. It reports
// false if there are none.
func (r *reader) position(at scan.Span) (ms int64, ok bool) {
	if at == (scan.Span{}) || r.Err != nil {
		return 0, false
	}
	if text := r.Text(at); text[0] == '"' {
		ms, ok = scan.Fixed(r.Word("position", at), 0)
	} else {
		ms, ok = r.Fixed("position", at, 0)
	}
	return ms, ok && 0 <= ms && ms <= longest
}

// gameTime reads a half and the milliseconds since it began. Halves 3 and 4 are
// those of extra time. It reports false if there is none.
func (r *reader) gameTime(at scan.Span) (period components.Period, ms int64, ok bool) {
	text := bytes.TrimSpace(r.Word("gameTime", at))
	if len(text) == 0 {
		return 0, 0, false
	}
	half, clock, _ := bytes.Cut(text, []byte("-"))
	minutes, seconds, _ := bytes.Cut(clock, []byte(":"))
	p, good := number(bytes.TrimSpace(half))
	mm, good1 := number(bytes.TrimSpace(minutes))
	ss, good2 := number(seconds)
	ms = (mm*60 + ss) * 1000
	if !good || !good1 || !good2 || p < int64(components.FirstHalf) || p > int64(components.ExtraSecond) || ss > 59 || ms > longest {
		r.Fail("gameTime", at, recording.OutOfRange, wantGame)
		return 0, 0, false
	}
	return components.Period(p), ms, true
}

// number reads digits; a number from 1000 comes back as 1000.
func number(text []byte) (n int64, ok bool) {
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = min(n*10+int64(c-'0'), 1000)
	}
	return n, len(text) > 0
}
