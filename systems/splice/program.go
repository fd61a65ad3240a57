package splice

import "touchline/components"

// match is what decides about the program of a fixture, and its extra time.
type match struct {
	f     components.Row
	begun bool
	early bool // not for long
	over  bool
	extra bool // it is in extra time, or between its halves
}

// early is how long after its beginning a match is taken to have just begun: sources
// may be some seconds late.
const early = 60 * components.PTSPerSecond

// matchOf looks at the incidents of a fixture that stand.
func (d *desk) matchOf(f components.Row) match {
	period := *components.FixturePeriod.At(d.r, f)
	m := match{f: f, begun: period > 0}
	m.early = period == 0 || period == components.FirstHalf && d.r.Now.PTS-*components.FixtureKicked.At(d.r, f) <= early
	fan := d.r.Schema().Fan(components.Incident)
	row, n := int(f)*fan, int(*components.FixtureIncidents.At(d.r, f))
	fates := components.IncidentFate.Of(d.r)[row:][:n]
	for i, kind := range components.IncidentKind.Of(d.r)[row:][:n] {
		if fates[i] != components.Void {
			m.begun = m.begun || kind == components.MatchStart
			m.over = m.over || kind.In(matchEnds)
		}
	}
	if *components.FixtureSport.At(d.r, f) == components.Football && !m.over {
		m.extra = period == components.ExtraFirst || period == components.ExtraSecond && *components.FixtureStop.At(d.r, f) == 0
	}
	return m
}

// begin announces the start of the program, and that of extra time. A match that was
// being played when the run began is a program in progress.
func (d *desk) begin(stream components.Row, m match) {
	show := components.StreamShow.At(d.r, stream)
	if *show == 0 && m.begun && !m.over {
		of := components.ProgramStart
		if !m.early {
			of = components.ProgramInProgress
		}
		h := d.last(m.f, starts)
		*show = d.number(stream)
		d.send(stream, h, message{of: of, event: *show, at: d.ahead(stream, h), delivery: d.delivery(stream)})
	}
	if extra := components.StreamExtra.At(d.r, stream); *extra == 0 && m.extra {
		h := d.last(m.f, restarts)
		*extra = d.number(stream)
		d.send(stream, h, message{of: components.UnscheduledEventStart, event: *extra, at: d.ahead(stream, h)})
	}
}

// delivery is what may be done with the program of a stream.
func (d *desk) delivery(stream components.Row) components.DeliveryFlags {
	if *components.StreamTerritory.At(d.r, stream) != 0 {
		return d.cfg.Territory
	}
	return 0
}

// finish announces the end of extra time, and that of the program.
func (d *desk) finish(stream components.Row, m match) {
	extra, over := *components.StreamExtra.At(d.r, stream), components.StreamExtraOver.At(d.r, stream)
	if extra != 0 && !m.extra && !*over {
		h := d.last(m.f, ends|restarts)
		*over = true
		d.send(stream, h, message{of: components.UnscheduledEventEnd, event: extra, at: d.ahead(stream, h)})
	}
	show, over := *components.StreamShow.At(d.r, stream), components.StreamShowOver.At(d.r, stream)
	if show != 0 && m.over && !*over {
		h := d.last(m.f, matchEnds)
		*over = true
		d.release(stream, h)
		d.send(stream, h, message{of: components.ProgramEnd, event: show, at: d.ahead(stream, h)})
	}
}
