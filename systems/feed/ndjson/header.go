package ndjson

import (
	"time"

	"touchline/components"
	"touchline/systems/feed/recording"
	"touchline/systems/feed/recording/scan"
)

// header reads the first line into the match.
func (r *reader) header() {
	var v, sport, home, away, source, terms, kickoff, beat, breaks, squads scan.Span
	if !r.scan.Object() {
		r.notObject()
		return
	}
	for r.scan.Key() {
		switch string(r.scan.Name) {
		case "v":
			v = r.scan.Value()
		case "sport":
			sport = r.scan.Value()
		case "home":
			home = r.scan.Value()
		case "away":
			away = r.scan.Value()
		case "source":
			source = r.scan.Value()
		case "terms":
			terms = r.scan.Value()
		case "kickoff":
			kickoff = r.scan.Value()
		case "heartbeat_ms":
			beat = r.scan.Value()
		case "breaks_ms":
			breaks = r.scan.Value()
		case "squads":
			squads = r.scan.Value()
		default:
			r.scan.Value()
		}
	}
	r.scan.End()
	r.syntax()
	if v == (scan.Span{}) {
		r.fail("v", v, recording.Missing, "1, the version of the format")
	}
	r.integer("v", v, 1, 1, "1, the only version there is")
	m := r.match
	m.Format = Format
	m.Sport = string(r.word("sport", sport))
	m.Home = string(r.word("home", home))
	m.Away = string(r.word("away", away))
	m.Source = string(r.word("source", source))
	m.Terms = string(r.word("terms", terms))
	m.Kickoff = r.instant("kickoff", kickoff)
	m.Beat = r.pts("heartbeat_ms", beat, maxBeat, "milliseconds, 0 to 3600000")
	r.breaks(breaks)
	r.squads(squads)
}

// instant reads an RFC 3339 time as unix ms; v may be absent, which is 0.
func (r *reader) instant(field string, v scan.Span) int64 {
	text := r.word(field, v)
	if r.err != nil || len(text) == 0 {
		return 0
	}
	t, err := time.Parse(time.RFC3339, string(text))
	if err != nil {
		r.fail(field, v, "not a time", "a time as in RFC 3339: 2022-12-18T18:00:00+03:00")
		return 0
	}
	return t.UnixMilli()
}

// notObject makes the line an error for what is on it instead of an object.
func (r *reader) notObject() {
	v := r.scan.Value()
	r.scan.End()
	r.syntax()
	r.fail("", v, recording.WrongType, "an object")
}

// AppendHeader appends the header line of m to dst.
func AppendHeader(dst []byte, m *recording.Match, names func(components.Symbol) string) []byte {
	dst = append(dst, `{"v":1`...)
	dst = appendText(dst, "sport", m.Sport)
	dst = appendText(dst, "home", m.Home)
	dst = appendText(dst, "away", m.Away)
	dst = append(dst, `,"pitch_m":[105,68]`...)
	dst = appendText(dst, "source", m.Source)
	dst = appendText(dst, "terms", m.Terms)
	if m.Kickoff != 0 {
		dst = append(dst, `,"kickoff":"`...)
		dst = time.UnixMilli(m.Kickoff).UTC().AppendFormat(dst, "2006-01-02T15:04:05.999Z07:00")
		dst = append(dst, '"')
	}
	if m.Beat != 0 {
		dst = appendPTS(append(dst, `,"heartbeat_ms":`...), m.Beat)
	}
	dst = appendSquads(appendBreaks(dst, m), m, names)
	return append(dst, "}\n"...)
}

// Append appends m to dst, as [Read] reads it. The names are those that its
// events were read with.
func Append(dst []byte, m *recording.Match, names func(components.Symbol) string) []byte {
	dst = AppendHeader(dst, m, names)
	for i := range m.Events {
		dst = AppendEvent(dst, &m.Events[i], names)
	}
	for i := range m.Frames {
		dst = AppendFrame(dst, &m.Frames[i], m.Of(&m.Frames[i]))
	}
	return dst
}
