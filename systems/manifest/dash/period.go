package dash

import "touchline/components"

// Period is a stretch of the presentation in which its sets do not change.
type Period struct {
	ID       string
	Start    components.PTS // from the start of the presentation; always written
	Duration components.PTS // if it is known
	Streams  []EventStream
	Sets     []Set
}

// EventStream is a series of events that the manifest carries.
type EventStream struct {
	Scheme    string
	Value     string
	Timescale uint32
	Offset    Scaled // presentationTimeOffset: the time of an event at the period's start
	Events    *Events
}

// SpliceXML is the scheme of SCTE-35 messages in a manifest (SCTE 214-1).
const SpliceXML = "urn:scte:scte35:2014:xml+bin"

// Scaled is a time or a duration on the timescale of its set or event stream: so
// many parts of a second.
type Scaled uint64

func appendPeriod(dst []byte, p *Period, l *Live) []byte {
	dst = append(dst, "<Period"...)
	dst = appendAttr(dst, ` id="`, p.ID)
	dst = appendTime(dst, ` start="`, p.Start)
	dst = appendDuration(dst, ` duration="`, p.Duration)
	dst = append(dst, ">\n"...)
	for i := range p.Streams {
		dst = appendEventStream(dst, &p.Streams[i], l)
	}
	for i := range p.Sets {
		dst = appendSet(dst, &p.Sets[i], l)
	}
	return append(dst, "</Period>\n"...)
}

func appendEventStream(dst []byte, s *EventStream, l *Live) []byte {
	dst = append(dst, `<EventStream schemeIdUri="`...)
	dst = append(appendEscaped(dst, s.Scheme), '"')
	dst = appendAttr(dst, ` value="`, s.Value)
	dst = appendNonzero(dst, ` timescale="`, uint64(s.Timescale))
	dst = appendNonzero(dst, ` presentationTimeOffset="`, uint64(s.Offset))
	dst = append(dst, ">\n"...)
	switch {
	case l != nil:
		l.hole(len(dst), nil, s.Events)
	case s.Events != nil:
		dst = append(dst, s.Events.text...)
	}
	return append(dst, "</EventStream>\n"...)
}
