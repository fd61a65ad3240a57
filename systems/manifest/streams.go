package manifest

import (
	"touchline/components"
	"touchline/systems/manifest/dash"
	"touchline/systems/manifest/index"
)

// eventSpan is the media time of which a period has the events.
type eventSpan struct {
	origin       components.PTS // of the period
	begin, until components.PTS // of its segments
	open         bool           // it goes on: events after its segments are in it
}

func spanOf(v *index.View, s stretch, open bool) eventSpan {
	return eventSpan{s.origin.At, v.At(s.n).At, v.At(s.end - 1).Until(), open}
}

// has reports whether an event is in it.
func (s *eventSpan) has(e *index.Event) bool {
	return e.Until() >= s.begin && e.At >= s.origin && (e.At < s.until || s.open)
}

// streams are the events of a period: those of the match, and the splice points. The
// word that a break is canceled is there for those who heard of the break; the break is
// not, for those who come later.
func (p *Presentation) streams(v *index.View, s stretch, d *Description) []dash.EventStream {
	in := spanOf(v, s, s.end == d.To && !d.Static)
	var wagers, splices *dash.Events
	for i, list := 0, v.Events(); i < list.Len(); i++ {
		e := list.At(i)
		if !in.has(e) || e.Splice != nil && superseded(list, i) {
			continue
		}
		to := &wagers
		if e.Splice != nil {
			to = &splices
		}
		if *to == nil {
			*to = dash.NewEvents(dash.MostEvents)
		}
		event := eventOf(e)
		(*to).Push(&event)
	}
	var streams []dash.EventStream
	for _, l := range []struct {
		scheme string
		events *dash.Events
	}{{WageringScheme, wagers}, {dash.SpliceXML, splices}} {
		if l.events != nil {
			streams = append(streams, dash.EventStream{Scheme: l.scheme, Timescale: videoScale, Offset: dash.Scaled(s.origin.At), Events: l.events})
		}
	}
	return streams
}

// eventOf is an event as an MPD has it.
func eventOf(e *index.Event) dash.Event {
	event := dash.Event{Time: dash.Scaled(e.At), Duration: dash.Scaled(e.Length), ID: uint32(e.ID)}
	if e.Splice != nil {
		event.Form, event.Body = dash.Splice, e.Splice.Section
	} else {
		event.Body = AppendWager(nil, e.Wager)
	}
	return event
}
