package splice

import "touchline/components"

// stands reports whether the break of a stream is announced and not yet over at t.
func (d *desk) stands(stream components.Row, t components.PTS) bool {
	s := d.state[stream]
	return (s == components.BreakOpen || s == components.BreakEnding) && t < d.end[stream]
}

// played reports whether play has gone on since an event of a fixture.
func (d *desk) played(f components.Row, seq uint32, occurred components.PTS) bool {
	return *components.FixtureLastKick.At(d.r, f) > seq ||
		*components.FixturePeriod.At(d.r, f) > 0 && *components.FixtureKicked.At(d.r, f) > occurred
}

// resume ends the break of a stream when play goes on.
func (d *desk) resume(stream, f components.Row) {
	h := d.last(f, restarts)
	cause, when := *components.StreamBreakCause.At(d.r, stream), *components.StreamBreakHeard.At(d.r, stream)
	if d.stands(stream, d.sent(h)) && d.played(f, cause.Seq, when.Occurred) {
		d.stop(stream, h, components.BreakOver)
	}
}

// stop takes a break back that stands, or, once it has begun, ends it at once.
func (d *desk) stop(stream components.Row, h heard, state components.BreakState) {
	event, at := *components.StreamBreak.At(d.r, stream), d.at[stream]
	if d.sent(h) < at {
		d.send(stream, h, message{of: d.start, event: event, cancel: true, at: at})
	} else {
		d.send(stream, h, message{of: d.System.end, event: event, immediate: true, at: d.frame(stream, d.sent(h))})
	}
	d.state[stream] = state
}

// advert takes in event i of fixture f if it is an ad_break, or corrects the one that
// the stream's newest break goes back to.
func (d *desk) advert(stream, f, i components.Row) {
	e := &d.says[i]
	c := e.Cause
	if !d.news[i] || c.Source != components.FromMatch || e.Flags&components.Synthetic != 0 {
		return
	}
	newest := components.StreamBreakCause.At(d.r, stream)
	asks := d.kind[i] == components.Advert && e.Flags&components.Voided == 0
	known := d.state[stream] != components.NoBreak
	switch {
	case known && c.Seq == newest.Seq && c.Rev > newest.Rev:
		*newest = c
		d.correct(stream, f, i, asks)
	case asks && (!known || c.Seq > newest.Seq):
		d.open(stream, f, i)
	}
}

// length is how long the break is that event i asks for; 0 if that is not known.
func (d *desk) length(i components.Row) components.PTS {
	return components.PTS(*components.EventLength.At(d.r, i)) * (components.PTSPerSecond / 1000)
}

// until is where a break ends that begins at a point.
func (d *desk) until(stream components.Row, at, length components.PTS) components.PTS {
	if length == 0 {
		return never
	}
	return d.frame(stream, at+length)
}

// open announces the break that event i asks for, unless that came too late: play has
// gone on, or the break would be over.
func (d *desk) open(stream, f, i components.Row) {
	h, length := d.event(i), d.length(i)
	sent := d.sent(h)
	switch {
	case d.played(f, h.cause.Seq, h.when.Occurred), length > 0 && h.when.Occurred+length <= sent:
		return
	case d.stands(stream, sent) || !d.ask(stream):
		*components.StreamRefused.At(d.r, stream)++
		return
	}
	*components.StreamBreak.At(d.r, stream) = d.number(stream)
	*components.StreamBreakCause.At(d.r, stream) = h.cause
	*components.StreamBreakHeard.At(d.r, stream) = h.when
	d.state[stream] = components.BreakOpen
	d.at[stream] = d.ahead(stream, h)
	d.end[stream] = d.until(stream, d.at[stream], length)
	d.announce(stream, h)
}

// ask reports whether a stream may send one more message that an event asks for.
func (d *desk) ask(stream components.Row) bool {
	d.asked++
	return d.asked <= maxAsked
}

// announce sends the start of a break.
func (d *desk) announce(stream components.Row, h heard) {
	m := message{of: d.start, event: *components.StreamBreak.At(d.r, stream), at: d.at[stream]}
	if end := d.end[stream]; end != never {
		m.duration = end - m.at
	}
	d.send(stream, h, m)
}

// correct makes the break of a stream what event i, a revision of the one that asked
// for it, says: that it is none after all, or that it is longer or shorter. The end of
// a break whose end was sent can no longer be moved.
func (d *desk) correct(stream, f, i components.Row, asks bool) {
	h := d.event(i)
	sent := d.sent(h)
	switch {
	case !d.stands(stream, sent):
		if asks && d.state[stream] == components.BreakVoid {
			d.open(stream, f, i)
		}
	case !d.ask(stream):
		*components.StreamRefused.At(d.r, stream)++
	case !asks:
		d.stop(stream, h, components.BreakVoid)
	case d.state[stream] == components.BreakOpen:
		d.lengthen(stream, h, d.length(i))
	}
}

func (d *desk) lengthen(stream components.Row, h heard, length components.PTS) {
	sent := d.sent(h)
	end := d.until(stream, d.at[stream], length)
	if end == d.end[stream] {
		return
	}
	d.end[stream] = end
	switch {
	case sent < d.at[stream]:
		d.announce(stream, h)
	case end <= sent:
		d.stop(stream, h, components.BreakOver)
	}
}

// close sends the end of a break ahead of it. After ticks that were skipped that may
// be too late to name the frame.
func (d *desk) close(stream components.Row) {
	now, end := d.r.Now.PTS, d.end[stream]
	if d.state[stream] != components.BreakOpen || end == never || now < end-d.cfg.Preroll {
		return
	}
	m := message{of: d.System.end, event: *components.StreamBreak.At(d.r, stream), at: end}
	if end <= now {
		m.immediate, m.at = true, d.frame(stream, now)
	}
	d.state[stream] = components.BreakEnding
	h := heard{*components.StreamBreakCause.At(d.r, stream), *components.StreamBreakHeard.At(d.r, stream)}
	d.send(stream, h, m)
}

// release ends a break with the program that would otherwise be ended by the next
// start of play: there is none.
func (d *desk) release(stream components.Row, h heard) {
	sent := d.sent(h)
	if d.end[stream] != never || !d.stands(stream, sent) {
		return
	}
	if sent < d.at[stream] {
		d.stop(stream, h, components.BreakOver)
		return
	}
	d.state[stream], d.end[stream] = components.BreakEnding, d.ahead(stream, h)
	d.send(stream, h, message{of: d.System.end, event: *components.StreamBreak.At(d.r, stream), at: d.end[stream]})
}
