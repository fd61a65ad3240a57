package ndjson

import (
	"fmt"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// breaks reads the list of breaks, the first of which is half-time, into the
// match; v may be absent.
func (r *reader) breaks(v scan.Span) {
	if v == (scan.Span{}) || r.err != nil {
		return
	}
	list := r.scan.Inside(v)
	if !list.Array() {
		r.fail("breaks_ms", v, recording.WrongType, "a list of milliseconds")
		return
	}
	for p := int(components.SecondHalf); list.Element(); p++ {
		one := list.Value()
		if p == len(r.match.Breaks) {
			r.fail("breaks_ms", one, recording.OutOfRange, fmt.Sprintf("at most %d breaks", p-int(components.SecondHalf)))
			return
		}
		r.match.Breaks[p] = r.pts("breaks_ms", one, maxClock, "milliseconds, up to a week")
	}
}

// appendBreaks appends the breaks that the source gives, up to the last one.
func appendBreaks(dst []byte, m *recording.Match) []byte {
	last := len(m.Breaks) - 1
	for last >= int(components.SecondHalf) && m.Breaks[last] == 0 {
		last--
	}
	if last < int(components.SecondHalf) {
		return dst
	}
	dst = append(dst, `,"breaks_ms":`...)
	mark := byte('[')
	for _, b := range m.Breaks[components.SecondHalf : last+1] {
		dst = appendPTS(append(dst, mark), b)
		mark = ','
	}
	return append(dst, ']')
}

// begins reads the list of the times at which the periods began into the match; v
// may be absent.
func (r *reader) begins(v scan.Span) {
	if v == (scan.Span{}) || r.err != nil {
		return
	}
	list := r.scan.Inside(v)
	if !list.Array() {
		r.fail("begins_ms", v, recording.WrongType, "a list of milliseconds")
		return
	}
	for list.Element() && r.err == nil {
		one := list.Value()
		if len(r.match.Begins) == 256 {
			r.fail("begins_ms", one, recording.OutOfRange, "at most 256 periods")
			return
		}
		r.match.Begins = append(r.match.Begins, r.ptsFrom("begins_ms", one, -maxClock, maxClock, "milliseconds, up to a week before or after the first tick"))
	}
}

// appendBegins appends when the periods began, if the match says so.
func appendBegins(dst []byte, m *recording.Match) []byte {
	mark := `,"begins_ms":[`
	for _, b := range m.Begins {
		dst = appendPTS(append(dst, mark...), b)
		mark = ","
	}
	if len(m.Begins) > 0 {
		dst = append(dst, ']')
	}
	return dst
}
